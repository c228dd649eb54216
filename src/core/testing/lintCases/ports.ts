import { documents, inventory, policy, type RuleCase, workload } from './ruleCase';

const web = 'podSelector: {matchLabels: {app: web}}';
const api = 'podSelector: {matchLabels: {app: api}}';
const webIn = `${web}\npolicyTypes: [Ingress]\ningress:\n- from:\n  - podSelector: {matchLabels: {app: api}}`;
const apiIn = `${api}\npolicyTypes: [Ingress]\ningress:\n- from:\n  - podSelector: {matchLabels: {app: web}}`;
const toAddresses = `${web}\npolicyTypes: [Egress]\negress:\n- to:\n  - ipBlock: {cidr: 192.0.2.0/24}`;
const ports = (rule: string, ...entries: readonly string[]) =>
  policy(`${rule}\n  ports:\n${entries.map((entry) => `  - ${entry}`).join('\n')}`);

/** G2. */
export const portCases: readonly RuleCase[] = [
  {
    code: 'L20',
    trigger: ports(webIn, '{protocol: TCP, port: "8080"}'),
    at: '"8080"',
    misses: [ports(webIn, '{protocol: TCP, port: 8080}'), ports(webIn, '{protocol: TCP, port: http}')],
    fixes: [{ edit: ['"8080"', '8080'], effect: true }],
  },
  {
    code: 'L21',
    trigger: ports(webIn, '{protocol: TCP, port: 8090, endPort: 8080}'),
    at: '8080',
    misses: [ports(webIn, '{protocol: TCP, port: 8080, endPort: 8090}')],
    fixes: [{ edit: ['port: 8090, endPort: 8080', 'port: 8080, endPort: 8090'], effect: true }],
  },
  {
    code: 'L22',
    trigger: ports(webIn, '{protocol: TCP, port: 3000}'),
    at: '{protocol: TCP, port: 3000}',
    misses: [
      ports(webIn, '{protocol: TCP, port: 8080}'),
      // The worker declares nothing and may listen anywhere.
      ports(webIn.replace(web, 'podSelector: {}'), '{protocol: TCP, port: 3000}'),
      ports(toAddresses, '{protocol: TCP, port: 3000}'),
      ports(
        toAddresses.replace('ipBlock: {cidr: 192.0.2.0/24}', 'namespaceSelector: {matchLabels: {team: b}}'),
        '{protocol: UDP, port: 53}',
      ),
    ],
  },
  {
    code: 'L23',
    trigger: ports(webIn, '{protocol: TCP, port: htp}'),
    at: 'htp',
    misses: [ports(webIn, '{protocol: TCP, port: http}'), ports(webIn, '{protocol: TCP, port: 1234}')],
    fixes: [{ edit: ['htp', 'http'], opens: ['shop/api to shop/web, TCP 8080'] }],
  },
  {
    code: 'L24',
    trigger: ports(webIn, '{protocol: UDP, port: http}'),
    at: '{protocol: UDP, port: http}',
    misses: [ports(webIn, '{port: http}'), ports(webIn, '{protocol: UDP, port: http}', '{port: http}')],
    fixes: [{ edit: ['protocol: UDP', 'protocol: TCP'], opens: ['shop/api to shop/web, TCP 8080'] }],
  },
  {
    code: 'L25',
    trigger: ports(apiIn, '{protocol: TCP, port: 80}'),
    at: '80',
    misses: [ports(apiIn, '{protocol: TCP, port: 8080}'), ports(webIn, '{protocol: TCP, port: 80}')],
    fixes: [
      {
        edit: ['port: 80}', 'port: 8080}'],
        opens: ['shop/web to shop/api, TCP 80, 8080'],
        closes: ['shop/web to shop/api, TCP 80, 8080'],
      },
    ],
  },
  {
    code: 'L26',
    trigger: policy(
      `${web}\npolicyTypes: [Egress]\negress:\n- to:\n  - ipBlock: {cidr: 192.0.2.7/32}\n  ports:\n  - protocol: TCP\n    port: 443`,
      'web-to-apiserver',
    ),
    at: '- protocol: TCP',
    shows: ['name: web-to-apiserver', '- protocol: TCP', 'port: 443'],
    misses: [
      policy(
        `${web}\npolicyTypes: [Egress]\negress:\n- to:\n  - ipBlock: {cidr: 192.0.2.7/32}\n  ports:\n  - protocol: TCP\n    port: 443`,
        'web-to-bank',
      ),
      policy(
        `${web}\npolicyTypes: [Egress]\negress:\n- to:\n  - ipBlock: {cidr: 192.0.2.7/32}\n  ports:\n  - {protocol: TCP, port: 443}\n  - {protocol: TCP, port: 6443}`,
        'web-to-apiserver',
      ),
    ],
    fixes: [
      {
        edit: { adds: '    - protocol: TCP\n      port: 6443\n' },
        opens: ['shop/web to 192.0.2.7/32, TCP 6443'],
      },
    ],
  },
  {
    code: 'L27',
    trigger: ports(toAddresses, 'port: 123'),
    at: 'port: 123',
    misses: [
      ports(toAddresses, 'port: 123', '{protocol: UDP, port: 123}'),
      ports(toAddresses, '{protocol: TCP, port: 514}'),
    ],
    fixes: [
      {
        edit: { adds: '    - protocol: UDP\n      port: 123\n' },
        opens: ['shop/web to 192.0.2.0/24, UDP 123'],
      },
    ],
  },
  {
    code: 'L28',
    trigger: ports(webIn, 'port: 8080', 'port: 9090'),
    at: '8080',
    misses: [ports(webIn, '{protocol: TCP, port: 8080}'), ports(webIn, '{protocol: UDP}')],
    fixes: [
      {
        edit: [
          '- port: 8080\n    - port: 9090\n',
          '- port: 8080\n      protocol: TCP\n    - port: 9090\n      protocol: TCP\n',
        ],
      },
    ],
  },
  {
    code: 'L29',
    trigger: ports(webIn, '{}'),
    at: '{}',
    misses: [ports(webIn, '{protocol: TCP, port: 8080}'), policy(`${webIn}\n  ports: []`)],
  },
  {
    code: 'L30',
    trigger: ports(webIn, '{protocol: TCP, port: http}'),
    at: 'http',
    cluster: documents(inventory, workload('shop/web2', 'app: web', '{name: http, containerPort: 3000}')),
    misses: [ports(webIn, '{protocol: TCP, port: 8080}'), ports(apiIn, '{protocol: TCP, port: http}')],
  },
  {
    code: 'L31',
    trigger: ports(webIn, '{protocol: TCP, port: 8000, endPort: 9000}'),
    at: '{protocol: TCP, port: 8000, endPort: 9000}',
    misses: [ports(webIn, '{protocol: TCP, port: 8000, endPort: 8999}')],
  },
  {
    code: 'L32',
    trigger: policy(
      `${web}\npolicyTypes: [Ingress]\ningress:\n- from:\n  - podSelector: {matchLabels: {app: api}}\n    ports:\n    - protocol: TCP\n      port: 8080`,
    ),
    at: 'ports',
    misses: [ports(webIn, '{protocol: TCP, port: 8080}')],
    fixes: [
      {
        edit: [
          '      ports:\n      - protocol: TCP\n        port: 8080\n',
          '    ports:\n    - protocol: TCP\n      port: 8080\n',
        ],
        closes: ['shop/api to shop/web, all but TCP 8080'],
      },
    ],
  },
  {
    code: 'L33',
    trigger: ports(webIn, '{protocol: TCP, port: 8000, endPort: 8100}', '{protocol: TCP, port: 8080}'),
    at: '{protocol: TCP, port: 8080}',
    misses: [
      ports(webIn, '{protocol: TCP, port: 8000, endPort: 8079}', '{protocol: TCP, port: 8080}'),
      ports(webIn, '{protocol: TCP, port: 8080}', '{protocol: UDP, port: 8080}'),
    ],
    fixes: [{ edit: ['    - {protocol: TCP, port: 8080}\n', ''] }],
  },
  {
    code: 'L34',
    trigger: documents(
      policy(web),
      workload(
        'shop/twice',
        'app: twice',
        '{name: http, containerPort: 80}, {name: http, containerPort: 81}',
      ),
    ),
    at: 'twice',
    shows: ['ports: [{name: http, containerPort: 80}, {name: http, containerPort: 81}]'],
    misses: [
      documents(
        policy(web),
        workload(
          'shop/twice',
          'app: twice',
          '{name: http, containerPort: 80}, {name: admin, containerPort: 81}',
        ),
      ),
      // The same port, declared by two containers.
      documents(
        policy(web),
        workload(
          'shop/twice',
          'app: twice',
          '{name: http, containerPort: 80}, {name: http, containerPort: 80}',
        ),
      ),
    ],
  },
];
