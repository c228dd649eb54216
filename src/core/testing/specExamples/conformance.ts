/**
 * Section C4: what the conformance tests of the Network Policy API expect, of both tiers: houses that meet each
 * other under rules whose order decides.
 */
import type { Cluster } from '../../model/cluster';
import { buildTestCluster, labelsOf } from '../specWorld';
import type { WrittenClusterRule, WrittenSubject, WrittenTierPolicy } from '../written';
import { clusterPolicy, type SpecExample } from './specExample';

type Tier = 'Admin' | 'Baseline';
type Rules = readonly WrittenClusterRule[];

const houses = ['gryffindor', 'slytherin', 'hufflepuff', 'ravenclaw'];

/** Two pods for each house, a pod on the host network, and the machine that it runs on. */
const school: Cluster = {
  ...buildTestCluster(
    Object.fromEntries([...houses, 'forest'].map((house) => [house, { house }])),
    Object.fromEntries([
      ...houses.flatMap((house, i) =>
        [0, 1].map((ordinal) => [
          `${house}/pod-${ordinal}`,
          {
            labels: { house },
            addresses: [`10.0.${i + 1}.${ordinal + 10}`],
            ports: [
              ['web', 80, 'TCP'],
              ['dns', 53, 'UDP'],
            ] as const,
          },
        ]),
      ),
      ['forest/centaur', { addresses: ['172.18.0.2'], hostNetwork: true }],
    ]),
  ),
  nodes: [
    { name: 'linux', labels: labelsOf({ os: 'linux' }), addresses: ['172.18.0.2'] },
    { name: 'other', labels: labelsOf({ os: 'other' }), addresses: ['172.18.0.3'] },
  ],
};

const of = (house: string): WrittenSubject => ({ namespaces: { matchLabels: { house } } });
const tcp = (number: number) => ({ tcp: { destinationPort: { number } } });
const udp = (number: number) => ({ udp: { destinationPort: { number } } });
const sctp = (number: number) => ({ sctp: { destinationPort: { number } } });

/** The same rules from and to others, for the pods of gryffindor. */
function gress(name: string, tier: Tier, priority: number, rules: Rules): WrittenTierPolicy {
  return clusterPolicy(name, {
    tier,
    priority,
    subject: of('gryffindor'),
    ingress: rules,
    egress: rules.map(({ from = [], ...rule }) => ({ ...rule, to: from })),
  });
}

/** All ports both ways between gryffindor and another house. */
function between(house: string, verdict: 'ALLOW' | 'DENY', ports = allPorts): string[] {
  return ports.flatMap((port) => [
    `gryffindor/pod-0 -> ${house}/pod-1 ${port} = ${verdict}`,
    `${house}/pod-0 -> gryffindor/pod-1 ${port} = ${verdict}`,
  ]);
}

const listed = ['TCP 80', 'UDP 53', 'SCTP 9003'];
const unlisted = ['TCP 8080', 'UDP 5353', 'SCTP 9005'];
const allPorts = [...listed, ...unlisted];
const listedPorts = [tcp(80), udp(53), sctp(9003)];

const [accept, deny, pass] = (['Accept', 'Deny', 'Pass'] as const).map(
  (action) =>
    (house: string, protocols?: WrittenClusterRule['protocols']): WrittenClusterRule => ({
      action,
      from: [of(house)],
      ...(protocols && { protocols }),
    }),
) as [RuleOf, RuleOf, RuleOf];
type RuleOf = (house: string, protocols?: WrittenClusterRule['protocols']) => WrittenClusterRule;

const combined = (tier: Tier, ravenclaw: Rules, slytherin: Rules): WrittenTierPolicy =>
  gress('gress-rules', tier, 15, [
    ...ravenclaw,
    ...slytherin,
    accept('hufflepuff', listedPorts),
    deny('hufflepuff'),
  ]);

