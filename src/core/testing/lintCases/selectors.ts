import { documents, inventory, policy, type RuleCase, workload } from './ruleCase';

const from = (peer: string) =>
  policy(`podSelector: {matchLabels: {app: web}}\npolicyTypes: [Ingress]\ningress:\n- from:\n  - ${peer}`);
const subject = (selector: string) => policy(`podSelector: ${selector}\npolicyTypes: [Ingress]`);

const everyone = [
  'shop/api to shop/web, all ports',
  'shop/worker to shop/web, all ports',
  'data/db to shop/web, all ports',
  'data/api to shop/web, all ports',
  'kube-system/coredns to shop/web, all ports',
  'any other address to shop/web, all ports',
  'shop/web to shop/web, all ports',
];

/** G3. */
export const selectorCases: readonly RuleCase[] = [
  {
    code: 'L40',
    trigger: subject('{matchLabels: {app: webb}}'),
    at: '{matchLabels: {app: webb}}',
    misses: [
      subject('{matchLabels: {app: web}}'),
      policy('podSelector: {matchLabels: {app: webb}}', 'p', 'elsewhere'), // nothing is known of its pods
    ],
    fixes: [{ edit: ['app: webb', 'app: web'], closes: everyone }],
  },
  {
    code: 'L41',
    trigger: from('podSelector: {matchLabels: {app: apis}}'),
    at: '{matchLabels: {app: apis}}',
    misses: [
      from('podSelector: {matchLabels: {app: api}}'),
      from('podSelector: {matchLabels: {app: db}}'), // L18
      from('namespaceSelector: {matchLabels: {team: c}}\n    podSelector: {matchLabels: {app: apis}}'), // L42
    ],
    fixes: [{ edit: ['app: apis', 'app: api'], opens: ['shop/api to shop/web, all ports'] }],
  },
  {
    code: 'L42',
    trigger: from('namespaceSelector: {matchLabels: {name: data}}'),
    at: 'data',
    misses: [
      from('namespaceSelector: {matchLabels: {team: b}}'),
      from('namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: data}}'),
      from('namespaceSelector: {matchExpressions: [{key: name, operator: DoesNotExist}]}'),
    ],
    fixes: [
      {
        edit: ['name: data', 'kubernetes.io/metadata.name: data'],
        opens: ['data/db to shop/web, all ports', 'data/api to shop/web, all ports'],
      },
    ],
  },
  {
    code: 'L43',
    trigger: from('podSelector: {matchLabels: {component: front}}'),
    at: '{matchLabels: {component: front}}',
    cluster: documents(
      inventory,
      workload('shop/front', 'app: front', '', { metadata: 'labels: {component: front}' }),
    ),
    misses: [
      from('podSelector: {matchLabels: {app: front}}'),
      from('podSelector: {matchLabels: {app: nowhere}}'),
    ],
  },
  {
    code: 'L44',
    trigger: subject('{matchLabels: {pod-template-hash: 5d4}}'),
    at: 'pod-template-hash',
    misses: [subject('{matchLabels: {app: web}}')],
  },
  {
    code: 'L45',
    trigger: from('podSelector: {matchLabels: {app: agent}}'),
    at: '{matchLabels: {app: agent}}',
    shows: ['- podSelector: {matchLabels: {app: agent}}', 'hostNetwork: true'],
    cluster: documents(
      inventory,
      workload('shop/agent', 'app: agent', '', { kind: 'DaemonSet', spec: 'hostNetwork: true' }),
    ),
    misses: [from('podSelector: {matchLabels: {app: api}}'), from('podSelector: {}')],
  },
  {
    code: 'L46',
    trigger: from('namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: date}}'),
    at: 'date',
    misses: [
      from('namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: data}}'),
      from('namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: kube-public}}'),
    ],
    fixes: [
      {
        edit: ['name: date', 'name: data'],
        opens: ['data/db to shop/web, all ports', 'data/api to shop/web, all ports'],
      },
    ],
  },
  {
    code: 'L47',
    trigger: from('namespaceSelector: {matchLabels: {team: b}}'),
    at: 'lost',
    shows: ['- namespaceSelector: {matchLabels: {team: b}}', 'namespace: lost'],
    cluster: documents(inventory, workload('lost/app', 'app: lost')),
    misses: [from('namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: data}}')],
  },
  {
    code: 'L48',
    trigger: from('podSelector:\n      app: api'),
    at: 'app',
    misses: [
      from('podSelector:\n      matchLabels: {app: api}'),
      from('podSelector:\n      matchlabels: {app: api}'),
    ],
    fixes: [
      {
        edit: ['    - podSelector:\n        app: api\n', '    - podSelector: {matchLabels: {app: api}}\n'],
        closes: ['shop/worker to shop/web, all ports', 'shop/web to shop/web, all ports'],
      },
    ],
  },
  {
    code: 'L49',
    trigger: from('podSelector:\n      matchLabels:\n        app:'),
    at: 'app',
    misses: [from('podSelector: {}'), from('podSelector:\n      matchLabels:\n        app: ""')],
    fixes: [
      {
        edit: [
          '        matchLabels:\n          app:\n',
          '        matchLabels: {}\n        matchExpressions:\n        - key: app\n          operator: Exists\n',
        ],
        opens: ['shop/api to shop/web, all ports', 'shop/web to shop/web, all ports'],
      },
    ],
  },
  {
    code: 'L50',
    trigger: from(
      'podSelector:\n      matchLabels: {app: api}\n      matchExpressions:\n      - {key: app, operator: NotIn, values: [api]}',
    ),
    at: '{key: app, operator: NotIn, values: [api]}',
    misses: [
      from(
        'podSelector:\n      matchLabels: {app: api}\n      matchExpressions:\n      - {key: app, operator: NotIn, values: [web]}',
      ),
      from(
        'podSelector:\n      matchExpressions:\n      - {key: app, operator: NotIn, values: [web]}\n      - {key: app, operator: DoesNotExist}',
      ),
    ],
  },
  {
    code: 'L51',
    trigger: from('podSelector:\n      matchExpressions:\n      - {key: app, operator: In, values: [api]}'),
    at: '{key: app, operator: In, values: [api]}',
    misses: [
      from('podSelector:\n      matchExpressions:\n      - {key: app, operator: In, values: [api, web]}'),
      from(
        'podSelector:\n      matchExpressions:\n      - {key: app, operator: Exists}\n      - {key: app, operator: NotIn, values: [web]}',
      ),
    ],
    fixes: [
      {
        edit: [
          '    - podSelector:\n        matchExpressions:\n        - {key: app, operator: In, values: [api]}\n',
          '    - podSelector: {matchLabels: {app: api}}\n',
        ],
      },
    ],
  },
  {
    code: 'L52',
    trigger: from(
      'namespaceSelector: {matchExpressions: [{key: kubernetes.io/metadata.name, operator: Exists}]}',
    ),
    at: '{matchExpressions: [{key: kubernetes.io/metadata.name, operator: Exists}]}',
    misses: [
      from('namespaceSelector: {}'),
      from('namespaceSelector: {matchExpressions: [{key: team, operator: Exists}]}'),
    ],
  },
  {
    code: 'L53',
    trigger: subject('{matchLabels: {app.kubernetes.io/name: web}}'),
    at: 'app.kubernetes.io/name',
    misses: [subject('{matchLabels: {app: web}}'), subject('{matchLabels: {app: nowhere}}')],
    fixes: [{ edit: ['app.kubernetes.io/name', 'app'], closes: everyone }],
  },
];
