import type { FlowIds, Intent, PortChoice, PortWish } from '../edit/intent';
import { namedBlocks } from '../graph/addressBlocks';
import { ALL, NONE, type ConnectionSet } from '../model/connections';
import type { Direction, Policy } from '../policy/policy';
import type { Workspace } from './planned';

/** Numbers from 0 to 1 that decide what is wished. */
export type Dice = () => number;

/** Numbers from a seed: the same sequence for the same seed. */
export function diceOf(seed: number): Dice {
  let state = (seed ^ 0x9e3779b9) >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return (state >>> 8) / 2 ** 24;
  };
}

const portLists: readonly (readonly PortChoice[])[] = [
  [],
  [],
  [{ protocol: 'TCP', port: 80 }],
  [
    { protocol: 'TCP', port: 8080, endPort: 8090 },
    { protocol: 'UDP', port: 53 },
  ],
  [{ protocol: 'TCP', port: 80 }],
  [{ protocol: 'UDP' }],
  [{ protocol: 'TCP', port: 'http' }],
];
const notPorts: readonly PortChoice[] = [{ protocol: 'TCP', port: 0 }];
const blocks = [
  'Addresses/10.0.0.0/8 except 10.1.0.0/16',
  'Addresses/203.0.113.0/24',
  'Addresses/0.0.0.0/0',
  'Addresses/10.2.0.0/16',
];
const directionLists: readonly (readonly Direction[])[] = [['ingress'], ['egress'], ['ingress', 'egress']];
const labelSets: readonly Readonly<Record<string, string>>[] = [
  { app: 'a' },
  { app: 'new', tier: 'web' },
  { tier: 'web' },
  {},
  { 'app.kubernetes.io/name': 'on' },
];
const containerPorts: readonly (readonly PortWish[])[] = [
  [],
  [{ name: 'http', port: 80, protocol: 'TCP' }],
  [
    { name: 'web', port: 8080, protocol: 'TCP' },
    { port: 53, protocol: 'UDP' },
  ],
];
const names = ['p0', 'w1', 'y', 'fresh', 'a-b', 'one', 'two', 'three', 'more.dots', 'Not a name', 'default'];

/** All verbs. */
export const verbs = [
  'allowFlow',
  'isolateAndAllow',
  'changePorts',
  'removeFlow',
  'isolate',
  'unisolate',
  'allowDns',
  'createPolicy',
  'renamePolicy',
  'duplicatePolicy',
  'deletePolicy',
  'changeSelector',
  'splitRule',
  'addNamespace',
  'renameNamespace',
  'removeNamespace',
  'addWorkload',
  'renameWorkload',
  'removeWorkload',
  'changeLabels',
  'changeContainerPorts',
  'changeReplicas',
  'changeBlock',
  'removeBlock',
  'addTierRule',
  'removeTierRule',
  'changePriority',
] as const satisfies readonly Intent['type'][];

/** Flows are drawn and removed more often than all else; what takes much away, less often. */
const often = new Set<Intent['type']>(['allowFlow', 'changePorts', 'isolate', 'removeFlow']);
const seldom = new Set<Intent['type']>([
  'deletePolicy',
  'removeNamespace',
  'removeWorkload',
  'renameNamespace',
]);
const weighted = verbs.flatMap((verb) =>
  Array<Intent['type']>(often.has(verb) ? 5 : seldom.has(verb) ? 1 : 2).fill(verb),
);

/** Verbs that need something to be there, else they are refused. */
const needs: readonly (readonly [readonly Intent['type'][], (analysis: Workspace['analysis']) => number])[] =
  [
    [['changePriority', 'removeTierRule'], ({ connectivity }) => connectivity.tierPolicies.length],
    [['changeBlock', 'removeBlock'], ({ connectivity }) => namedBlocks(connectivity).length],
    [
      ['allowDns', 'allowFlow', 'changePorts', 'removeFlow', 'splitRule', 'unisolate'],
      ({ connectivity }) => connectivity.policies.length,
    ],
  ];

/** A verb by its weight; mostly one that finds something to do. */
export function randomVerb({ analysis }: Workspace, dice: Dice): Intent['type'] {
  const verb = weighted[Math.floor(dice() * weighted.length)]!;
  const isIdle = needs.some(([idle, count]) => idle.includes(verb) && count(analysis) === 0);
  return isIdle && dice() < 0.8 ? (dice() < 0.5 ? 'isolate' : 'isolateAndAllow') : verb;
}