const combinedExamples = (['Admin', 'Baseline'] as const).flatMap((tier): SpecExample[] => [
  {
    title: `C4 ${tier} gress-rules-combined: Accept stands first, Deny before Pass`,
    cluster: school,
    policies: [
      combined(
        tier,
        [accept('ravenclaw'), deny('ravenclaw'), pass('ravenclaw')],
        [deny('slytherin', listedPorts), pass('slytherin', listedPorts)],
      ),
    ],
    verdicts: [
      ...between('ravenclaw', 'ALLOW'),
      ...between('slytherin', 'DENY', listed),
      ...between('slytherin', 'ALLOW', unlisted),
      ...between('hufflepuff', 'ALLOW', listed),
      ...between('hufflepuff', 'DENY', unlisted),
    ],
  },
  {
    title: `C4 ${tier} gress-rules-combined, swapped: Deny stands first, Pass before Deny`,
    cluster: school,
    policies: [
      combined(
        tier,
        [deny('ravenclaw'), accept('ravenclaw'), pass('ravenclaw')],
        [pass('slytherin', listedPorts), deny('slytherin', listedPorts)],
      ),
    ],
    verdicts: [...between('ravenclaw', 'DENY'), ...between('slytherin', 'ALLOW')],
  },
  {
    title: `C4 ${tier} gress-rules-combined, swapped: Pass stands first`,
    cluster: school,
    policies: [combined(tier, [pass('ravenclaw'), deny('ravenclaw')], [])],
    verdicts: between('ravenclaw', 'ALLOW'),
  },
]);

const priorityExamples = [60, 40].map((priority): SpecExample => {
  const isBefore = priority < 50;
  return {
    title: `C4 priority-field: a Pass at ${priority} ${isBefore ? 'stands before' : 'is too late for'} a Deny at 50`,
    cluster: school,
    policies: [
      gress('deny', 'Admin', 50, [deny('slytherin')]),
      gress('pass', 'Admin', priority, [pass('slytherin')]),
      gress('default', 'Baseline', 1, [accept('slytherin')]),
    ],
    verdicts: between('slytherin', isBefore ? 'ALLOW' : 'DENY'),
  };
});

/** A podSelector that is null selects all pods. */
const allowSlytherin: SpecExample['policies'][number] = {
  name: 'allow-slytherin',
  namespace: 'gryffindor',
  spec: {
    podSelector: null,
    policyTypes: ['Ingress', 'Egress'],
    ingress: [{ from: [{ namespaceSelector: { matchLabels: { house: 'slytherin' } } }] }],
    egress: [{ to: [{ namespaceSelector: { matchLabels: { house: 'slytherin' } } }] }],
  },
};
const denyAtBaseline = gress('default', 'Baseline', 1, [deny('slytherin')]);

const integrationExamples: readonly SpecExample[] = [
  {
    title: 'C4 anp-np-banp: Admin denies before a NetworkPolicy is asked',
    cluster: school,
    policies: [gress('admin', 'Admin', 5, [deny('slytherin')]), allowSlytherin, denyAtBaseline],
    verdicts: between('slytherin', 'DENY'),
  },
  {
    title: 'C4 anp-np-banp: where Admin passes, the NetworkPolicy decides before Baseline',
    cluster: school,
    policies: [gress('admin', 'Admin', 5, [pass('slytherin')]), allowSlytherin, denyAtBaseline],
    verdicts: [...between('slytherin', 'ALLOW'), ...between('ravenclaw', 'DENY')],
  },
  {
    title: 'C4 anp-np-banp: without the NetworkPolicy, Baseline decides',
    cluster: school,
    policies: [gress('admin', 'Admin', 5, [pass('slytherin')]), denyAtBaseline],
    verdicts: [...between('slytherin', 'DENY'), ...between('ravenclaw', 'ALLOW')],
  },
];

