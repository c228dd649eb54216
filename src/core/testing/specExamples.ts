/** The examples of the specification (sections A1 to A7), as policies in the API's form and verdicts over its WORLD. */
export interface SpecExample {
  readonly title: string;
  readonly policies: readonly {
    readonly name: string;
    readonly namespace?: string;
    readonly spec?: unknown;
  }[];
  /** `source -> destination PROTOCOL PORT = ALLOW|DENY` */
  readonly verdicts: readonly string[];
  /** Verdicts where an ipBlock never matches a pod (S24). */
  readonly externalOnly?: readonly string[];
}

export const specExamples: readonly SpecExample[] = [
  {
    title: 'EX-1 no policy at all',
    policies: [],
    verdicts: ['x/b -> x/a TCP 80 = ALLOW', 'x/c -> y/d SCTP 9 = ALLOW', '203.0.113.7 -> x/a UDP 1 = ALLOW'],
  },
  {
    title: 'EX-2 default deny ingress',
    policies: [{ name: 'p', namespace: 'x', spec: { podSelector: {}, policyTypes: ['Ingress'] } }],
    verdicts: [
      'x/b -> x/a TCP 80 = DENY',
      'y/a -> x/a TCP 80 = DENY',
      '203.0.113.7 -> x/a TCP 80 = DENY',
      'x/a -> y/a TCP 80 = ALLOW',
      'x/a -> x/a TCP 80 = ALLOW',
    ],
  },
  {
    title: 'EX-3 egress rules without policyTypes isolate ingress too',
    policies: [
      {
        name: 'p',
        namespace: 'x',
        spec: {
          podSelector: { matchLabels: { app: 'a' } },
          egress: [{ to: [{ podSelector: { matchLabels: { app: 'b' } } }] }],
        },
      },
    ],
    verdicts: ['x/a -> x/b TCP 8080 = ALLOW', 'x/a -> x/c TCP 8080 = DENY', 'x/b -> x/a TCP 80 = DENY'],
  },
  {
    title: 'EX-4 `egress: []` without policyTypes does not isolate egress',
    policies: [
      { name: 'p', namespace: 'x', spec: { podSelector: { matchLabels: { app: 'a' } }, egress: [] } },
    ],
    verdicts: ['x/a -> y/a TCP 80 = ALLOW', 'x/b -> x/a TCP 80 = DENY'],
  },
  {
    title: 'EX-5 rules of a direction that is not in policyTypes are ignored',
    policies: [
      {
        name: 'p',
        namespace: 'x',
        spec: {
          podSelector: { matchLabels: { app: 'a' } },
          policyTypes: ['Egress'],
          ingress: [{ from: [{ podSelector: { matchLabels: { app: 'b' } } }] }],
        },
      },
    ],
    verdicts: ['x/b -> x/a TCP 80 = ALLOW', 'y/a -> x/a TCP 80 = ALLOW', 'x/a -> x/b TCP 8080 = DENY'],
  },
  {
    title: 'EX-6 `[{}]` allows all',
    policies: [
      {
        name: 'p',
        namespace: 'x',
        spec: { podSelector: {}, policyTypes: ['Ingress', 'Egress'], ingress: [{}], egress: [{}] },
      },
    ],
    verdicts: [
      'y/a -> x/a TCP 80 = ALLOW',
      '203.0.113.7 -> x/a SCTP 5 = ALLOW',
      'x/a -> 203.0.113.7 UDP 53 = ALLOW',
    ],
  },
  {
    title: 'EX-7 a lone dash is allow-all',
    policies: [{ name: 'p', namespace: 'x', spec: { podSelector: {}, ingress: [null] } }],
    verdicts: ['y/a -> x/a TCP 80 = ALLOW', '203.0.113.7 -> x/a UDP 7 = ALLOW'],
  },
  {
    title: 'EX-8 no spec, no podSelector',
    policies: [{ name: 'p', namespace: 'x' }],
    verdicts: ['y/a -> x/a TCP 80 = DENY', 'x/a -> y/a TCP 80 = ALLOW'],
  },
  {
    title: 'EX-9 union: deny-all plus an allow',
    policies: [
      { name: 'deny', namespace: 'x', spec: { podSelector: {}, policyTypes: ['Ingress'] } },
      {
        name: 'allow-b',
        namespace: 'x',
        spec: {
          podSelector: { matchLabels: { app: 'a' } },
          policyTypes: ['Ingress'],
          ingress: [{ from: [{ podSelector: { matchLabels: { app: 'b' } } }] }],
        },
      },
      {
        name: 'allow-y',
        namespace: 'x',
        spec: {
          podSelector: { matchLabels: { app: 'a' } },
          policyTypes: ['Ingress'],
          ingress: [{ from: [{ namespaceSelector: { matchLabels: { team: 'b' } } }] }],
        },
      },
    ],
    verdicts: [
      'x/b -> x/a TCP 80 = ALLOW',
      'y/d -> x/a TCP 80 = ALLOW',
      'x/c -> x/a TCP 80 = DENY',
      'y/a -> x/b TCP 8080 = DENY',
    ],
  },
  {
    title: 'EX-10 one side is not enough',
    policies: [
      {
        name: 'eg',
        namespace: 'x',
        spec: {
          podSelector: { matchLabels: { app: 'b' } },
          policyTypes: ['Egress'],
          egress: [{ to: [{ namespaceSelector: { matchLabels: { team: 'b' } } }] }],
        },
      },
      {
        name: 'ing',
        namespace: 'y',
        spec: {
          podSelector: { matchLabels: { app: 'a' } },
          policyTypes: ['Ingress'],
          ingress: [{ from: [{ podSelector: {} }] }],
        },
      },
    ],
    verdicts: [
      'x/b -> y/a TCP 80 = DENY',
      'x/b -> y/d TCP 80 = ALLOW',
      'y/d -> y/a TCP 80 = ALLOW',
      'y/a -> x/b TCP 8080 = ALLOW',
    ],
  },
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
  {
    title: 'EX-28 hostNetwork pods',
    policies: [
      { name: 'p', namespace: 'y', spec: { podSelector: {}, policyTypes: ['Ingress'] } },
      {
        name: 'q',
        namespace: 'x',
        spec: {
          podSelector: { matchLabels: { app: 'a' } },
          ingress: [
            { from: [{ namespaceSelector: { matchLabels: { team: 'b' } } }], ports: [{ port: 80 }] },
            { from: [{ ipBlock: { cidr: '192.168.1.0/24' } }], ports: [{ port: 81 }] },
          ],
        },
      },
    ],
    verdicts: [
      'x/a -> y/h TCP 80 = ALLOW',
      'x/a -> y/a TCP 80 = DENY',
      'y/h -> x/a TCP 80 = DENY',
      'y/h -> x/a TCP 81 = ALLOW',
    ],
  },
  {
    title: 'EX-29 egress deny and DNS',
    policies: [
      { name: 'deny', namespace: 'x', spec: { podSelector: {}, policyTypes: ['Ingress', 'Egress'] } },
      {
        name: 'dns',
        namespace: 'x',
        spec: {
          podSelector: {},
          policyTypes: ['Egress'],
          egress: [
            {
              to: [
                {
                  namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'kube-system' } },
                  podSelector: { matchLabels: { 'k8s-app': 'kube-dns' } },
                },
              ],
              ports: [
                { port: 53, protocol: 'UDP' },
                { port: 53, protocol: 'TCP' },
              ],
            },
          ],
        },
      },
    ],
    verdicts: [
      'x/a -> kube-system/dns UDP 53 = ALLOW',
      'x/a -> kube-system/dns TCP 53 = ALLOW',
      'x/a -> kube-system/dns TCP 9153 = DENY',
      'x/a -> x/b TCP 8080 = DENY',
      'x/a -> x/a TCP 80 = ALLOW',
      'x/a -> 203.0.113.7 UDP 53 = DENY',
    ],
  },
  {
    title: 'EX-30 a policy in one namespace cannot govern another',
    policies: [
      {
        name: 'p',
        namespace: 'x',
        spec: { podSelector: { matchLabels: { app: 'd' } }, policyTypes: ['Ingress'] },
      },
    ],
    verdicts: ['x/a -> y/d TCP 80 = ALLOW'],
  },
  {
    title: 'EX-31 IPv6 and mixed rules',
    policies: [
      {
        name: 'p',
        namespace: 'x',
        spec: {
          podSelector: { matchLabels: { app: 'a' } },
          policyTypes: ['Egress'],
          egress: [
            {
              to: [{ ipBlock: { cidr: '2001:db8::/32', except: ['2001:db8:1::/48'] } }, { podSelector: {} }],
              ports: [{ port: 443 }],
            },
          ],
        },
      },
    ],
    verdicts: [
      'x/a -> 2001:db8::7 TCP 443 = ALLOW',
      'x/a -> 2001:db8:1::7 TCP 443 = DENY',
      'x/a -> x/b TCP 443 = ALLOW',
      'x/a -> y/a TCP 443 = DENY',
      'x/a -> 203.0.113.7 TCP 443 = DENY',
    ],
  },
];
