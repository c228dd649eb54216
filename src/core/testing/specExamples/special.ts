import type { SpecExample } from './specExample';

/** Section A7: pods on the host network, DNS, other namespaces and IPv6. */
export const specialExamples: readonly SpecExample[] = [
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
