import { permittedMatrix } from '../evaluate/classMatrix';
import type { Connectivity, PodGroup } from '../evaluate/connectivity';
import type { WorkloadFlow } from '../evaluate/flows';
import { ALL, type ConnectionSet, NONE, union } from '../model/connections';
import type { Direction } from '../policy/policy';
import { tierDenials } from './denials';
import { buildKindMatrix, type KindMatrix, pairsWith } from './kindMatrix';
import { type WorkloadKinds, workloadKinds } from './workloadKinds';

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
  readonly kinds: WorkloadKinds;
  /** Between kinds, the exceptions and whatever else is permitted. */
  readonly matrix: KindMatrix<WorkloadFlow>;
  /** Whether between two kinds something else is permitted than their defaults say; alike for all of their groups. */
  readonly isException: (flow: WorkloadFlow, from: number, to: number) => boolean;
  /** The exceptions between workloads, one by one. */
  readonly exceptions: Iterable<PairFlow>;
  /** The classes that some rule singles out for addresses, by index. */
  readonly namesAddresses: ReadonlySet<number>;
  /** Whether a workload has two pods that can talk with each other (S31); the same for all of a kind. */
  readonly hasSelf: readonly boolean[];
}

const nothing: WorkloadFlow = { connections: NONE, partial: false };

/** Evaluates the permitted flows between all workloads, in time proportional to the pairs that rules single out. */
export function buildWorkloadFlows(connectivity: Connectivity): WorkloadFlows {
  const kinds = workloadKinds(connectivity);
  const egress = sideOf(connectivity, kinds, 'egress');
  const ingress = sideOf(connectivity, kinds, 'ingress');
  const namesAddresses = new Set<number>();
  const flows = new FlowTable();
  const matrix = buildKindMatrix(kinds, permittedMatrix(connectivity), {
    merge: (cells) => flows.merge(cells),
    nothing,
    visitOutside: (source, destination) => namesAddresses.add(source).add(destination),
  });
  const usual = (source: number, destination: number): WorkloadFlow => {
    if (egress.open[source]) return ingress.usual[destination]!;
    return ingress.open[destination] ? egress.usual[source]! : nothing;
  };
  const isException = ({ connections, partial }: WorkloadFlow, from: number, to: number): boolean => {
    const expected = usual(kinds.all[from]![0]!, kinds.all[to]![0]!);
    return connections !== expected.connections || partial !== expected.partial;
  };
  return {
    egress,
    ingress,
    kinds,
    matrix,
    isException,
    exceptions: { [Symbol.iterator]: () => exceptionsOf(matrix, isException) },
    namesAddresses,
    hasSelf: Array.from(kinds.of, (kind) => kinds.hasSelf[kind]!),
  };
}

function* exceptionsOf(
  matrix: KindMatrix<WorkloadFlow>,
  isException: WorkloadFlows['isException'],
): Generator<PairFlow, undefined> {
  const { all, hasSelf } = matrix.kinds;
  for (const [from, to, { connections, partial }] of pairsWith(matrix, isException)) {
    for (const source of all[from]!) {
      for (const destination of all[to]!) {
        if (source === destination && !hasSelf[from]) continue;
        yield { source, destination, connections, partial };
      }
    }
  }
}

function sideOf(connectivity: Connectivity, kinds: WorkloadKinds, direction: Direction): WorkloadSide {
  const denials = tierDenials(connectivity, direction);
  const usual = kinds.groups.map((groups) =>
    mergeFlows(groups.map((group) => connectivity.admittedFromAnyone(group, direction))),
  );
  const isRestricted = (group: PodGroup) =>
    connectivity.isolating(group, direction).length > 0 || denials.has(group.workload.id);
  const restricted = kinds.groups.map((groups) => groups.some(isRestricted));
  const spread = <Value>(byKind: readonly Value[]) => Array.from(kinds.of, (kind) => byKind[kind]!);
  return {
    restricted: spread(restricted),
    open: spread(usual.map(({ connections, partial }) => connections === ALL && !partial)),
    usual: spread(usual),
  };
}

/** Makes flows, each different one once. */
class FlowTable {
  readonly #whole = new Map<ConnectionSet, WorkloadFlow>();
  readonly #partial = new Map<ConnectionSet, WorkloadFlow>();

  merge(sets: readonly ConnectionSet[]): WorkloadFlow {
    const [first] = sets;
    const flow = sets.length === 1 ? { connections: first!, partial: false } : mergeFlows(sets);
    const known = flow.partial ? this.#partial : this.#whole;
    const same = known.get(flow.connections);
    if (!same) known.set(flow.connections, flow);
    return same ?? flow;
  }
}

/** What several pairs of pods have together. */
export function mergeFlows(sets: readonly ConnectionSet[]): WorkloadFlow {
  const first = sets[0] ?? NONE;
  if (sets.every((set) => set === first)) return { connections: first, partial: false };
  return { connections: sets.reduce(union), partial: true };
}
