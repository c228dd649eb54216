import { documents, policy, type RuleCase, tierPolicy } from './ruleCase';

const cnp = (name: string, rules: string, { tier = 'Admin', priority = 10 } = {}) =>
  tierPolicy(
    'ClusterNetworkPolicy',
    name,
    `tier: ${tier}\npriority: ${priority}\nsubject:\n  namespaces: {matchLabels: {team: a}}\n${rules}`,
  );
const anp = (rules: string) =>
  tierPolicy(
    'AdminNetworkPolicy',
    'admin',
    `priority: 10\nsubject:\n  namespaces: {matchLabels: {team: a}}\n${rules}`,
  );
const rule = (action: string, team: string, rest = '') =>
  `- action: ${action}\n  from:\n  - namespaces: {matchLabels: {team: ${team}}}${rest}`;
const out = (action: string, peer: string, rest = '') => `- action: ${action}\n  to:\n  - ${peer}${rest}`;
const deny = cnp('deny', `ingress:\n${rule('Deny', 'b')}`);

const cilium = (spec: string) => `apiVersion: cilium.io/v2
kind: CiliumNetworkPolicy
metadata: {name: c, namespace: shop}
spec:
  endpointSelector: {}
${spec
  .split('\n')
  .map((line) => `  ${line}`)
  .join('\n')}
`;
const calico = (spec: string) => `apiVersion: projectcalico.org/v3
kind: GlobalNetworkPolicy
metadata: {name: c}
spec:
${spec
  .split('\n')
  .map((line) => `  ${line}`)
  .join('\n')}
`;

