import * as fc from 'fast-check';
import type { Profile } from '../evaluate/connectivity';
import { readBlock } from '../model/cidr';
import type { Cluster, ContainerPort, Namespace, Pod, Workload } from '../model/cluster';
import type { LabelRequirement, LabelSelector } from '../model/selector';
import type { Direction, Peer, Policy, PolicyPort, Rule } from '../policy/policy';
import { labelsOf } from './specWorld';

/** A small cluster under policies that use every feature of the API, valid as far as the evaluation asks. */
export interface World {
  readonly cluster: Cluster;
  readonly policies: readonly Policy[];
  readonly profile: Profile;
}

const namespaces: readonly Namespace[] = [
  { name: 'x', labels: labelsOf({ 'kubernetes.io/metadata.name': 'x', team: 'a' }), origin: 'loaded' },
  {
    name: 'y',
    labels: labelsOf({ 'kubernetes.io/metadata.name': 'y', team: 'b', app: 'a' }),
    origin: 'loaded',
  },
  { name: 'z', labels: labelsOf({ 'kubernetes.io/metadata.name': 'z' }), origin: 'used' },
];

/** Addresses that stand on both sides of the ends of the blocks below. */
export const someAddresses = [
  '10.0.1.1',
  '10.0.2.9',
  '10.1.0.1',
  '203.0.113.7',
  '2001:db8::7',
  '2001:db8:1::1',
];

const blocks = [
  readBlock('0.0.0.0/0'),
  readBlock('0.0.0.0/0', ['10.0.0.0/8']),
  readBlock('10.0.0.0/8', ['10.0.1.0/24', '10.0.2.9/32']),
  readBlock('10.0.1.0/24'),
  readBlock('10.0.2.200/24'),
  readBlock('203.0.113.7/32'),
  readBlock('::/0'),
  readBlock('2001:db8::/32', ['2001:db8:1::/48']),
].flatMap((block) => block ?? []);

const requirement: fc.Arbitrary<LabelRequirement> = fc
  .record({
    key: fc.constantFrom('app', 'tier', 'team'),
    operator: fc.constantFrom('In', 'NotIn', 'Exists', 'DoesNotExist'),
    values: fc.subarray(['a', 'b', ''], { minLength: 1 }),
  })
  .map(({ key, operator, values }) =>
    operator === 'In' || operator === 'NotIn' ? { key, operator, values } : { key, operator },
  );

const selector: fc.Arbitrary<LabelSelector> = fc.oneof(
  fc.constant({}),
  fc.constantFrom('a', 'b', 'c').map((app) => ({ matchLabels: labelsOf({ app }) })),
  fc.array(requirement, { minLength: 1, maxLength: 2 }).map((matchExpressions) => ({ matchExpressions })),
);

const namespaceSelector: fc.Arbitrary<LabelSelector> = fc.oneof(
  fc
    .constantFrom('x', 'y')
    .map((name) => ({ matchLabels: labelsOf({ 'kubernetes.io/metadata.name': name }) })),
  fc.constantFrom('a', 'b').map((team) => ({ matchLabels: labelsOf({ team }) })),
  selector,
);

const absent = { nil: undefined };

const peer: fc.Arbitrary<Peer> = fc.oneof(
  selector.map((podSelector): Peer => ({ type: 'pods', podSelector })),
  fc
    .record({ namespaceSelector, podSelector: fc.option(selector, absent) })
    .map(
      ({ podSelector, ...rest }): Peer => ({ type: 'pods', ...rest, ...(podSelector && { podSelector }) }),
    ),
  fc.constantFrom(...blocks).map((block): Peer => ({ type: 'ipBlock', ...block })),
);

const port: fc.Arbitrary<PolicyPort> = fc
  .record({
    protocol: fc.constantFrom('TCP', 'UDP', 'SCTP'),
    ports: fc.constantFrom<Pick<PolicyPort, 'port' | 'endPort'>>(
      {},
      { port: 80 },
      { port: 53 },
      { port: 79, endPort: 81 },
      { port: 65535 },
      { port: 'http' },
      { port: 'dns' },
    ),
  })
  .map(({ protocol, ports }) => ({ protocol, ...ports }));