const addressExamples = (['Admin', 'Baseline'] as const).map(
  (tier): SpecExample => ({
    title: `C4 ${tier} egress-inline-cidr-rules: networks match the addresses of pods`,
    cluster: school,
    policies: [
      clusterPolicy('cidrs', {
        tier,
        priority: 15,
        subject: of('gryffindor'),
        egress: [
          { action: 'Accept', to: [{ networks: ['10.0.4.10/32'] }, { networks: ['10.0.3.11/32'] }] },
          {
            action: 'Accept',
            to: [{ pods: { podSelector: { matchLabels: { house: 'slytherin' } } } }],
          },
          { action: 'Deny', to: [{ networks: ['0.0.0.0/0', '::/0'] }] },
        ],
      }),
    ],
    verdicts: [
      'gryffindor/pod-0 -> ravenclaw/pod-0 TCP 80 = ALLOW',
      'gryffindor/pod-0 -> ravenclaw/pod-1 TCP 80 = DENY',
      'gryffindor/pod-0 -> hufflepuff/pod-1 SCTP 9003 = ALLOW',
      'gryffindor/pod-0 -> hufflepuff/pod-0 UDP 53 = DENY',
      'gryffindor/pod-0 -> slytherin/pod-1 TCP 80 = ALLOW',
      'gryffindor/pod-0 -> 203.0.113.7 TCP 443 = DENY',
      'gryffindor/pod-0 -> 2001:db8::7 TCP 443 = DENY',
      'slytherin/pod-0 -> ravenclaw/pod-1 TCP 80 = ALLOW',
    ],
  }),
);

const nodeExample: SpecExample = {
  title: 'C4 egress-selector-rules: nodes match their addresses, and pods on the host network there',
  cluster: school,
  policies: [
    clusterPolicy('nodes', {
      tier: 'Admin',
      priority: 15,
      subject: of('gryffindor'),
      egress: [
        { action: 'Accept', to: [{ nodes: { matchLabels: { os: 'linux' } } }], protocols: [tcp(36363)] },
        { action: 'Pass', to: [{ nodes: {} }], protocols: [udp(34345)] },
        { action: 'Deny', to: [of('slytherin'), { nodes: {} }, { networks: ['0.0.0.0/0', '::/0'] }] },
      ],
    }),
  ],
  verdicts: [
    'gryffindor/pod-0 -> forest/centaur TCP 36363 = ALLOW',
    'gryffindor/pod-0 -> forest/centaur UDP 34345 = ALLOW',
    'gryffindor/pod-0 -> forest/centaur TCP 36364 = DENY',
    'gryffindor/pod-0 -> 172.18.0.2 TCP 36363 = ALLOW',
    'gryffindor/pod-0 -> 172.18.0.3 TCP 36363 = DENY',
    'gryffindor/pod-0 -> 172.18.0.3 UDP 34345 = ALLOW',
    'gryffindor/pod-0 -> 172.18.0.4 UDP 34345 = DENY',
    'gryffindor/pod-0 -> slytherin/pod-0 TCP 80 = DENY',
  ],
};

/** Each protocol has its own port, and the order of two rules decides for it alone. */
const protocolExamples = (['Admin', 'Baseline'] as const).flatMap((tier) =>
  [
    { port: 'TCP 80', protocol: tcp(80), others: ['UDP 80', 'SCTP 80', 'TCP 8080'] },
    { port: 'UDP 53', protocol: udp(53), others: ['TCP 53', 'SCTP 53', 'UDP 5353'] },
    { port: 'SCTP 9003', protocol: sctp(9003), others: ['TCP 9003', 'UDP 9003', 'SCTP 9005'] },
  ].map(
    ({ port, protocol, others }): SpecExample => ({
      title: `C4 ${tier} rules for ${port}: other ports and protocols are left alone`,
      cluster: school,
      policies: [
        gress('rules', tier, 15, [
          deny('slytherin', [protocol]),
          accept('slytherin', [protocol]),
          accept('hufflepuff', [protocol]),
          deny('hufflepuff', [protocol]),
        ]),
      ],
      verdicts: [
        ...between('slytherin', 'DENY', [port]),
        ...between('slytherin', 'ALLOW', others),
        ...between('hufflepuff', 'ALLOW', [port, ...others]),
      ],
    }),
  ),
);

export const conformanceExamples: readonly SpecExample[] = [
  ...combinedExamples,
  ...priorityExamples,
  ...integrationExamples,
  ...addressExamples,
  nodeExample,
  ...protocolExamples,
];
