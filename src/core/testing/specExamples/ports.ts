import type { SpecExample } from './specExample';

/** Section A6: ports. */
export const portsExamples: readonly SpecExample[] = [
  {
    title: 'EX-21 protocol default, protocol-only, empty entry',
    policies: [
      {
        name: 'p',
        namespace: 'x',
        spec: {
          podSelector: { matchLabels: { app: 'a' } },
          ingress: [
            { from: [{ podSelector: { matchLabels: { app: 'b' } } }], ports: [{ port: 53 }] },
            {
              from: [{ podSelector: { matchExpressions: [{ key: 'app', operator: 'DoesNotExist' }] } }],
              ports: [{}],
            },
            { from: [{ namespaceSelector: { matchLabels: { team: 'b' } } }], ports: [{ protocol: 'UDP' }] },
          ],
        },
      },
    ],
    verdicts: [
      'x/b -> x/a TCP 53 = ALLOW',
      'x/b -> x/a UDP 53 = DENY',
      'x/c -> x/a TCP 60000 = ALLOW',
      'x/c -> x/a UDP 53 = DENY',
      'y/a -> x/a UDP 4242 = ALLOW',
      'y/a -> x/a TCP 4242 = DENY',
    ],
  },
  {
    title: 'EX-22 `ports: []` means any port',
    policies: [
      {
        name: 'p',
        namespace: 'x',
        spec: {
          podSelector: { matchLabels: { app: 'a' } },
          ingress: [{ from: [{ podSelector: { matchLabels: { app: 'b' } } }], ports: [] }],
        },
      },
    ],
    verdicts: ['x/b -> x/a UDP 4242 = ALLOW', 'x/b -> x/a SCTP 1 = ALLOW', 'x/c -> x/a TCP 80 = DENY'],
  },
  {
    title: 'EX-23 named ports on ingress are resolved per selected pod',
    policies: [
      { name: 'p', namespace: 'x', spec: { podSelector: {}, ingress: [{ ports: [{ port: 'http' }] }] } },
    ],
    verdicts: [
      'y/a -> x/a TCP 80 = ALLOW',
      'y/a -> x/a TCP 8080 = DENY',
      'y/a -> x/b TCP 8080 = ALLOW',
      'y/a -> x/b TCP 80 = DENY',
      'y/a -> x/c TCP 80 = DENY',
      'y/a -> x/a UDP 53 = DENY',
    ],
  },
  {
    title: 'EX-24 named ports on egress are resolved on the destination, and the protocol must fit',
    policies: [
      {
        name: 'p',
        namespace: 'x',
        spec: {
          podSelector: { matchLabels: { app: 'a' } },
          policyTypes: ['Egress'],
          egress: [{ ports: [{ port: 'http' }] }, { ports: [{ port: 'dns', protocol: 'UDP' }] }],
        },
      },
    ],
    verdicts: [
      'x/a -> x/b TCP 8080 = ALLOW',
      'x/a -> x/b TCP 80 = DENY',
      'x/a -> y/a TCP 80 = ALLOW',
      'x/a -> y/d UDP 80 = DENY',
      'x/a -> y/d TCP 80 = DENY',
      'x/a -> kube-system/dns UDP 53 = ALLOW',
      'x/a -> kube-system/dns TCP 53 = DENY',
      'x/a -> 203.0.113.7 TCP 80 = DENY',
    ],
  },
  {
    title: 'EX-25 ranges and undeclared ports',
    policies: [
      {
        name: 'p',
        namespace: 'x',
        spec: {
          podSelector: {},
          ingress: [
            {
              ports: [
                { port: 8000, endPort: 8080 },
                { port: 9, endPort: 9, protocol: 'SCTP' },
              ],
            },
          ],
        },
      },
    ],
    verdicts: [
      'y/a -> x/a TCP 7999 = DENY',
      'y/a -> x/a TCP 8000 = ALLOW',
      'y/a -> x/c TCP 8080 = ALLOW',
      'y/a -> x/c TCP 8081 = DENY',
      'y/a -> x/a SCTP 9 = ALLOW',
      'y/a -> x/a UDP 8000 = DENY',
    ],
  },
  {
    title: 'EX-26 stray dash before `ports` makes two rules',
    policies: [
      {
        name: 'p',
        namespace: 'x',
        spec: {
          podSelector: { matchLabels: { app: 'a' } },
          ingress: [{ from: [{ podSelector: { matchLabels: { app: 'b' } } }] }, { ports: [{ port: 80 }] }],
        },
      },
    ],
    verdicts: ['x/b -> x/a TCP 22 = ALLOW', '203.0.113.7 -> x/a TCP 80 = ALLOW', 'y/a -> x/a TCP 22 = DENY'],
  },
  {
    title: 'EX-27 peers × ports is a cross product',
    policies: [
      {
        name: 'p',
        namespace: 'x',
        spec: {
          podSelector: { matchLabels: { app: 'a' } },
          ingress: [
            {
              from: [
                { podSelector: { matchLabels: { app: 'b' } } },
                { namespaceSelector: { matchLabels: { team: 'b' } } },
              ],
              ports: [{ port: 80 }, { port: 9090 }],
            },
          ],
        },
      },
    ],
    verdicts: [
      'x/b -> x/a TCP 80 = ALLOW',
      'x/b -> x/a TCP 9090 = ALLOW',
      'y/a -> x/a TCP 80 = ALLOW',
      'y/a -> x/a TCP 9090 = ALLOW',
    ],
  },
];
