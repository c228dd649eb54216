import type { SpecExample } from './specExample';

/** Section A1: which pods a policy isolates, and what its rules add up to. */
export const isolationExamples: readonly SpecExample[] = [
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
];
