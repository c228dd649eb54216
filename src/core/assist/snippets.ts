import { nameLabel } from '../model/labels';

/** Blocks of YAML that are often written, in the syntax of snippets: `${1:name}` is a place to fill in. */

export interface Snippet {
  readonly title: string;
  readonly doc: string;
  /** Lines at column 0. */
  readonly lines: readonly string[];
}

/** Elements of `from` and `to` of a NetworkPolicy. */
export const peerSnippets: readonly Snippet[] = [
  {
    title: 'pods of this namespace',
    doc: 'Pods of the policy’s own namespace by a label.',
    lines: ['podSelector:', '  matchLabels:', '    ${1:app}: ${2:name}'],
  },
  {
    title: 'pods of another namespace',
    doc: 'Pods by a label, in one other namespace: both selectors in one element.',
    lines: [
      'namespaceSelector:',
      '  matchLabels:',
      `    ${nameLabel}: \${1:namespace}`,
      'podSelector:',
      '  matchLabels:',
      '    ${2:app}: ${3:name}',
    ],
  },
  {
    title: 'a whole namespace',
    doc: 'All pods of one namespace.',
    lines: ['namespaceSelector:', '  matchLabels:', `    ${nameLabel}: \${1:namespace}`],
  },
  {
    title: 'an address block',
    doc: 'Addresses outside the cluster.',
    lines: ['ipBlock:', '  cidr: ${1:203.0.113.0/24}'],
  },
];

/** Elements of `ingress` and `egress` of a NetworkPolicy. */
export const ruleSnippets: Readonly<Record<'ingress' | 'egress', readonly Snippet[]>> = {
  ingress: [
    {
      title: 'from pods on a port',
      doc: 'Pods of this namespace may connect to one port.',
      lines: [
        'from:',
        '  - podSelector:',
        '      matchLabels:',
        '        ${1:app}: ${2:name}',
        'ports:',
        '  - protocol: TCP',
        '    port: ${3:80}',
      ],
    },
  ],
  egress: [
    {
      title: 'to pods on a port',
      doc: 'One port of pods of this namespace may be reached.',
      lines: [
        'to:',
        '  - podSelector:',
        '      matchLabels:',
        '        ${1:app}: ${2:name}',
        'ports:',
        '  - protocol: TCP',
        '    port: ${3:80}',
      ],
    },
    {
      title: 'to DNS',
      doc: 'The DNS of the cluster may be asked, over UDP and TCP.',
      lines: [
        'to:',
        '  - namespaceSelector:',
        '      matchLabels:',
        `        ${nameLabel}: kube-system`,
        '    podSelector:',
        '      matchLabels:',
        '        k8s-app: kube-dns',
        'ports:',
        '  - protocol: UDP',
        '    port: 53',
        '  - protocol: TCP',
        '    port: 53',
      ],
    },
  ],
};

/** Whole policies, for an empty document. */
export const policySnippets: readonly Snippet[] = [
  {
    title: 'NetworkPolicy',
    doc: 'A policy for some pods of a namespace, with one rule.',
    lines: [
      'apiVersion: networking.k8s.io/v1',
      'kind: NetworkPolicy',
      'metadata:',
      '  name: ${1:name}',
      '  namespace: ${2:default}',
      'spec:',
      '  podSelector:',
      '    matchLabels:',
      '      ${3:app}: ${4:name}',
      '  policyTypes:',
      '    - Ingress',
      '  ingress:',
      '    - from:',
      '        - podSelector:',
      '            matchLabels:',
      '              ${5:app}: ${6:name}',
      '      ports:',
      '        - protocol: TCP',
      '          port: ${7:80}',
    ],
  },
  {
    title: 'NetworkPolicy: default deny',
    doc: 'Isolates all pods of a namespace in both directions.',
    lines: [
      'apiVersion: networking.k8s.io/v1',
      'kind: NetworkPolicy',
      'metadata:',
      '  name: default-deny',
      '  namespace: ${1:default}',
      'spec:',
      '  podSelector: {}',
      '  policyTypes:',
      '    - Ingress',
      '    - Egress',
    ],
  },
  {
    title: 'ClusterNetworkPolicy',
    doc: 'A policy of the Admin or Baseline tier, for pods of many namespaces.',
    lines: [
      'apiVersion: policy.networking.k8s.io/v1alpha2',
      'kind: ClusterNetworkPolicy',
      'metadata:',
      '  name: ${1:name}',
      'spec:',
      '  tier: ${2|Admin,Baseline|}',
      '  priority: ${3:100}',
      '  subject:',
      '    namespaces: {}',
      '  ingress:',
      '    - action: ${4|Deny,Accept,Pass|}',
      '      from:',
      '        - namespaces: {}',
    ],
  },
];
