import type { Connectivity, PodGroup } from '../evaluate/connectivity';
import type { WorkloadFlow } from '../evaluate/flows';
import { ALL, type ConnectionSet, intersect, NONE, union } from '../model/connections';
import type { Direction } from '../policy/policy';

/** One end of all workloads, by position in the cluster. */
export interface WorkloadSide {
  /** Some pod of the workload is isolated. */
  readonly isolated: readonly boolean[];
  /** Every pod admits everything from or to anyone: it is not isolated, or a policy allows just that. */
  readonly open: readonly boolean[];
  /** What it admits from or to anyone. */
  readonly usual: readonly WorkloadFlow[];
}

/** What is permitted between two workloads, by position in the cluster. */
interface PairFlow extends WorkloadFlow {
  readonly source: number;
  readonly destination: number;
}

/**
 * The permitted flows of all pairs of workloads as defaults and exceptions. Without an exception,
 * - from an open source, what the destination admits from anyone (everything where it is open too),
 * - to an open destination, what the source admits to anyone,
 * - between two that are not open, nothing.
 */
export interface WorkloadFlows {
  readonly egress: WorkloadSide;
  readonly ingress: WorkloadSide;
  /** Ordered by destination, then source. A workload with itself: between two of its pods. */
  readonly exceptions: readonly PairFlow[];
  /** Whether a workload has two pods that can talk with each other (S31). */
  readonly hasSelf: readonly boolean[];
}

const nothing: WorkloadFlow = { connections: NONE, partial: false };

/** Evaluates the permitted flows between all workloads, in time proportional to the exceptions. */
export function buildWorkloadFlows(connectivity: Connectivity): WorkloadFlows {
  const groupsOf = connectivity.cluster.workloads.map(({ id }) => connectivity.podGroups(id));
  const egress = sideOf(connectivity, groupsOf, 'egress');
  const ingress = sideOf(connectivity, groupsOf, 'ingress');
  const hasSelf = groupsOf.map((groups) => groups.length > 1 || groups.some((group) => group.hasSiblings));
  const { candidates, permitted } = readExceptions(connectivity, groupsOf);
  addClosedPairs(candidates, egress, ingress);

  const usual = (source: number, destination: number): WorkloadFlow => {
    if (egress.open[source]) return ingress.usual[destination]!;
    return ingress.open[destination] ? egress.usual[source]! : nothing;
  };
  const exceptions: PairFlow[] = [];
  for (const [destination, sources] of candidates.entries()) {
    for (const source of [...sources].toSorted((a, b) => a - b)) {
      if (source === destination && !hasSelf[source]) continue;
      const { connections, partial } = merge(permitted(groupsOf[source]!, groupsOf[destination]!));
      const expected = usual(source, destination);
      if (connections === expected.connections && partial === expected.partial) continue;
      exceptions.push({ source, destination, connections, partial });
    }
  }
  return { egress, ingress, exceptions, hasSelf };
}

type Groups = readonly PodGroup[];

function sideOf(connectivity: Connectivity, groupsOf: readonly Groups[], direction: Direction): WorkloadSide {
  const usual = groupsOf.map((groups) =>
    merge(groups.map((group) => connectivity.admittedFromAnyone(group, direction))),
  );
  return {
    isolated: groupsOf.map((groups) =>
      groups.some((group) => connectivity.isolating(group, direction).length > 0),
    ),
    open: usual.map(({ connections, partial }) => connections === ALL && !partial),
    usual,
  };
}

/** Per destination, the sources that the evaluator names as exceptions; and what is permitted between two groups. */
function readExceptions(connectivity: Connectivity, groupsOf: readonly Groups[]) {
  const workloadOf: number[] = [];
  for (const [workload, groups] of groupsOf.entries()) {
    for (const { index } of groups) workloadOf[index] = workload;
  }
  const candidates = groupsOf.map(() => new Set<number>());
  const known = new Map<number, ConnectionSet>();
  const size = connectivity.parties.length;
  for (const [workload, groups] of groupsOf.entries()) {
    // Pairs within a workload leave out a lone pod and itself (S31), so that they may differ from the default.
    if (groups.length > 1) candidates[workload]!.add(workload);
    for (const source of groups) {
      for (const { destination, connections } of connectivity.exceptionsFrom(source)) {
        if (destination.type !== 'pods') continue;
        candidates[workloadOf[destination.index]!]!.add(workload);
        known.set(source.index * size + destination.index, connections);
      }
    }
  }
  const permitted = (sources: Groups, destinations: Groups): ConnectionSet[] => {
    const sets: ConnectionSet[] = [];
    for (const source of sources) {
      for (const destination of destinations) {
        if (source === destination && !source.hasSiblings) continue;
        sets.push(
          known.get(source.index * size + destination.index) ??
            intersect(
              connectivity.admittedFromAnyone(source, 'egress'),
              connectivity.admittedFromAnyone(destination, 'ingress'),
            ),
        );
      }
    }
    return sets;
  };
  return { candidates, permitted };
}

/** Two workloads that are not open have no default, even where both admit the same to and from anyone. */
function addClosedPairs(candidates: readonly Set<number>[], egress: WorkloadSide, ingress: WorkloadSide) {
  const giving = byUsual(egress);
  for (const [accepted, destinations] of byUsual(ingress)) {
    for (const [sent, sources] of giving) {
      if (intersect(sent, accepted) === NONE) continue;
      for (const destination of destinations) {
        for (const source of sources) candidates[destination]!.add(source);
      }
    }
  }
}

/** The workloads that are not open, by what they admit from or to anyone. */
function byUsual({ open, usual }: WorkloadSide): Map<ConnectionSet, number[]> {
  const groups = new Map<ConnectionSet, number[]>();
  for (const [workload, { connections }] of usual.entries()) {
    if (open[workload]) continue;
    const group = groups.get(connections);
    if (group) group.push(workload);
    else groups.set(connections, [workload]);
  }
  return groups;
}

function merge(sets: readonly ConnectionSet[]): WorkloadFlow {
  const first = sets[0] ?? NONE;
  if (sets.every((set) => set === first)) return { connections: first, partial: false };
  return { connections: sets.reduce(union), partial: true };
}
