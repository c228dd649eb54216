import * as fc from 'fast-check';
import type { Profile } from '../evaluate/connectivity';
import type { Cluster, ClusterNode, ContainerPort, Namespace, Pod, Workload } from '../model/cluster';
import { readNetworkPolicy } from '../policy/networkPolicy';
import type { NetworkPolicy, TierPolicy } from '../policy/policy';
import { arbitraryPolicy } from './arbitraryPolicy';
import { arbitraryTierPolicies } from './arbitraryTierPolicy';
import { readTierPolicy } from './readTierPolicy';
import { labelsOf } from './specWorld';
import type { WrittenNetworkPolicy, WrittenTierPolicy } from './written';

/** A small cluster under policies that use every feature of the APIs. */
export interface World {
  readonly cluster: Cluster;
  readonly written: readonly WrittenNetworkPolicy[];
  /** The same policies as the reader reads them. */
  readonly policies: readonly NetworkPolicy[];
  readonly writtenTiers: readonly WrittenTierPolicy[];
  readonly tierPolicies: readonly TierPolicy[];
  readonly profile: Profile;
}

/** Namespaces as they mostly are; labels may be missing, and the last one may not be declared. */
const someNamespaces: fc.Arbitrary<readonly Namespace[]> = fc
  .tuple(
    fc.constantFrom('a', 'a', undefined),
    fc.constantFrom<Record<string, string>>({ team: 'b', app: 'a' }, { team: 'b', app: 'a' }, { team: 'a' }),
    fc.constantFrom(undefined, undefined, 'b'),
  )
  .map(([teamOfX, labelsOfY, tierOfZ]) => [
    namespace('x', teamOfX === undefined ? {} : { team: teamOfX }),
    namespace('y', labelsOfY),
    tierOfZ === undefined ? { ...namespace('z', {}), origin: 'used' } : namespace('z', { tier: tierOfZ }),
  ]);

const namespace = (name: string, labels: Readonly<Record<string, string>>): Namespace => ({
  name,
  labels: labelsOf({ 'kubernetes.io/metadata.name': name, ...labels }),
  origin: 'loaded',
});

/** Addresses that stand on both sides of the ends of the blocks in the policies. */
export const someAddresses = [
  '10.0.1.1',
  '10.0.2.9',
  '10.1.0.1',
  '203.0.113.7',
  '2001:db8::7',
  '2001:db8:1::1',
];

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
      kind: fc.constantFrom('Deployment', 'Pod', 'StatefulSet'),
      namespace: fc.constantFrom('x', 'y', 'z'),
      ports: containerPorts,
      hostNetwork: fc.constantFrom(false, false, false, true),
      pods: fc.array(pod, { minLength: 1, maxLength: 3 }),
      replicas: fc.integer({ min: 1, max: 3 }),
    })
    .map(({ pods, replicas, ...shape }) => ({
      ...shape,
      ...(shape.kind === 'StatefulSet' && { replicas: pods.length > 1 ? pods.length : replicas }),
      id: `${shape.kind}/${shape.namespace}/${name}`,
      name,
      labels: pods[0]?.labels ?? labelsOf({}),
      pods: shape.kind === 'Pod' || pods.length > 1 ? pods : pods.map(withoutAddresses),
      origin: 'loaded',
    }));

/** Machines that have the addresses of pods or of nobody else. */
const someNodes: fc.Arbitrary<readonly ClusterNode[]> = fc.subarray([
  { name: 'm', labels: labelsOf({ app: 'a', tier: 'b' }), addresses: ['10.0.1.1', '2001:db8:1::1'] },
  { name: 'n', labels: labelsOf({ team: 'b', app: 'b' }), addresses: ['203.0.113.7', '2001:db8::7'] },
  { name: 'o', labels: labelsOf({}), addresses: [] },
]);

/** A template has no address. */
const withoutAddresses = ({ labels }: Pod): Pod => ({ labels, addresses: [] });

export const arbitraryWorld: fc.Arbitrary<World> = fc
  .record({
    cluster: fc.tuple(someNamespaces, someNodes, fc.tuple(...['p', 'q', 'r', 's', 't'].map(workload))).map(
      ([namespaces, nodes, workloads]): Cluster => ({
        namespaces: new Map(namespaces.map((known) => [known.name, known])),
        workloads,
        services: [],
        nodes,
        entries: [],
      }),
    ),
    written: fc
      .integer({ min: 0, max: 6 })
      .chain((count) => fc.tuple(...Array.from({ length: count }, (_, i) => arbitraryPolicy(`policy-${i}`)))),
    writtenTiers: arbitraryTierPolicies,
    profile: fc.record<Profile>({
      ipBlock: fc.constantFrom('by-ip', 'external-only'),
      hostNetwork: fc.constantFrom('node', 'pod'),
    }),
  })
  .map((world) => ({
    ...world,
    policies: world.written.map(readNetworkPolicy),
    tierPolicies: world.writtenTiers.map(readTierPolicy),
  }));

/** The pods of a workload one by one: those that are known, or those that a StatefulSet will make (S92). */
export function podsOf({ kind, name, replicas, pods }: Workload): readonly Pod[] {
  const [template] = pods;
  if (kind !== 'StatefulSet' || pods.length > 1 || !template) return pods;
  return Array.from({ length: replicas ?? 1 }, (_, ordinal) => ({
    ...template,
    labels: labelsOf({
      ...template.labels,
      'statefulset.kubernetes.io/pod-name': `${name}-${ordinal}`,
      'apps.kubernetes.io/pod-index': `${ordinal}`,
    }),
  }));
}

/** The same cluster with every pod as a workload of its own, beside the id of the workload it came from. */
export function explodePods(cluster: Cluster): {
  readonly cluster: Cluster;
  readonly owner: ReadonlyMap<string, string>;
} {
  const owner = new Map<string, string>();
  const workloads = cluster.workloads.flatMap((whole) =>
    podsOf(whole).map((single, i): Workload => {
      const id = `Pod/${whole.namespace}/${whole.name}-${i}`;
      owner.set(id, whole.id);
      return { ...whole, id, kind: 'Pod', name: `${whole.name}-${i}`, labels: single.labels, pods: [single] };
    }),
  );
  return { cluster: { ...cluster, workloads }, owner };
}