/** Tier policies as they may stand beside others. */
export const tierManifests = `# Above all others.
apiVersion: policy.networking.k8s.io/v1alpha2
kind: ClusterNetworkPolicy
metadata: {name: guard}
spec:
  tier: Admin
  priority: 2
  subject:
    namespaces:
      matchLabels:
        kubernetes.io/metadata.name: x # a
  ingress:
  - action: Deny # a
    from:
    - pods: {namespaceSelector: {}, podSelector: {matchLabels: {app: c}}}
    - namespaces: {matchLabels: {kubernetes.io/metadata.name: y}}
    protocols:
    - tcp: {destinationPort: {number: 80}}
  egress:
  - {action: Accept, to: [{networks: [10.0.0.0/8, 203.0.113.0/24]}]}
---
apiVersion: policy.networking.k8s.io/v1alpha1
kind: AdminNetworkPolicy
metadata: {name: older}
spec:
  priority: 30
  subject:
    pods:
      namespaceSelector: {}
      podSelector: {matchLabels: {app: a}}
  egress:
  - name: out
    action: Pass
    to: [{namespaces: {}}]
`;

type Missing = Exclude<Intent['type'], (typeof verbs)[number]>;
const complete: [Missing] extends [never] ? true : never = true;

/** A wish of some verb about what stands in a workspace, now and then about what cannot be. */
export function randomIntent({ analysis }: Workspace, dice: Dice, type: Intent['type']): Intent {
  if (!complete) throw new Error('a verb is missing');
  const { cluster, policies, tierPolicies } = analysis.connectivity;
  const pick = <Item>(items: readonly Item[]): Item => items[Math.floor(dice() * items.length)]!;
  const loaded = cluster.workloads.filter(({ origin }) => origin === 'loaded').map(({ id }) => id);
  const workloads = [...loaded, ...loaded, ...cluster.workloads.map(({ id }) => id)];
  const namespaces = [...cluster.namespaces.keys()];
  const subjects = [
    ...workloads,
    ...workloads,
    ...workloads,
    ...namespaces.map((name) => `Namespace/${name}`),
    ...(dice() < 0.1 || workloads.length === 0 ? ['Gone/x/y'] : []),
  ];
  const workload = () => pick(workloads) ?? 'Deployment/x/gone';
  const namespace = () => pick(namespaces) ?? 'x';
  const end = (anywhere: string) => {
    if (dice() < 0.75) return workload();
    return dice() < 0.6 ? pick(subjects) : pick([...blocks, anywhere]);
  };
  const ends = (): FlowIds => ({
    source: end('Anywhere/source'),
    destination: end('Anywhere/destination'),
  });
  const ports = () => (dice() < 0.02 ? notPorts : pick(portLists));
  /** Now and then any ends, mostly such as a policy decides about. */
  const decided = (isWanted: (permitted: ConnectionSet) => boolean): FlowIds => {
    const { connectivity } = analysis;
    for (let tries = 0; tries < 8; tries++) {
      const flow = ends();
      const [source] = connectivity.podGroups(flow.source);
      const [destination] = connectivity.podGroups(flow.destination);
      if (!source || !destination || !isWanted(connectivity.permitted(source, destination))) continue;
      const gates = [
        connectivity.isolating(source, 'egress'),
        connectivity.isolating(destination, 'ingress'),
      ];
      if (gates.flat().length > 0) return flow;
    }
    return ends();
  };
  const opened = () => decided((permitted) => permitted !== NONE);
  const closed = () => (dice() < 0.3 ? ends() : decided((permitted) => permitted !== ALL));
  const block = () => {
    const named = namedBlocks(analysis.connectivity).map(({ id }) => id);
    return pick([...named, ...named, ...named, ...blocks]);
  };
  const anyPolicy = (): Policy | undefined => pick([...policies, ...tierPolicies]);
  const policy = () => anyPolicy()?.id ?? 'NetworkPolicy/x/gone';
  const tier = () => pick([...tierPolicies, ...tierPolicies, ...policies])?.id ?? 'ClusterNetworkPolicy/gone';
  const direction = () => pick(['ingress', 'egress'] as const);
  const selector = () => ({ matchLabels: pick(labelSets) });
  switch (type) {
    case 'allowFlow': {
      const write = dice() < 0.85 ? {} : { write: { [direction()]: pick([policy(), 'new']) } };
      return { type, ...closed(), ports: ports(), ...write };
    }
    case 'isolateAndAllow': {
      const flow = ends();
      const keep = dice() < 0.6 ? [] : [{ ...flow, source: end('Anywhere/source'), ports: ports() }];
      return { type, ...flow, ports: ports(), keep, dns: dice() < 0.2 };
    }
    case 'changePorts':
      return { type, ...opened(), ports: ports() };
    case 'removeFlow': {
      const by = pick([
        'peer',
        'ports',
        'rule',
        'split',
        undefined,
        undefined,
        undefined,
        undefined,
      ] as const);
      const some = dice() < 0.5 ? {} : { ports: ports() };
      return { type, ...opened(), ...some, ...(by && { way: { direction: direction(), by } }) };
    }
    case 'isolate': {
      const subject = pick(subjects);
      const flow = dice() < 0.5 ? { ...ends(), destination: subject } : { ...ends(), source: subject };
      const keep = dice() < 0.5 ? [] : [{ ...flow, ports: ports() }];
      return { type, subject, directions: pick(directionLists), keep, dns: dice() < 0.3 };
    }
    case 'unisolate':
      return { type, subject: pick(subjects), directions: pick(directionLists) };
    case 'allowDns':
      return { type, subject: pick(subjects) };
    case 'createPolicy':
      return {
        type,
        namespace: namespace(),
        name: pick(names),
        selector: selector(),
        directions: pick(directionLists),
      };
    case 'renamePolicy':
      return { type, policy: policy(), name: pick(names) };
    case 'duplicatePolicy':
      return { type, policy: policy(), ...(dice() < 0.3 && { name: pick(names) }) };
    case 'deletePolicy':
      return { type, policy: policy() };
    case 'changeSelector':
      return { type, policy: policy(), selector: selector() };
    case 'splitRule': {
      const wide = [...policies, ...tierPolicies].flatMap(({ id, ...rules }) =>
        (['ingress', 'egress'] as const).flatMap((way) =>
          rules[way].flatMap(({ peers, ports: own }, rule) => {
            const by = (peers?.length ?? 0) > 1 ? 'peers' : 'ports';
            return (peers?.length ?? 0) > 1 || (own?.length ?? 0) > 1
              ? [{ type, policy: id, direction: way, rule, by } as const]
              : [];
          }),
        ),
      );
      const any = { type, policy: policy(), direction: direction(), rule: 0, by: 'ports' } as const;
      return dice() < 0.9 && wide.length > 0 ? pick(wide) : any;
    }
    case 'addNamespace':
      return { type, name: pick(names), labels: pick(labelSets) };
    case 'renameNamespace':
      return { type, namespace: namespace(), name: pick(names) };
    case 'removeNamespace':
      return { type, namespace: namespace() };
    case 'addWorkload':
      return {
        type,
        namespace: namespace(),
        name: pick(names),
        labels: pick(labelSets),
        ports: pick(containerPorts),
        ...(dice() < 0.5 && { replicas: Math.floor(dice() * 3) }),
      };
    case 'renameWorkload':
      return { type, workload: workload(), name: pick(names) };
    case 'removeWorkload':
      return { type, workload: workload() };
    case 'changeLabels':
      return { type, subject: pick(subjects), labels: pick(labelSets) };
    case 'changeContainerPorts':
      return { type, workload: workload(), ports: pick(containerPorts) };
    case 'changeReplicas':
      return { type, workload: workload(), replicas: Math.floor(dice() * 4) };
    case 'changeBlock':
      return {
        type,
        block: block(),
        cidr: pick(['10.0.0.0/8', '192.168.0.0/16', '10.0.0.0/9', 'x']),
        except: pick([[], [], ['10.1.0.0/16']]),
      };
    case 'removeBlock':
      return { type, block: block() };
    case 'addTierRule': {
      const at = dice() < 0.5 ? {} : { at: 0 };
      const into =
        tierPolicies.length > 0 && dice() < 0.6
          ? { policy: tier(), ...at }
          : { tier: pick(['Admin', 'Baseline'] as const), priority: Math.floor(dice() * 5) };
      const action = pick(['Accept', 'Deny', 'Pass'] as const);
      return { type, ...ends(), direction: direction(), action, ports: ports(), into };
    }
    case 'removeTierRule':
      return { type, policy: tier(), direction: direction(), rule: Math.floor(dice() * 2) };
    case 'changePriority':
      return { type, policy: tier(), priority: Math.floor(dice() * 5) };
  }
}
