import type { Connectivity, Party } from '../evaluate/connectivity';
import { NONE, subtract, union, type ConnectionSet } from '../model/connections';
import { changedAgainst, isOnePod, type PairDifference } from './flowDifference';

/**
 * What differs between two judgements when workloads or namespaces changed: pair by pair of workloads that stand in
 * both, the pods of each taken together, and of addresses. What only one side has is no difference.
 * @param renamed ids of workloads before → after
 */
export function clusterDifference(
  before: Connectivity,
  after: Connectivity,
  renamed: ReadonlyMap<string, string>,
): PairDifference[] {
  const seats = commonSeats(before, after, renamed);
  const isTouched = touchedSeats(before, after);
  const touched = new Set(seats.filter(isTouched));
  const differences: PairDifference[] = [];
  for (const source of seats) {
    for (const destination of touched.has(source) ? seats : touched) {
      const [from, to] = [source.after[0], destination.after[0]];
      if (!from || !to) continue;
      const was = permittedBetween(before, source.before, destination.before);
      const is = permittedBetween(after, source.after, destination.after);
      if (was === is || was === undefined || is === undefined) continue;
      const [opened, closed] = [subtract(is, was), subtract(was, is)];
      if (opened !== NONE || closed !== NONE)
        differences.push({ source: from, destination: to, opened, closed });
    }
  }
  return differences;
}

/** What stands at an end in both judgements. */
interface Seat {
  readonly before: readonly Party[];
  readonly after: readonly Party[];
}

/** Whether something that judges a seat changed: its labels, those of its namespace, a policy that selects it. */
function touchedSeats(before: Connectivity, after: Connectivity): (seat: Seat) => boolean {
  const selected = new Set<Party>();
  for (const [one, other] of [
    [before, after],
    [after, before],
  ] as const) {
    for (const policy of changedAgainst(other, one))
      for (const group of one.selected(policy)) selected.add(group);
  }
  const textOf = ({ cluster }: Connectivity, party: Party | undefined) => {
    if (party?.type !== 'pods') return '';
    const { labels, pods, ports, hostNetwork, replicas } = party.workload;
    const namespace = cluster.namespaces.get(party.workload.namespace)?.labels;
    return JSON.stringify([labels, pods, ports, hostNetwork, replicas, namespace]);
  };
  const isSame = ([was]: readonly Party[], [is]: readonly Party[]) =>
    was?.type === 'pods' &&
    is?.type === 'pods' &&
    was.workload === is.workload &&
    before.cluster.namespaces.get(was.workload.namespace) ===
      after.cluster.namespaces.get(is.workload.namespace);
  return (seat) =>
    [...seat.before, ...seat.after].some((party) => selected.has(party)) ||
    (!isSame(seat.before, seat.after) && textOf(before, seat.before[0]) !== textOf(after, seat.after[0]));
}

function commonSeats(
  before: Connectivity,
  after: Connectivity,
  renamed: ReadonlyMap<string, string>,
): Seat[] {
  const workloads = before.cluster.workloads.flatMap(({ id, origin }): Seat[] => {
    const groups = after.podGroups(renamed.get(id) ?? id);
    return origin === 'loaded' && groups.length > 0 ? [{ before: before.podGroups(id), after: groups }] : [];
  });
  const ranges = before.addressRanges.flatMap((range): Seat[] => {
    const [first] = range.intervals;
    // A block that comes or goes with the change cuts the ranges anew: what overlaps is compared.
    const same = after.addressRanges.filter(({ intervals }) =>
      intervals.some(
        (interval) =>
          interval.family === first?.family && interval.first <= first.first && first.first <= interval.last,
      ),
    );
    return same.length > 0 ? [{ before: [range], after: same }] : [];
  });
  return [...workloads, ...ranges];
}

/** What some pair of the parties is permitted; undefined: there is only a pod and itself (S31). */
function permittedBetween(
  connectivity: Connectivity,
  sources: readonly Party[],
  destinations: readonly Party[],
): ConnectionSet | undefined {
  let permitted: ConnectionSet | undefined;
  for (const from of sources) {
    for (const to of destinations) {
      if (!isOnePod(from, to)) permitted = union(permitted ?? NONE, connectivity.permitted(from, to));
    }
  }
  return permitted;
}
