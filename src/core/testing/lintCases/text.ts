import { policy, type RuleCase } from './ruleCase';

const head = `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: p
  namespace: shop
`;
const web = 'podSelector: {matchLabels: {app: web}}';
const from = (peer: string) => policy(`${web}\npolicyTypes: [Ingress]\ningress:\n- from:\n  - ${peer}`);
const fine = from('podSelector: {matchLabels: {app: api}}');
const port = (text: string) =>
  policy(`${web}\npolicyTypes: [Ingress]\ningress:\n- from:\n  - podSelector: {}\n  ports:\n  - ${text}`);

/** G7. */
export const textCases: readonly RuleCase[] = [
  {
    code: 'L91',
    trigger: `${head}spec:\n  podSelector: {}\npolicyTypes:\n# both\n- Ingress\n- Egress\n`,
    at: 'policyTypes',
    misses: [policy('podSelector: {}\npolicyTypes:\n- Ingress')],
    fixes: [
      {
        edit: [
          'policyTypes:\n# both\n- Ingress\n- Egress\n',
          '  policyTypes:\n  # both\n  - Ingress\n  - Egress\n',
        ],
        closes: [
          'shop/api to data/api, all ports',
          'shop/api to data/db, all ports',
          'shop/api to kube-system/coredns, all ports',
          'shop/api to any other address, all ports',
          'shop/web to data/api, all ports',
          'shop/web to data/db, all ports',
          'shop/web to kube-system/coredns, all ports',
          'shop/web to any other address, all ports',
          'shop/worker to data/api, all ports',
          'shop/worker to data/db, all ports',
          'shop/worker to kube-system/coredns, all ports',
          'shop/worker to any other address, all ports',
        ],
      },
    ],
  },
  {
    code: 'L92',
    trigger: policy(`podSelector: {matchLabels: {app: web}}\npolicyType: [Ingress]`),
    at: 'policyType',
    misses: [policy(`${web}\npolicyTypes: [Ingress]`), policy(`${web}\nfoo: 1`)],
    fixes: [{ edit: ['policyType:', 'policyTypes:'] }],
  },
  {
    code: 'L93',
    trigger: from('podSelector:\n      matchLabels:\n        app: api\n        app: web'),
    at: 'app',
    misses: [fine],
  },
  {
    code: 'L94',
    trigger: from('podSelector: {matchLabels: {version: 1.10}}'),
    at: '1.10',
    misses: [fine, from('podSelector: {matchLabels: {version: "1.10"}}')],
    fixes: [{ edit: ['1.10', "'1.10'"], effect: true }],
  },
  {
    code: 'L95',
    trigger: from('podSelector: {matchLabels: {app: "{{ .Values.app }}"}}'),
    at: '{{ .Values.app }}',
    misses: [fine, `# rendered from {{ .Values.app }}\n${fine}`],
  },
  {
    code: 'L96',
    trigger: port('{protocol: TCP, port: 070}'),
    at: '070',
    misses: [port('{protocol: TCP, port: 8080}')],
    fixes: [{ edit: ['070', '56'] }],
  },
  {
    code: 'L97',
    trigger: port('{protocol: tcp, port: 8080}'),
    at: 'tcp',
    misses: [port('{protocol: TCP, port: 8080}'), port('{protocol: ICMP, port: 8080}')],
    fixes: [{ edit: ['tcp', 'TCP'], effect: true }],
  },
  {
    code: 'L98',
    trigger: policy(
      `${web}\npolicyTypes: [Ingress]\ningress:\n- from:\n    podSelector: {matchLabels: {app: api}}`,
    ),
    at: 'podSelector: {matchLabels: {app: api}}',
    misses: [fine],
    fixes: [
      {
        edit: [
          '      podSelector: {matchLabels: {app: api}}\n',
          '    - podSelector: {matchLabels: {app: api}}\n',
        ],
        effect: true,
      },
    ],
  },
  {
    code: 'L99',
    trigger: fine.replace('networking.k8s.io/v1', 'extensions/v1beta1'),
    at: 'extensions/v1beta1',
    misses: [fine],
    fixes: [{ edit: ['extensions/v1beta1', 'networking.k8s.io/v1'], effect: true }],
  },
  {
    code: 'L100',
    trigger: `${fine}status: {}\n`,
    at: 'status',
    misses: [fine],
    fixes: [{ edit: ['status: {}\n', ''] }],
  },
  {
    code: 'L101',
    trigger: `${fine}${policy(web, 'q')}`,
    at: 'apiVersion',
    shows: ['spec:', 'apiVersion: networking.k8s.io/v1'],
    misses: [`${fine}---\n${policy(web, 'q')}`],
    fixes: [
      {
        edit: ['api}}\napiVersion', 'api}}\n---\napiVersion'],
        opens: ['shop/api to shop/web, all ports'],
      },
    ],
  },
  {
    code: 'L102',
    trigger: fine.replace('  - from', '\u00A0 - from'),
    at: '\u00A0',
    misses: [fine, `# a\u00A0comment\n${fine}`],
    fixes: [{ edit: ['\u00A0', ' '], opens: ['shop/api to shop/web, all ports'] }],
  },
];
