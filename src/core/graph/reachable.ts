import type { Connectivity, PartyClass, PodGroup } from '../evaluate/connectivity';
import { intersect, NONE } from '../model/connections';
import type { Direction } from '../policy/policy';

/** A workload that can be reached, or that can reach, in some hops. */
export interface Reached {
  readonly workload: string;
  /** In how many hops, at least; 0: the workload that was asked about. */
  readonly distance: number;
  /** The workload one hop nearer on a shortest way, the first in the order of the cluster; none at distance 0. */
  readonly via?: string;
}

export interface Reach {
  /** By distance, then in the order of the cluster. */
  readonly workloads: readonly Reached[];
  /** The nearest workload with a flow to (or from) addresses outside the cluster, if one of them has any. */
  readonly outside?: Reached;
}

/**
 * Whom a workload can reach (egress), or who can reach it (ingress), over permitted flows in up to so many hops: its
 * blast radius. Every hop is exact: some connection is permitted from some pod of the one to some pod of the other.
 * That hops follow on one another is an upper bound: it supposes that whoever can open any connection to a pod
 * controls it and all pods of its workload, and goes on from there. Packets themselves are not passed on.
 * @param hops at least 1; Infinity: as far as it goes
 */
export function reachable(
  connectivity: Connectivity,
  workloadId: string,
  direction: Direction,
  hops: number,
): Reach {
  const { parties, cluster } = connectivity;
  const order = new Map(cluster.workloads.map(({ id }, position) => [id, position]));
  const reached = new Map<string, Reached>();
  let outside: Reached | undefined;
  let edge: Reached[] =
    connectivity.podGroups(workloadId).length > 0 ? [{ workload: workloadId, distance: 0 }] : [];
  for (const start of edge) reached.set(start.workload, start);
  const expanded = new Set<PartyClass>();
  for (let distance = 1; distance <= hops && edge.length > 0; distance++) {
    const next: Reached[] = [];
    for (const from of edge) {
      for (const group of connectivity.podGroups(from.workload)) {
        const alike = connectivity.classOf(group);
        if (expanded.has(alike)) continue; // what one of them reaches, all do
        expanded.add(alike);
        const linked = linkedWith(connectivity, group, direction);
        for (const party of parties) {
          if (!linked(party.index)) continue;
          if (party.type === 'addresses') {
            outside ??= from;
            continue;
          }
          const { id } = party.workload;
          if (reached.has(id)) continue;
          const found = { workload: id, distance, via: from.workload };
          reached.set(id, found);
          next.push(found);
        }
      }
      if (outside && reached.size === order.size) break;
    }
    edge = next.toSorted((a, b) => (order.get(a.workload) ?? 0) - (order.get(b.workload) ?? 0));
  }
  const workloads = [...reached.values()].toSorted(
    (a, b) => a.distance - b.distance || (order.get(a.workload) ?? 0) - (order.get(b.workload) ?? 0),
  );
  return { workloads, ...(outside && { outside }) };
}

/** Whether something is permitted between a group and a party, by index of the party. */
function linkedWith(
  connectivity: Connectivity,
  group: PodGroup,
  direction: Direction,
): (party: number) => boolean {
  const near = connectivity.admittedRow(group, direction);
  const far = connectivity.admittedColumn(group, direction === 'ingress' ? 'egress' : 'ingress');
  return (party) => intersect(near[party] ?? NONE, far[party] ?? NONE) !== NONE;
}