/** G8. */
export const tierCases: readonly RuleCase[] = [
  {
    code: 'L70',
    trigger: documents(deny, cnp('accept', `ingress:\n${rule('Accept', 'b')}`)),
    at: '10',
    shows: ['priority: 10', '- action: Deny', 'priority: 10', '- action: Accept'],
    misses: [
      documents(deny, cnp('accept', `ingress:\n${rule('Accept', 'b')}`, { priority: 11 })),
      documents(deny, cnp('accept', `ingress:\n${rule('Accept', 'a')}`)),
      documents(deny, cnp('also', `ingress:\n${rule('Deny', 'b')}`)),
    ],
  },
  {
    code: 'L103',
    trigger: cnp('p', `ingress:\n${rule('Pass', 'b')}\n${rule('Deny', 'b')}`),
    at: 'action: Deny',
    shows: [
      '- action: Pass',
      '- namespaces: {matchLabels: {team: b}}',
      '- action: Deny',
      '- namespaces: {matchLabels: {team: b}}',
    ],
    misses: [
      cnp('p', `ingress:\n${rule('Pass', 'a')}\n${rule('Deny', 'b')}`),
      // No pod has a port of this name: it matches nothing, whatever comes after it.
      cnp(
        'p',
        `ingress:\n${rule('Accept', 'b', '\n  protocols:\n  - destinationNamedPort: nowhere')}\n${rule('Deny', 'b')}`,
      ),
      cnp(
        'p',
        `ingress:\n${rule('Pass', 'b', '\n  protocols:\n  - tcp: {destinationPort: {number: 80}}')}\n${rule('Deny', 'b')}`,
      ),
    ],
  },
  {
    code: 'L104',
    trigger: cnp('p', `egress:\n${out('Deny', 'networks: [0.0.0.0/0]')}`),
    at: '0.0.0.0/0',
    misses: [
      cnp('p', `egress:\n${out('Pass', 'namespaces: {}')}\n${out('Deny', 'networks: [0.0.0.0/0]')}`),
      cnp('p', `egress:\n${out('Deny', 'networks: [203.0.113.0/24]')}`),
    ],
  },
  {
    code: 'L105',
    trigger: anp(
      'ingress:\n- action: Deny\n  from:\n  - namespaces:\n      namespaceSelector: {matchLabels: {team: b}}',
    ),
    at: 'namespaceSelector',
    misses: [anp(`ingress:\n${rule('Deny', 'b')}`)],
    fixes: [
      {
        edit: ['        namespaceSelector: {matchLabels: {team: b}}\n', '        matchLabels: {team: b}\n'],
        effect: true,
      },
    ],
  },
  {
    code: 'L106',
    trigger: cnp('p', `ingress:\n${rule('Allow', 'b')}`),
    at: 'Allow',
    misses: [cnp('p', `ingress:\n${rule('Accept', 'b')}`), anp(`ingress:\n${rule('Allow', 'b')}`)],
    fixes: [{ edit: ['Allow', 'Accept'], effect: true }],
  },
  {
    code: 'L107',
    trigger: cnp('p', `egress:\n${out('Accept', 'domainNames: [example.com]')}`),
    at: '[example.com]',
    misses: [
      cnp(
        'p',
        `egress:\n${out('Accept', 'domainNames: [example.com]')}\n${out('Deny', 'networks: [0.0.0.0/0]')}`,
      ),
    ],
  },
  {
    code: 'L108',
    trigger: cnp(
      'p',
      `egress:\n${out('Deny', 'networks: [203.0.113.0/24]', '\n  protocols:\n  - destinationNamedPort: http')}`,
    ),
    at: 'action: Deny',
    shows: ['- networks: [203.0.113.0/24]', '- destinationNamedPort: http'],
    misses: [
      cnp('p', `egress:\n${out('Deny', 'namespaces: {}', '\n  protocols:\n  - destinationNamedPort: http')}`),
    ],
  },
  {
    code: 'L109',
    trigger: cnp(
      'p',
      'ingress:\n- action: Deny\n  from:\n  - namespaces: {matchExpressions: [{key: team, operator: Equals, values: [b]}]}',
    ),
    at: 'Equals',
    misses: [deny],
  },
  {
    code: 'L110',
    trigger: cnp('p', `ingress:\n${rule('Deny', 'b', '\n  protocols:\n  - tcp: {}')}`),
    at: '{}',
    misses: [
      cnp('p', `ingress:\n${rule('Deny', 'b', '\n  protocols:\n  - tcp: {destinationPort: {number: 80}}')}`),
    ],
    fixes: [
      {
        edit: [
          'tcp: {}\n',
          'tcp:\n        destinationPort:\n          range:\n            start: 1\n            end: 65535\n',
        ],
        effect: true,
      },
    ],
  },
  {
    code: 'L111',
    trigger: documents(
      policy('podSelector: {}\npolicyTypes: [Ingress]', 'deny'),
      cnp('p', `ingress:\n${rule('Deny', 'b')}`, { tier: 'Baseline' }),
    ),
    at: 'ingress',
    shows: ['kind: NetworkPolicy', 'kind: ClusterNetworkPolicy', 'tier: Baseline', '- action: Deny'],
    misses: [
      cnp('p', `ingress:\n${rule('Deny', 'b')}`, { tier: 'Baseline' }),
      documents(policy('podSelector: {}\npolicyTypes: [Ingress]', 'deny'), deny),
    ],
  },
  {
    code: 'L112',
    trigger: cilium('ingress:\n- {}'),
    at: '{}',
    shows: ['kind: CiliumNetworkPolicy', 'ingress:', '- {}'],
    misses: [cilium('ingress:\n- fromEndpoints: [{}]')],
  },
  {
    code: 'L113',
    trigger: cilium('egressDeny:\n- toEntities: [world]'),
    at: 'egressDeny',
    misses: [
      cilium('egressDeny:\n- toEntities: [world]\nenableDefaultDeny: {egress: false}'),
      cilium('egressDeny:\n- toEntities: [world]\negress:\n- toEntities: [cluster]'),
    ],
  },
  {
    code: 'L114',
    trigger: calico('egress:\n- action: Deny'),
    at: 'spec',
    shows: ['kind: GlobalNetworkPolicy', 'egress:', '- action: Deny'],
    misses: [calico('types: [Egress]\negress:\n- action: Deny'), calico('ingress:\n- action: Allow')],
  },
  {
    code: 'L115',
    trigger: tierPolicy(
      'BaselineAdminNetworkPolicy',
      'base',
      `subject:\n  namespaces: {}\ningress:\n${rule('Deny', 'b')}`,
    ),
    at: 'base',
    misses: [
      tierPolicy(
        'BaselineAdminNetworkPolicy',
        'default',
        `subject:\n  namespaces: {}\ningress:\n${rule('Deny', 'b')}`,
      ),
    ],
    fixes: [{ edit: ['name: base', 'name: default'], effect: true }],
  },
  {
    code: 'L116',
    trigger: policy(
      'podSelector: {}\npolicyTypes: [Ingress]\ningress:\n- ports:\n  - {protocol: TCP, port: 8000, endPort: 8010}',
    ),
    at: '8010',
    options: { plugin: 'cilium' },
    misses: [
      policy('podSelector: {}\npolicyTypes: [Ingress]\ningress:\n- ports:\n  - {protocol: TCP, port: 8000}'),
    ],
  },
];