const rule: fc.Arbitrary<Rule> = fc
  .record({
    peers: fc.option(fc.array(peer, { minLength: 1, maxLength: 3 }), { ...absent, freq: 4 }),
    ports: fc.option(fc.array(port, { minLength: 1, maxLength: 3 }), { ...absent, freq: 3 }),
  })
  .map(({ peers, ports }) => ({ ...(peers && { peers }), ...(ports && { ports }) }));

/** A policy of the given name in any namespace. */
export const arbitraryPolicy = (name: string): fc.Arbitrary<Policy> =>
  fc
    .record({
      namespace: fc.constantFrom('x', 'y', 'z'),
      podSelector: selector,
      directions: fc
        .constantFrom<Direction[]>(['ingress'], ['egress'], ['ingress', 'egress'])
        .map((directions): ReadonlySet<Direction> => new Set(directions)),
      ingress: fc.array(rule, { maxLength: 2 }),
      egress: fc.array(rule, { maxLength: 2 }),
    })
    .map((policy) => ({
      ...policy,
      kind: 'NetworkPolicy',
      name,
      id: `NetworkPolicy/${policy.namespace}/${name}`,
    }));

const pod: fc.Arbitrary<Pod> = fc
  .record({
    app: fc.constantFrom(undefined, 'a', 'b', 'c'),
    tier: fc.constantFrom(undefined, 'a', 'b', ''),
    addresses: fc.oneof(
      fc.constant([]),
      fc.subarray(['10.0.1.1', '10.0.2.9', '10.1.0.1', '2001:db8::7'], { minLength: 1, maxLength: 2 }),
    ),
  })
  .map(({ app, tier, addresses }) => ({
    labels: labelsOf({ ...(app !== undefined && { app }), ...(tier !== undefined && { tier }) }),
    addresses,
  }));

const containerPorts = fc.subarray<ContainerPort>([
  { name: 'http', port: 80, protocol: 'TCP' },
  { name: 'http', port: 81, protocol: 'TCP' },
  { name: 'http', port: 80, protocol: 'UDP' },
  { name: 'dns', port: 53, protocol: 'UDP' },
  { port: 53, protocol: 'TCP' },
]);

const workload = (name: string): fc.Arbitrary<Workload> =>
  fc
    .record({
      kind: fc.constantFrom('Deployment', 'Pod'),
      namespace: fc.constantFrom('x', 'y', 'z'),
      ports: containerPorts,
      hostNetwork: fc.constantFrom(false, false, false, true),
      pods: fc.array(pod, { minLength: 1, maxLength: 3 }),
    })
    .map((shape) => ({
      ...shape,
      id: `${shape.kind}/${shape.namespace}/${name}`,
      name,
      labels: shape.pods[0]?.labels ?? labelsOf({}),
      origin: 'loaded',
    }));

export const arbitraryWorld: fc.Arbitrary<World> = fc.record({
  cluster: fc.tuple(...['p', 'q', 'r', 's', 't'].map(workload)).map(
    (workloads): Cluster => ({
      namespaces: new Map(namespaces.map((namespace) => [namespace.name, namespace])),
      workloads,
      services: [],
    }),
  ),
  policies: fc
    .integer({ min: 0, max: 6 })
    .chain((count) => fc.tuple(...Array.from({ length: count }, (_, i) => arbitraryPolicy(`policy-${i}`)))),
  profile: fc.record({
    ipBlock: fc.constantFrom('by-ip', 'external-only'),
    hostNetwork: fc.constantFrom('node', 'pod'),
  }),
});

/** The same cluster with every pod as a workload of its own, beside the id of the workload it came from. */
export function explodePods(cluster: Cluster): {
  readonly cluster: Cluster;
  readonly owner: ReadonlyMap<string, string>;
} {
  const owner = new Map<string, string>();
  const workloads = cluster.workloads.flatMap((whole) =>
    whole.pods.map((single, i): Workload => {
      const id = `Pod/${whole.namespace}/${whole.name}-${i}`;
      owner.set(id, whole.id);
      return { ...whole, id, kind: 'Pod', name: `${whole.name}-${i}`, labels: single.labels, pods: [single] };
    }),
  );
  return { cluster: { ...cluster, workloads }, owner };
}
