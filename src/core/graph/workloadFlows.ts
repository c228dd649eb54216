import type { Connectivity, PartyClass, PodGroup } from '../evaluate/connectivity';
import type { WorkloadFlow } from '../evaluate/flows';
import { ALL, type ConnectionSet, intersect, NONE, union } from '../model/connections';
import type { Direction } from '../policy/policy';
import { tierDenials } from './denials';

/** One end of all workloads, by position in the cluster. */
export interface WorkloadSide {
  /** Policies have a say: one isolates some pod of the workload, or one of the tiers denies it something. */
  readonly restricted: readonly boolean[];
  /** Every pod admits everything from or to anyone: nothing restricts it, or a policy allows just that. */
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
  /**
   * The workloads by position, those together that stand in one namespace and that policies do not tell apart.
   * Workloads with pods that policies tell apart are by themselves.
   */
  readonly kinds: readonly (readonly number[])[];
  /** Between kinds, by position in `kinds`; of a kind with itself: between two different workloads of it as well. */
  readonly kindExceptions: readonly PairFlow[];
  /** The same between workloads, one by one. */
  readonly exceptions: Iterable<PairFlow>;
  /** Whether a workload has two pods that can talk with each other (S31); the same for all of a kind. */
  readonly hasSelf: readonly boolean[];
}

const nothing: WorkloadFlow = { connections: NONE, partial: false };

/** Evaluates the permitted flows between all workloads, in time proportional to the exceptions between kinds. */
export function buildWorkloadFlows(connectivity: Connectivity): WorkloadFlows {
  const groupsOf = connectivity.cluster.workloads.map(({ id }) => connectivity.podGroups(id));
  const egress = sideOf(connectivity, groupsOf, 'egress');
  const ingress = sideOf(connectivity, groupsOf, 'ingress');
  const hasSelf = groupsOf.map((groups) => groups.length > 1 || groups.some((group) => group.hasSiblings));
  const kinds = kindsOf(connectivity, groupsOf, hasSelf);
  const samples = kinds.map(([workload]) => workload!);
  const { candidates, permitted } = readExceptions(connectivity, kinds, groupsOf);
  addClosedPairs(candidates, egress, ingress, samples);

  const usual = (source: number, destination: number): WorkloadFlow => {
    if (egress.open[source]) return ingress.usual[destination]!;
    return ingress.open[destination] ? egress.usual[source]! : nothing;
  };
  const kindExceptions: PairFlow[] = [];
  for (const [destination, sources] of candidates.entries()) {
    for (const source of [...sources].toSorted((a, b) => a - b)) {
      const [from, to] = [samples[source]!, samples[destination]!];
      if (from === to && !hasSelf[from] && kinds[source]!.length === 1) continue;
      const { connections, partial } = mergeFlows(permitted(source, destination));
      const expected = usual(from, to);
      if (connections === expected.connections && partial === expected.partial) continue;
      kindExceptions.push({ source, destination, connections, partial });
    }
  }
  return {
    egress,
    ingress,
    kinds,
    kindExceptions,
    exceptions: { [Symbol.iterator]: () => pairsOf(kindExceptions, kinds, hasSelf) },
    hasSelf,
  };
}

function* pairsOf(
  flows: readonly PairFlow[],
  kinds: readonly (readonly number[])[],
  hasSelf: readonly boolean[],
): Generator<PairFlow, undefined> {
  for (const flow of flows) {
    for (const destination of kinds[flow.destination]!) {
      for (const source of kinds[flow.source]!) {
        if (source !== destination || hasSelf[source]) yield { ...flow, source, destination };
      }
    }
  }
}

function kindsOf(
  connectivity: Connectivity,
  groupsOf: readonly Groups[],
  hasSelf: readonly boolean[],
): number[][] {
  const kinds = new Map<string, number[]>();
  for (const [workload, { id, namespace }] of connectivity.cluster.workloads.entries()) {
    const [group, ...others] = groupsOf[workload]!;
    const isUniform = group && others.length === 0;
    const key = isUniform ? `${connectivity.classOf(group).index} ${hasSelf[workload]} ${namespace}` : id;
    const known = kinds.get(key);
    if (known) known.push(workload);
    else kinds.set(key, [workload]);
  }
  return [...kinds.values()];
}

