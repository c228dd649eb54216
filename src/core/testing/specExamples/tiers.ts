import { clusterPolicy, type SpecExample } from './specExample';

const everyone = { namespaces: {} };
const teamA = { namespaces: { matchLabels: { team: 'a' } } };
const teamB = { namespaces: { matchLabels: { team: 'b' } } };
const podsOf = (labels: Readonly<Record<string, string>>) => ({
  pods: { podSelector: { matchLabels: labels } },
});

/** Section C1: ClusterNetworkPolicies. */
export const tierExamples: readonly SpecExample[] = [
  {
    title: 'EX-C1 first match inside a policy',
    policies: [
      clusterPolicy('c', {
        tier: 'Admin',
        priority: 10,
        subject: teamA,
        ingress: [
          {
            action: 'Accept',
            from: [podsOf({ tier: 'be' })],
            protocols: [{ tcp: { destinationPort: { number: 80 } } }],
          },
          { action: 'Deny', from: [everyone] },
        ],
      }),
    ],
    verdicts: [
      'y/d -> x/a TCP 80 = ALLOW',
      'y/d -> x/a UDP 80 = DENY',
      'y/a -> x/a TCP 80 = DENY',
      '203.0.113.7 -> x/a TCP 80 = ALLOW',
      'y/h -> x/a TCP 80 = ALLOW',
      'x/a -> y/a TCP 80 = ALLOW',
    ],
  },
  {
    title: 'EX-C2 priority, and Pass ends the tier',
    policies: [
      clusterPolicy('deny50', {
        tier: 'Admin',
        priority: 50,
        subject: teamA,
        ingress: [{ action: 'Deny', from: [everyone] }],
      }),
      clusterPolicy('pass40', {
        tier: 'Admin',
        priority: 40,
        subject: everyone,
        ingress: [{ action: 'Pass', from: [teamB] }],
      }),
      clusterPolicy('base', {
        tier: 'Baseline',
        priority: 1,
        subject: everyone,
        ingress: [
          {
            action: 'Deny',
            from: [teamB],
            protocols: [{ tcp: { destinationPort: { range: { start: 1, end: 1023 } } } }],
          },
        ],
      }),
    ],
    verdicts: [
      'y/a -> x/a TCP 8080 = ALLOW',
      'y/a -> x/a TCP 80 = DENY',
      'y/a -> x/a UDP 80 = ALLOW',
      'kube-system/dns -> x/a TCP 8080 = DENY',
      'y/a -> y/d TCP 80 = DENY',
    ],
  },
  {
    title: 'EX-C3 NetworkPolicy sits in the middle',
    policies: [
      clusterPolicy('base', {
        tier: 'Baseline',
        priority: 1,
        subject: everyone,
        ingress: [{ action: 'Deny', from: [everyone] }],
        egress: [{ action: 'Deny', to: [teamB] }],
      }),
      {
        name: 'np',
        namespace: 'x',
        spec: {
          podSelector: { matchLabels: { app: 'a' } },
          policyTypes: ['Ingress'],
          ingress: [{ from: [{ podSelector: {} }] }],
        },
      },
    ],
    verdicts: [
      'x/b -> x/a TCP 80 = ALLOW',
      'x/a -> x/b TCP 8080 = DENY',
      'kube-system/dns -> x/a TCP 80 = DENY',
      'x/a -> y/a TCP 80 = DENY',
    ],
  },
  {
    title: 'EX-C4 Admin Accept overrides NetworkPolicy, but only on its side',
    policies: [
      clusterPolicy('adm', {
        tier: 'Admin',
        priority: 1,
        subject: teamA,
        egress: [{ action: 'Accept', to: [teamB] }],
      }),
      { name: 'deny-x', namespace: 'x', spec: { podSelector: {}, policyTypes: ['Ingress', 'Egress'] } },
      {
        name: 'deny-ya',
        namespace: 'y',
        spec: { podSelector: { matchLabels: { app: 'a' } }, policyTypes: ['Ingress'] },
      },
    ],
    verdicts: ['x/a -> y/d TCP 80 = ALLOW', 'x/a -> y/a TCP 80 = DENY', 'x/a -> x/b TCP 8080 = DENY'],
  },
  {
    title: 'EX-C5 networks hits pods as well',
    policies: [
      clusterPolicy('c', {
        tier: 'Admin',
        priority: 5,
        subject: {
          pods: {
            podSelector: { matchLabels: { app: 'a' } },
            namespaceSelector: { matchLabels: { team: 'a' } },
          },
        },
        egress: [
          { action: 'Accept', to: [podsOf({ tier: 'be' })] },
          { action: 'Deny', to: [{ networks: ['0.0.0.0/0'] }] },
        ],
      }),
    ],
    verdicts: [
      'x/a -> y/d UDP 80 = ALLOW',
      'x/a -> y/a TCP 80 = DENY',
      'x/a -> 203.0.113.7 TCP 443 = DENY',
      'x/a -> 2001:db8::7 TCP 443 = ALLOW',
      'x/a -> x/a TCP 80 = ALLOW',
      'x/b -> y/a TCP 80 = ALLOW',
    ],
    externalOnly: ['x/a -> y/a TCP 80 = DENY'],
  },
  {
    title: 'EX-C6 destinationNamedPort takes the protocol from the container port',
    policies: [
      clusterPolicy('c', {
        tier: 'Admin',
        priority: 5,
        subject: everyone,
        ingress: [{ action: 'Deny', from: [everyone], protocols: [{ destinationNamedPort: 'http' }] }],
      }),
    ],
    verdicts: [
      'x/b -> x/a TCP 80 = DENY',
      'x/a -> x/b TCP 8080 = DENY',
      'x/a -> y/d UDP 80 = DENY',
      'x/a -> y/d TCP 80 = ALLOW',
      'x/b -> x/a TCP 8080 = ALLOW',
    ],
  },
  {
    title: 'EX-C7 Baseline Accept shields from a later Baseline Deny',
    policies: [
      clusterPolicy('b1', {
        tier: 'Baseline',
        priority: 1,
        subject: everyone,
        ingress: [
          { action: 'Accept', from: [podsOf({ app: 'b' })] },
          { action: 'Pass', from: [podsOf({ app: 'd' })] },
        ],
      }),
      clusterPolicy('b2', {
        tier: 'Baseline',
        priority: 2,
        subject: everyone,
        ingress: [{ action: 'Deny', from: [everyone] }],
      }),
    ],
    verdicts: ['x/b -> x/a TCP 80 = ALLOW', 'y/d -> x/a TCP 80 = ALLOW', 'y/a -> x/a TCP 80 = DENY'],
  },
];
