import type { SpecExample } from './specExample';

/** Sections A4 and A5: ipBlocks, and the labels of namespaces. */
export const blocksExamples: readonly SpecExample[] = [
  {
    title: 'EX-16 ipBlock basics',
    policies: [
      {
        name: 'p',
        namespace: 'x',
        spec: {
          podSelector: { matchLabels: { app: 'a' } },
          policyTypes: ['Egress'],
          egress: [
            {
              to: [{ ipBlock: { cidr: '203.0.113.0/24', except: ['203.0.113.128/25'] } }],
              ports: [{ port: 443 }],
            },
          ],
        },
      },
    ],
    verdicts: [
      'x/a -> 203.0.113.7 TCP 443 = ALLOW',
      'x/a -> 203.0.113.200 TCP 443 = DENY',
      'x/a -> 203.0.113.7 TCP 80 = DENY',
      'x/a -> 2001:db8::7 TCP 443 = DENY',
      'x/a -> x/b TCP 443 = DENY',
    ],
  },
  {
    title: 'EX-17 `except` re-opened by another policy',
    policies: [
      {
        name: 'p1',
        namespace: 'x',
        spec: {
          podSelector: { matchLabels: { app: 'a' } },
          policyTypes: ['Egress'],
          egress: [{ to: [{ ipBlock: { cidr: '0.0.0.0/0', except: ['169.254.169.254/32'] } }] }],
        },
      },
      {
        name: 'p2',
        namespace: 'x',
        spec: {
          podSelector: {},
          policyTypes: ['Egress'],
          egress: [{ to: [{ ipBlock: { cidr: '169.254.0.0/16' } }], ports: [{ port: 80 }] }],
        },
      },
    ],
    verdicts: [
      'x/a -> 203.0.113.7 UDP 9 = ALLOW',
      'x/a -> 169.254.169.254 TCP 80 = ALLOW',
      'x/a -> 169.254.169.254 TCP 443 = DENY',
      'x/b -> 203.0.113.7 TCP 80 = DENY',
    ],
  },
  {
    title: 'EX-18 ipBlock against pods: the profile decides',
    policies: [
      {
        name: 'p',
        namespace: 'x',
        spec: {
          podSelector: { matchLabels: { app: 'a' } },
          policyTypes: ['Egress'],
          egress: [
            { to: [{ ipBlock: { cidr: '10.0.1.0/24' } }] },
            { to: [{ ipBlock: { cidr: '192.168.1.0/24' } }], ports: [{ port: 80 }] },
          ],
        },
      },
    ],
    verdicts: [
      'x/a -> x/b TCP 8080 = ALLOW',
      'x/a -> y/a TCP 80 = DENY',
      'x/a -> 192.168.1.10 TCP 80 = ALLOW',
      'x/a -> y/h TCP 80 = ALLOW',
    ],
    externalOnly: ['x/a -> x/b TCP 8080 = DENY', 'x/a -> y/a TCP 80 = DENY'],
  },
  {
    title: 'EX-19 allow-all IPv4 does not include IPv6',
    policies: [
      {
        name: 'p',
        namespace: 'x',
        spec: {
          podSelector: { matchLabels: { app: 'a' } },
          policyTypes: ['Egress'],
          egress: [{ to: [{ ipBlock: { cidr: '0.0.0.0/0' } }] }],
        },
      },
    ],
    verdicts: [
      'x/a -> 198.51.100.9 SCTP 7 = ALLOW',
      'x/a -> 2001:db8::7 TCP 443 = DENY',
      'x/a -> x/b TCP 8080 = ALLOW',
      'x/a -> y/d UDP 80 = ALLOW',
    ],
    externalOnly: ['x/a -> 198.51.100.9 SCTP 7 = ALLOW', 'x/a -> x/b TCP 8080 = DENY'],
  },
  {
    title: 'EX-20 metadata.name label and default namespace',
    policies: [
      {
        name: 'p',
        spec: {
          podSelector: {},
          ingress: [
            {
              from: [
                { namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'kube-system' } } },
              ],
            },
            { from: [{ namespaceSelector: { matchLabels: { name: 'y' } } }] },
          ],
        },
      },
    ],
    verdicts: [
      'kube-system/dns -> default/z TCP 80 = ALLOW',
      'y/a -> default/z TCP 80 = DENY',
      'y/a -> x/a TCP 80 = ALLOW',
    ],
  },
];
