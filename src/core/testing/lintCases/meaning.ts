import { policy, type RuleCase } from './ruleCase';

const web = 'podSelector: {matchLabels: {app: web}}';
const webIn = `${web}\npolicyTypes: [Ingress]`;
const webOut = `${web}\npolicyTypes: [Egress]`;

/** G1: says something else than it looks like. */
export const meaningCases: readonly RuleCase[] = [
  {
    code: 'L1',
    trigger: policy(`${webIn}\ningress:\n- from: []\n  ports:\n  - protocol: TCP\n    port: 8080`),
    at: 'from',
    misses: [
      policy(`${webIn}\ningress:\n- ports:\n  - port: 8080`),
      policy(`${web}\npolicyTypes: [Egress]\ningress:\n- from: []`),
    ],
    fixes: [
      { edit: ['  - from: []\n    ports:', '  - ports:'] },
      {
        edit: [
          'ingress:\n  - from: []\n    ports:\n    - protocol: TCP\n      port: 8080\n',
          'ingress: []\n',
        ],
        closes: [
          'shop/api to shop/web, TCP 8080',
          'shop/worker to shop/web, TCP 8080',
          'data/db to shop/web, TCP 8080',
          'data/api to shop/web, TCP 8080',
          'kube-system/coredns to shop/web, TCP 8080',
          'any other address to shop/web, TCP 8080',
          'shop/web to shop/web, TCP 8080',
        ],
      },
    ],
  },
  {
    code: 'L2',
    trigger: policy(`${webOut}\negress:\n-`),
    at: '-',
    shows: ['egress:', '-'],
    misses: [policy(`${webOut}\negress: []`), policy(`${webOut}\negress:\n- to:\n  - podSelector: {}`)],
    fixes: [
      {
        edit: ['egress:\n  -\n', 'egress: []\n'],
        closes: [
          'shop/web to shop/api, all ports',
          'shop/web to shop/worker, all ports',
          'shop/web to data/db, all ports',
          'shop/web to data/api, all ports',
          'shop/web to kube-system/coredns, all ports',
          'shop/web to any other address, all ports',
          'shop/web to shop/web, all ports',
        ],
      },
    ],
  },
  {
    code: 'L3',
    trigger: policy(`${webOut}\negress:\n- ports:\n  - protocol: TCP\n    port: 443`),
    at: 'ports:',
    misses: [
      policy(`${webOut}\negress:\n- ports:\n  - protocol: UDP\n    port: 53`),
      policy(`${webIn}\ningress:\n- ports:\n  - port: 8080`, 'web-from-anyone'),
      policy(`${webOut}\negress:\n- to:\n  - podSelector: {}\n  ports:\n  - protocol: TCP\n    port: 443`),
    ],
  },
  {
    code: 'L4',
    trigger: policy(
      `${webIn}\ningress:\n- from:\n  - podSelector: {matchLabels: {app: api}}\n- ports:\n  - protocol: TCP\n    port: 8080`,
    ),
    at: 'ports:',
    shows: ['- from:', '- podSelector: {matchLabels: {app: api}}', '- ports:', '- protocol: TCP'],
    misses: [
      policy(
        `${webIn}\ningress:\n- from:\n  - podSelector: {matchLabels: {app: api}}\n  ports:\n  - protocol: TCP\n    port: 8080`,
      ),
      policy(`${webOut}\negress:\n- to:\n  - podSelector: {}\n- ports:\n  - protocol: UDP\n    port: 53`),
    ],
    fixes: [
      {
        edit: ['  - ports:', '    ports:'],
        closes: [
          'shop/api to shop/web, all but TCP 8080',
          'shop/worker to shop/web, TCP 8080',
          'data/db to shop/web, TCP 8080',
          'data/api to shop/web, TCP 8080',
          'kube-system/coredns to shop/web, TCP 8080',
          'any other address to shop/web, TCP 8080',
          'shop/web to shop/web, TCP 8080',
        ],
      },
    ],
  },
  {
    code: 'L5',
    trigger: policy(
      `${webIn}\ningress:\n- from:\n  - namespaceSelector: {matchLabels: {team: b}}\n  - podSelector: {matchLabels: {app: api}}`,
    ),
    at: 'podSelector: {matchLabels: {app: api}}',
    shows: ['- namespaceSelector: {matchLabels: {team: b}}', '- podSelector: {matchLabels: {app: api}}'],
    misses: [
      // No pod of team b has this label: only alternatives can be meant.
      policy(
        `${webIn}\ningress:\n- from:\n  - namespaceSelector: {matchLabels: {team: b}}\n  - podSelector: {matchLabels: {job: worker}}`,
      ),
      policy(
        `${webIn}\ningress:\n- from:\n  - namespaceSelector: {matchLabels: {team: b}}\n  - podSelector: {}`,
      ),
    ],
    fixes: [
      {
        edit: [
          '    - podSelector: {matchLabels: {app: api}}',
          '      podSelector: {matchLabels: {app: api}}',
        ],
        closes: ['shop/api to shop/web, all ports', 'data/db to shop/web, all ports'],
      },
    ],
  },
  {
    code: 'L6',
    trigger: policy(`${webIn}\ningress:\n- from:\n  - podSelector: {}\negress:\n- to:\n  - podSelector: {}`),
    at: 'egress',
    misses: [policy(`${webIn}\ningress:\n- from:\n  - podSelector: {}\negress: []`)],
    fixes: [
      {
        edit: ['policyTypes: [Ingress]', 'policyTypes: [Ingress, Egress]'],
        closes: [
          'shop/web to data/db, all ports',
          'shop/web to data/api, all ports',
          'shop/web to kube-system/coredns, all ports',
          'shop/web to any other address, all ports',
        ],
      },
      { edit: ['  egress:\n  - to:\n    - podSelector: {}\n', ''] },
    ],
  },
  {
    code: 'L7',
    trigger: policy(`${web}\ningress:\n- from:\n  - podSelector: {}\negress:\n- to:\n  - podSelector: {}`),
    at: 'spec',
    misses: [
      policy(`${webIn}\ningress:\n- from:\n  - podSelector: {}`),
      policy(`${web}\negress:\n- to:\n  - podSelector: {}`), // L8
    ],
    fixes: [{ edit: { adds: '  policyTypes:\n  - Ingress\n  - Egress\n' } }],
  },
  {
    code: 'L8',
    trigger: policy(`${web}\negress:\n- to:\n  - podSelector: {}`),
    at: 'egress',
    misses: [
      policy(`${webOut}\negress:\n- to:\n  - podSelector: {}`),
      policy(`${web}\ningress: []\negress:\n- to:\n  - podSelector: {}`),
    ],
    fixes: [
      {
        edit: { adds: '  policyTypes:\n  - Egress\n' },
        opens: [
          'shop/api to shop/web, all ports',
          'shop/worker to shop/web, all ports',
          'data/db to shop/web, all ports',
          'data/api to shop/web, all ports',
          'kube-system/coredns to shop/web, all ports',
          'any other address to shop/web, all ports',
          'shop/web to shop/web, all ports',
        ],
      },
      { edit: { adds: '  policyTypes:\n  - Ingress\n  - Egress\n' } },
    ],
  },
  {
    code: 'L9',
    trigger: policy(`${web}\ningress: []\negress: []`),
    at: 'egress',
    misses: [policy(`${webOut}\negress: []`), policy(`${web}\ningress: []`)],
    fixes: [
      {
        edit: { adds: '  policyTypes:\n    - Ingress\n    - Egress\n' },
        closes: [
          'shop/web to shop/api, all ports',
          'shop/web to shop/worker, all ports',
          'shop/web to data/db, all ports',
          'shop/web to data/api, all ports',
          'shop/web to kube-system/coredns, all ports',
          'shop/web to any other address, all ports',
        ],
      },
    ],
  },
  {
    code: 'L10',
    trigger: policy(
      `${webIn}\ningress:\n- from:\n  - namespaceSelector:\n      matchExpressions: [{key: kubernetes.io/metadata.name, operator: NotIn, values: [data]}]\n  - namespaceSelector: {}`,
    ),
    at: 'namespaceSelector:',
    shows: [
      '- namespaceSelector:',
      'matchExpressions: [{key: kubernetes.io/metadata.name, operator: NotIn, values: [data]}]',
      '- namespaceSelector: {}',
    ],
    misses: [
      policy(
        `${webIn}\ningress:\n- from:\n  - namespaceSelector:\n      matchExpressions: [{key: kubernetes.io/metadata.name, operator: NotIn, values: [data]}]`,
      ),
      // The other rule lets them in on another port only.
      policy(
        `${webIn}\ningress:\n- from:\n  - namespaceSelector:\n      matchExpressions: [{key: kubernetes.io/metadata.name, operator: NotIn, values: [data]}]\n- from:\n  - namespaceSelector: {}\n  ports: [{protocol: TCP, port: 9090}]`,
      ),
    ],
  },
  {
    code: 'L11',
    trigger: policy(
      `${webIn}\ningress:\n- from:\n  - podSelector:\n      matchExpressions:\n      - {key: app, operator: NotIn, values: [api]}`,
    ),
    at: '{key: app, operator: NotIn, values: [api]}',
    misses: [
      policy(
        `${webIn}\ningress:\n- from:\n  - podSelector:\n      matchExpressions:\n      - {key: app, operator: NotIn, values: [api]}\n      - {key: app, operator: Exists}`,
      ),
      policy(
        `${webIn}\ningress:\n- from:\n  - namespaceSelector:\n      matchExpressions:\n      - {key: kubernetes.io/metadata.name, operator: NotIn, values: [data]}`,
      ),
    ],
    fixes: [
      {
        edit: { adds: '        - {key: app, operator: Exists}\n' },
        closes: ['shop/worker to shop/web, all ports'],
      },
    ],
  },
  {
    code: 'L12',
    trigger: policy(`${webIn}\ningress:\n- {}`, 'deny-web'),
    at: 'deny-web',
    shows: ['name: deny-web', 'ingress:', '- {}'],
    misses: [
      policy(`${webIn}\ningress:\n- from:\n  - podSelector: {}`, 'deny-other-namespaces'),
      policy(`${web}\npolicyTypes: [Ingress, Egress]\ningress:\n- {}`, 'deny-egress'),
      policy(webIn, 'allow-nothing'),
    ],
  },
  {
    code: 'L13',
    trigger: policy('podSelector: {}\npolicyTypes: [Ingress]\ningress:\n- from:\n  - podSelector: {}'),
    at: '{}',
    shows: ['podSelector: {}', 'ingress:', '- from:'],
    misses: [
      policy('podSelector: {}\npolicyTypes: [Ingress]'),
      policy('podSelector: {}\npolicyTypes: [Egress]\negress:\n- ports:\n  - protocol: UDP\n    port: 53'),
      policy(`${webIn}\ningress:\n- from:\n  - podSelector: {}`),
    ],
  },
  {
    code: 'L14',
    trigger: policy('policyTypes: [Ingress]'),
    at: 'spec',
    misses: [policy('podSelector: {}\npolicyTypes: [Ingress]')],
    fixes: [{ edit: { adds: '  podSelector: {}\n' } }],
  },
  {
    code: 'L15',
    trigger: policy(
      `${webOut}\negress:\n- to:\n  - namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: kube-system}}\n  - ipBlock: {cidr: 192.0.2.7/32}\n  ports:\n  - {protocol: UDP, port: 53}\n  - {protocol: TCP, port: 443}`,
    ),
    at: 'namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: kube-system}}',
    shows: [
      '- namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: kube-system}}',
      '- ipBlock: {cidr: 192.0.2.7/32}',
      '- {protocol: UDP, port: 53}',
      '- {protocol: TCP, port: 443}',
    ],
    misses: [
      policy(
        `${webOut}\negress:\n- to:\n  - namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: kube-system}}\n  - ipBlock: {cidr: 192.0.2.7/32}\n  ports:\n  - {protocol: UDP, port: 53}\n  - {protocol: TCP, port: 53}`,
      ),
      // A peer without declared ports may listen anywhere.
      policy(
        `${webOut}\negress:\n- to:\n  - podSelector: {matchLabels: {job: worker}}\n  - ipBlock: {cidr: 192.0.2.7/32}\n  ports:\n  - {protocol: UDP, port: 53}\n  - {protocol: TCP, port: 443}`,
      ),
    ],
  },
  {
    code: 'L16',
    trigger: policy(
      `${webIn}\ningress:\n- from:\n  - podSelector: {matchLabels: {app: api}}\n  - namespaceSelector: {}`,
    ),
    at: 'namespaceSelector: {}',
    shows: ['- podSelector: {matchLabels: {app: api}}', '- namespaceSelector: {}'],
    misses: [
      policy(`${webIn}\ningress:\n- from:\n  - namespaceSelector: {}\n  - ipBlock: {cidr: 192.0.2.0/24}`),
      policy(`${webIn}\ningress:\n- {}`),
    ],
  },
  {
    code: 'L17',
    trigger: policy(`${webIn}\ningress:\n- from:\n  - namespaceSelector: {}`),
    at: '{}',
    misses: [
      policy(
        `${webIn}\ningress:\n- from:\n  - namespaceSelector: {}\n    podSelector: {matchLabels: {app: api}}`,
      ),
      policy(
        `${webOut}\negress:\n- to:\n  - namespaceSelector: {}\n  ports:\n  - protocol: UDP\n    port: 53`,
      ),
    ],
  },
  {
    code: 'L18',
    trigger: policy(`${webIn}\ningress:\n- from:\n  - podSelector: {matchLabels: {app: db}}`),
    at: '{matchLabels: {app: db}}',
    misses: [
      policy(`${webIn}\ningress:\n- from:\n  - podSelector: {matchLabels: {app: api}}`),
      policy(`${webIn}\ningress:\n- from:\n  - podSelector: {matchLabels: {app: nowhere}}`),
    ],
    fixes: [
      {
        edit: {
          adds: '      namespaceSelector:\n        matchLabels: {kubernetes.io/metadata.name: data}\n',
        },
        opens: ['data/db to shop/web, all ports'],
      },
    ],
  },
];
