import { documents, policy, type RuleCase } from './ruleCase';

const webFrom = (app: string) =>
  `podSelector: {matchLabels: {app: web}}\npolicyTypes: [Ingress]\ningress:\n- from:\n  - podSelector: {matchLabels: {app: ${app}}}`;
const api = webFrom('api');
const all =
  'podSelector: {matchLabels: {app: web}}\npolicyTypes: [Ingress]\ningress:\n- from:\n  - podSelector: {}';

/** G6. */
export const relationCases: readonly RuleCase[] = [
  {
    code: 'L83',
    trigger: documents(policy(all, 'web-from-shop'), policy(api, 'web-from-api')),
    at: 'web-from-api',
    shows: [
      'name: web-from-shop',
      '- podSelector: {}',
      'name: web-from-api',
      '- podSelector: {matchLabels: {app: api}}',
    ],
    misses: [
      policy(api, 'web-from-api'),
      documents(
        policy(api, 'web-from-api'),
        policy(webFrom('nobody'), 'web-from-nobody').replace('Ingress]', 'Ingress, Egress]'),
      ),
    ],
  },
  {
    code: 'L84',
    trigger: policy(
      `${all}\n- from:\n  - podSelector: {matchLabels: {app: api}}\n  ports:\n  - {protocol: TCP, port: 8080}`,
    ),
    at: 'from:',
    shows: [
      '- podSelector: {}',
      '- from:',
      '- podSelector: {matchLabels: {app: api}}',
      '- {protocol: TCP, port: 8080}',
    ],
    misses: [
      policy(`${api}\n- from:\n  - podSelector: {matchLabels: {job: worker}}`),
      policy(
        `${api}\n  ports:\n  - {protocol: TCP, port: 8080}\n- from:\n  - podSelector: {}\n  ports:\n  - {protocol: TCP, port: 9090}`,
      ),
    ],
    fixes: [
      {
        edit: [
          '  - from:\n    - podSelector: {matchLabels: {app: api}}\n    ports:\n    - {protocol: TCP, port: 8080}\n',
          '',
        ],
      },
    ],
  },
  {
    code: 'L85',
    trigger: documents(policy(api), policy(all)),
    at: 'p',
    shows: [
      'name: p',
      'podSelector: {matchLabels: {app: web}}',
      'name: p',
      'podSelector: {matchLabels: {app: web}}',
    ],
    misses: [documents(policy(api), policy(all, 'q')), documents(policy(api), policy(all, 'p', 'data'))],
  },
  {
    code: 'L86',
    trigger: documents(policy(api, 'first'), policy(api, 'second')),
    at: 'second',
    shows: [
      'name: first',
      'podSelector: {matchLabels: {app: web}}',
      'name: second',
      'podSelector: {matchLabels: {app: web}}',
    ],
    misses: [
      documents(policy(api, 'first'), policy(all, 'second')),
      documents(policy(api, 'first'), policy(api, 'second', 'data')),
    ],
  },
  {
    code: 'L87',
    trigger: documents(
      policy('podSelector: {}\npolicyTypes: [Ingress]', 'deny'),
      policy('podSelector: {}\npolicyTypes: [Ingress]\ningress:\n- {}', 'open'),
    ),
    at: 'deny',
    shows: ['name: deny', 'policyTypes: [Ingress]', 'name: open', '- {}'],
    misses: [
      documents(
        policy('podSelector: {}\npolicyTypes: [Ingress]', 'deny'),
        policy('podSelector: {matchLabels: {app: web}}\npolicyTypes: [Ingress]\ningress:\n- {}', 'open'),
      ),
    ],
  },
  {
    code: 'L88',
    trigger: policy(api, 'test-network-policy'),
    at: 'test-network-policy',
    misses: [policy(api, 'test-api')],
  },
  {
    code: 'L89',
    trigger: policy(api).replace('  namespace: shop\n', ''),
    at: 'metadata',
    misses: [policy(api)],
    fixes: [{ edit: ['  name: p\n', '  name: p\n  namespace: default\n'] }],
  },
  {
    code: 'L90',
    trigger: policy(`${api}${'\n- ports:\n  - {protocol: TCP, port: 8080}'.repeat(30)}`),
    at: 'p',
    shows: ['ingress:', '- from:', '- ports:', '- ports:'],
    misses: [policy(`${api}${'\n- ports:\n  - {protocol: TCP, port: 8080}'.repeat(29)}`)],
  },
];