type Groups = readonly PodGroup[];

function sideOf(connectivity: Connectivity, groupsOf: readonly Groups[], direction: Direction): WorkloadSide {
  const usual = groupsOf.map((groups) =>
    mergeFlows(groups.map((group) => connectivity.admittedFromAnyone(group, direction))),
  );
  const open = usual.map(({ connections, partial }) => connections === ALL && !partial);
  const denials = tierDenials(connectivity, direction);
  const isRestricted = (group: PodGroup) =>
    connectivity.isolating(group, direction).length > 0 || denials.has(group.workload.id);
  return { restricted: groupsOf.map((groups) => groups.some(isRestricted)), open, usual };
}

/** Per destination, the sources that the evaluator names as exceptions; and what is permitted between two kinds. */
function readExceptions(
  connectivity: Connectivity,
  kinds: readonly (readonly number[])[],
  groupsOf: readonly Groups[],
) {
  const groupsOfKind = kinds.map(([workload]) => groupsOf[workload!]!);
  const kindsOfClass = new Map<PartyClass, Set<number>>();
  for (const [kind, groups] of groupsOfKind.entries()) {
    for (const group of groups) {
      const known = kindsOfClass.get(connectivity.classOf(group));
      if (known) known.add(kind);
      else kindsOfClass.set(connectivity.classOf(group), new Set([kind]));
    }
  }
  const candidates = kinds.map(() => new Set<number>());
  // Pairs within a workload leave out a lone pod and itself (S31), so that they may differ from the default.
  for (const [kind, groups] of groupsOfKind.entries()) if (groups.length > 1) candidates[kind]!.add(kind);
  const known = new Map<number, ConnectionSet>();
  const size = connectivity.classes.length;
  for (const [source, sources] of kindsOfClass) {
    for (const { destination, connections } of connectivity.exceptionsOfClass(source)) {
      known.set(source.index * size + destination.index, connections);
      for (const to of kindsOfClass.get(destination) ?? [])
        for (const from of sources) candidates[to]!.add(from);
    }
  }
  const permitted = (from: number, to: number): ConnectionSet[] => {
    const isItself = from === to && kinds[from]!.length === 1;
    return groupsOfKind[from]!.flatMap((source) =>
      groupsOfKind[to]!.flatMap((destination) => {
        if (isItself && source === destination && !source.hasSiblings) return [];
        const pair = connectivity.classOf(source).index * size + connectivity.classOf(destination).index;
        return (
          known.get(pair) ??
          intersect(
            connectivity.admittedFromAnyone(source, 'egress'),
            connectivity.admittedFromAnyone(destination, 'ingress'),
          )
        );
      }),
    );
  };
  return { candidates, permitted };
}

/** Two workloads that are not open have no default, even where both admit the same to and from anyone. */
function addClosedPairs(
  candidates: readonly Set<number>[],
  egress: WorkloadSide,
  ingress: WorkloadSide,
  samples: readonly number[],
) {
  const giving = byUsual(egress, samples);
  for (const [accepted, destinations] of byUsual(ingress, samples)) {
    for (const [sent, sources] of giving) {
      if (intersect(sent, accepted) === NONE) continue;
      for (const destination of destinations) {
        for (const source of sources) candidates[destination]!.add(source);
      }
    }
  }
}

/** The kinds that are not open, by what they admit from or to anyone. */
function byUsual({ open, usual }: WorkloadSide, samples: readonly number[]): Map<ConnectionSet, number[]> {
  const groups = new Map<ConnectionSet, number[]>();
  for (const [kind, workload] of samples.entries()) {
    if (open[workload]) continue;
    const { connections } = usual[workload]!;
    const group = groups.get(connections);
    if (group) group.push(kind);
    else groups.set(connections, [kind]);
  }
  return groups;
}

/** What several pairs of pods have together. */
export function mergeFlows(sets: readonly ConnectionSet[]): WorkloadFlow {
  const first = sets[0] ?? NONE;
  if (sets.every((set) => set === first)) return { connections: first, partial: false };
  return { connections: sets.reduce(union), partial: true };
}
