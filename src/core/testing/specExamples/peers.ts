import type { SpecExample } from './specExample';

/** Sections A2 and A3: peers and label selectors. */
export const peersExamples: readonly SpecExample[] = [
  {
    title: 'EX-11 OR versus AND',
    policies: [
      {
        name: 'or',
        namespace: 'x',
        spec: {
          podSelector: { matchLabels: { app: 'a' } },
          ingress: [
            {
              from: [
                { namespaceSelector: { matchLabels: { team: 'b' } } },
                { podSelector: { matchLabels: { tier: 'be' } } },
              ],
            },
          ],
        },
      },
      {
        name: 'and',
        namespace: 'x',
        spec: {
          podSelector: { matchLabels: { app: 'b' } },
          ingress: [
            {
              from: [
                {
                  namespaceSelector: { matchLabels: { team: 'b' } },
                  podSelector: { matchLabels: { tier: 'be' } },
                },
              ],
            },
          ],
        },
      },
    ],
    verdicts: [
      'y/a -> x/a TCP 80 = ALLOW',
      'y/d -> x/a TCP 80 = ALLOW',
      'x/b -> x/a TCP 80 = ALLOW',
      'x/c -> x/a TCP 80 = DENY',
      'y/d -> x/b TCP 8080 = ALLOW',
      'y/a -> x/b TCP 8080 = DENY',
      'x/c -> x/b TCP 8080 = DENY',
    ],
  },
  {
    title: 'EX-12 podSelector only sees its own namespace; namespaceSelector {} sees all pods but no IPs',
    policies: [
      {
        name: 'own',
        namespace: 'x',
        spec: {
          podSelector: { matchLabels: { app: 'b' } },
          ingress: [{ from: [{ podSelector: { matchLabels: { app: 'a' } } }] }],
        },
      },
      {
        name: 'all',
        namespace: 'x',
        spec: {
          podSelector: { matchLabels: { app: 'a' } },
          ingress: [{ from: [{ namespaceSelector: {} }] }],
        },
      },
    ],
    verdicts: [
      'x/a -> x/b TCP 8080 = ALLOW',
      'y/a -> x/b TCP 8080 = DENY',
      'x/c -> x/a TCP 80 = ALLOW',
      'kube-system/dns -> x/a TCP 80 = ALLOW',
      '203.0.113.7 -> x/a TCP 80 = DENY',
      'y/h -> x/a TCP 80 = DENY',
    ],
  },
  {
    title: 'EX-13 `from: []`, and a combination with ports',
    policies: [
      {
        name: 'p',
        namespace: 'x',
        spec: { podSelector: { matchLabels: { app: 'a' } }, ingress: [{ from: [], ports: [{ port: 80 }] }] },
      },
    ],
    verdicts: [
      '203.0.113.7 -> x/a TCP 80 = ALLOW',
      'y/h -> x/a TCP 80 = ALLOW',
      'x/b -> x/a TCP 81 = DENY',
      'x/b -> x/a UDP 80 = DENY',
    ],
  },
  {
    title: 'EX-14 NotIn plus allow-all peer: an attempt to "block" that allows everything',
    policies: [
      {
        name: 'p',
        namespace: 'x',
        spec: {
          podSelector: {},
          policyTypes: ['Ingress'],
          ingress: [
            {
              from: [
                {
                  namespaceSelector: {
                    matchExpressions: [
                      { key: 'kubernetes.io/metadata.name', operator: 'NotIn', values: ['y'] },
                    ],
                  },
                },
                { namespaceSelector: {} },
              ],
            },
          ],
        },
      },
    ],
    verdicts: ['y/a -> x/a TCP 80 = ALLOW'],
  },
  {
    title: 'EX-15 absent keys',
    policies: [
      {
        name: 'p',
        namespace: 'x',
        spec: {
          podSelector: { matchLabels: { app: 'a' } },
          ingress: [
            {
              from: [
                { podSelector: { matchExpressions: [{ key: 'app', operator: 'NotIn', values: ['b'] }] } },
              ],
              ports: [{ port: 1 }],
            },
            {
              from: [{ podSelector: { matchExpressions: [{ key: 'app', operator: 'DoesNotExist' }] } }],
              ports: [{ port: 2 }],
            },
            {
              from: [
                {
                  podSelector: {
                    matchExpressions: [
                      { key: 'app', operator: 'Exists' },
                      { key: 'tier', operator: 'In', values: ['be', 'fe'] },
                    ],
                  },
                },
              ],
              ports: [{ port: 3 }],
            },
            { from: [{ podSelector: { matchLabels: { app: '' } } }], ports: [{ port: 4 }] },
          ],
        },
      },
    ],
    verdicts: [
      'x/c -> x/a TCP 1 = ALLOW',
      'x/b -> x/a TCP 1 = DENY',
      'x/c -> x/a TCP 2 = ALLOW',
      'x/b -> x/a TCP 2 = DENY',
      'x/b -> x/a TCP 3 = ALLOW',
      'x/c -> x/a TCP 3 = DENY',
      'x/c -> x/a TCP 4 = DENY',
    ],
  },
];
