import type { Connectivity, PodGroup } from '../evaluate/connectivity';
import type { Block } from '../model/cidr';
import type { Workload } from '../model/cluster';
import type { Direction } from '../policy/policy';
import type { NamedBlock } from './addressBlocks';
import { tierDenials } from './denials';
import type { AddressesNode, Gate, GraphNode, NamespaceNode, WorkloadNode } from './graph';
import { buildHubs } from './hubs';
import { workloadTitles } from '../model/titles';
import type { WorkloadFlows } from './workloadFlows';

/** The nodes of the graph: namespaces, workloads, address blocks, hubs; in the order of the cluster. */
export function buildNodes(
  connectivity: Connectivity,
  flows: WorkloadFlows,
  blocks: readonly NamedBlock[],
): GraphNode[] {
  const { cluster } = connectivity;
  const titles = workloadTitles(cluster);
  const denials = {
    ingress: tierDenials(connectivity, 'ingress'),
    egress: tierDenials(connectivity, 'egress'),
  };
  const workloads = cluster.workloads.map((workload) =>
    workloadNode(workload, titles.get(workload.id)!, connectivity, denials),
  );
  return [
    ...namespaceNodes(connectivity, workloads),
    ...workloads,
    ...blocks.map(blockNode),
    ...buildHubs(connectivity, flows),
  ];
}

/** By direction and id of a workload, the policies of the tiers that deny. */
type Denials = Readonly<Record<Direction, ReadonlyMap<string, readonly string[]>>>;

function workloadNode(
  workload: Workload,
  title: string,
  connectivity: Connectivity,
  denials: Denials,
): WorkloadNode {
  const groups = connectivity.podGroups(workload.id);
  const { id, namespace, name, kind, replicas, labels, ports, hostNetwork } = workload;
  return {
    type: 'workload',
    id,
    parent: `Namespace/${namespace}`,
    namespace,
    name,
    kind,
    ...(replicas === undefined ? {} : { replicas }),
    title,
    labels,
    ports,
    hostNetwork,
    inferred: workload.origin === 'inferred',
    ingress: gate(groups, 'ingress', connectivity, denials.ingress.get(id)),
    egress: gate(groups, 'egress', connectivity, denials.egress.get(id)),
  };
}

function gate(
  groups: readonly PodGroup[],
  direction: Direction,
  connectivity: Connectivity,
  deniedBy: readonly string[] = [],
): Gate {
  const policies = groups.flatMap((group) => connectivity.isolating(group, direction).map(({ id }) => id));
  return { isolatedBy: [...new Set(policies)], deniedBy };
}

function namespaceNodes({ cluster }: Connectivity, workloads: readonly WorkloadNode[]): NamespaceNode[] {
  const count = new Map<string, { workloads: number; isolatedIngress: number; isolatedEgress: number }>();
  for (const { name } of cluster.namespaces.values()) {
    count.set(name, { workloads: 0, isolatedIngress: 0, isolatedEgress: 0 });
  }
  for (const { namespace, ingress, egress } of workloads) {
    const counted = count.get(namespace);
    if (!counted) throw new Error(`workload in a namespace that the cluster does not have: ${namespace}`);
    counted.workloads++;
    if (ingress.isolatedBy.length > 0) counted.isolatedIngress++;
    if (egress.isolatedBy.length > 0) counted.isolatedEgress++;
  }
  return Array.from(cluster.namespaces.values(), ({ name, origin, labels }) => ({
    type: 'namespace',
    id: `Namespace/${name}`,
    name,
    labels,
    origin,
    ...count.get(name)!,
  }));
}

const familyTitles = new Map([
  ['any address', 'Any address'],
  ['0.0.0.0/0', 'Any IPv4 address'],
  ['::/0', 'Any IPv6 address'],
]);

/** The node of an address block. */
export function blockNode({
  id,
  block: { cidr, except },
}: {
  readonly id: string;
  readonly block: Pick<Block, 'cidr' | 'except'>;
}): AddressesNode {
  return { type: 'addresses', id, title: familyTitles.get(cidr) ?? cidr, except };
}
