import { containsAddress, parseAddress } from '../model/cidr';
import { ALL, type ConnectionSet, intersect, NONE, union } from '../model/connections';
import type { Connectivity, Party, PodGroup } from './connectivity';

/** What is permitted between two workloads. */
export interface WorkloadFlow {
  /** Permitted for at least one pair of their pods. */
  readonly connections: ConnectionSet;
  /** Whether pairs of pods differ. */
  readonly partial: boolean;
}

/**
 * What is permitted between the pods of two workloads. Of a workload to itself: between two different pods,
 * or everything where it is a single pod (S31).
 */
export function flowBetween(
  connectivity: Connectivity,
  sourceWorkloadId: string,
  destinationWorkloadId: string,
): WorkloadFlow {
  const pairs = pairsBetween(
    connectivity.podGroups(sourceWorkloadId),
    connectivity.podGroups(destinationWorkloadId),
  );
  const sets = pairs.map(([source, destination]) => connectivity.permitted(source, destination));
  if (sets.length === 0) {
    const isItself = sourceWorkloadId === destinationWorkloadId;
    return { connections: isItself ? ALL : NONE, partial: false };
  }
  return { connections: sets.reduce(union), partial: sets.some((set) => set !== sets[0]) };
}

/** The pairs of groups between which two different pods can meet. */
export function pairsBetween(
  sources: readonly Party[],
  destinations: readonly Party[],
): readonly (readonly [Party, Party])[] {
  return sources.flatMap((source) =>
    destinations.flatMap((destination) =>
      canMeet(source, destination) ? [[source, destination] as const] : [],
    ),
  );
}

/** Whether two different pods, or a pod and an address, can stand at these ends: not a lone pod and itself (S31). */
export function canMeet(source: Party, destination: Party): boolean {
  if (source.index === destination.index) return source.type === 'pods' && source.hasSiblings;
  return source.type === 'pods' || destination.type === 'pods';
}

/** Whether a workload has two pods that can talk with each other (S31). */
export function canTalkToItself(connectivity: Connectivity, workloadId: string): boolean {
  const groups = connectivity.podGroups(workloadId);
  return groups.length > 1 || groups.some((group) => group.hasSiblings);
}

/**
 * What is permitted from one source, by the index of the destination. For the whole cluster prefer
 * `exceptionsFrom`, whose cost is not that of all pairs.
 */
export function permittedRow(connectivity: Connectivity, source: Party): readonly ConnectionSet[] {
  const open = connectivity.admittedFromAnyone(source, 'egress');
  const row = connectivity.parties.map((party) =>
    intersect(open, connectivity.admittedFromAnyone(party, 'ingress')),
  );
  for (const { destination, connections } of connectivity.exceptionsFrom(source))
    row[destination.index] = connections;
  return row;
}

/**
 * The party that has an address: the first pod group with a pod known to have it, else the range outside
 * the cluster that holds it. undefined: the text is no address.
 */
export function toAddressParty(connectivity: Connectivity, text: string): Party | undefined {
  const address = parseAddress(text);
  if (!address) return undefined;
  const hasAddress = ({ addresses }: PodGroup): boolean =>
    addresses.some((known) => {
      const parsed = parseAddress(known);
      return parsed?.family === address.family && parsed.value === address.value;
    });
  return (
    connectivity.parties.find((party) => party.type === 'pods' && hasAddress(party)) ??
    connectivity.addressRanges.find(({ intervals }) => containsAddress(intervals, address))
  );
}
