import type { AddressRange, Connectivity, Party } from '../evaluate/connectivity';
import type { WorkloadFlow } from '../evaluate/flows';
import { buildWorkloadFlows, mergeFlows } from '../graph/workloadFlows';
import type { Workload } from '../model/cluster';
import { type ConnectionSet, intersect, NONE } from '../model/connections';
import type { Direction } from '../policy/policy';
import { type AddressAtom, buildAddressAtoms } from './addressAtoms';

/** A workload of either side. */
export interface ComparedWorkload {
  readonly type: 'workload';
  /** As it is now, or as it was last. */
  readonly workload: Workload;
  /** Position among the workloads of a side; -1: it is not there. */
  readonly before: number;
  readonly after: number;
}

/** What is permitted between two ends, before and after; nothing where an end does not exist. */
export interface ComparedFlow {
  readonly before: WorkloadFlow;
  readonly after: WorkloadFlow;
}

/** Two judgements with what both speak of: the same ends, and what each permits between them. */
export interface ComparedFlows {
  /** In the order of now, then those that are gone. */
  readonly workloads: readonly ComparedWorkload[];
  readonly atoms: readonly AddressAtom[];
  /**
   * The destinations to which the flow from a source may differ, or be another than what both ends say of anyone:
   * all others are as they were.
   */
  mayDifferFrom(source: ComparedWorkload): Iterable<ComparedWorkload>;
  /** undefined: a lone pod and itself, which no policy judges (S31). */
  between(source: ComparedWorkload, destination: ComparedWorkload): ComparedFlow | undefined;
  /** Whether on some side not the same is permitted with all addresses. */
  tellsAddressesApart(workload: ComparedWorkload, direction: Direction): boolean;
  outwards(source: ComparedWorkload, destination: AddressAtom): ComparedFlow;
  inwards(source: AddressAtom, destination: ComparedWorkload): ComparedFlow;
  /** Whether a workload may send to, or accepts from, anyone whatever on both sides. */
  isOpen(workload: ComparedWorkload, direction: 'ingress' | 'egress'): boolean;
}

const nothing: WorkloadFlow = { connections: NONE, partial: false };

/**
 * Lays two judgements beside each other. A workload that only stands for a selector is compared where both sides
 * have it: that it comes or goes says nothing of the cluster.
 */
export function buildComparedFlows(before: Connectivity, after: Connectivity): ComparedFlows {
  const [was, is] = [buildSide(before), buildSide(after)];
  const flowAt = (i: number, j: number, side: Side): WorkloadFlow =>
    i < 0 || j < 0 ? nothing : side.between(i, j);
  const workloads = joinWorkloads(before, after);
  const isOtherIn = (workload: ComparedWorkload, direction: Direction): boolean => {
    const [old, now] = [was.endOf(workload.before, direction), is.endOf(workload.after, direction)];
    return !old || !now || old.connections !== now.connections || old.partial !== now.partial;
  };
  const otherDestinations = workloads.filter((workload) => isOtherIn(workload, 'ingress'));
  const [byBefore, byAfter] = [positionsOf(workloads, 'before'), positionsOf(workloads, 'after')];
  return {
    workloads,
    mayDifferFrom(source) {
      if (isOtherIn(source, 'egress')) return workloads;
      return new Set([
        ...otherDestinations,
        ...was.exceptionsOf(source.before).flatMap((at) => byBefore[at] ?? []),
        ...is.exceptionsOf(source.after).flatMap((at) => byAfter[at] ?? []),
      ]);
    },
    atoms: buildAddressAtoms(before, after),
    between(source, destination) {
      if (source === destination) {
        const { before: i, after: j } = source;
        if ((i >= 0 && !was.flows.hasSelf[i]) || (j >= 0 && !is.flows.hasSelf[j])) return undefined;
      }
      return {
        before: flowAt(source.before, destination.before, was),
        after: flowAt(source.after, destination.after, is),
      };
    },
    tellsAddressesApart: ({ before: i, after: j }, direction) =>
      was.apart[direction].has(i) || is.apart[direction].has(j),
    outwards: (source, atom) => ({
      before: was.outwards(source.before, atom.before),
      after: is.outwards(source.after, atom.after),
    }),
    inwards: (atom, destination) => ({
      before: was.inwards(atom.before, destination.before),
      after: is.inwards(atom.after, destination.after),
    }),
    isOpen: ({ before: i, after: j }, direction) =>
      was.flows[direction].open[i] === true && is.flows[direction].open[j] === true,
  };
}

/** The workloads by their position on a side. */
function positionsOf(
  workloads: readonly ComparedWorkload[],
  side: 'before' | 'after',
): readonly (ComparedWorkload | undefined)[] {
  const positions: (ComparedWorkload | undefined)[] = [];
  for (const workload of workloads) if (workload[side] >= 0) positions[workload[side]] = workload;
  return positions;
}

function joinWorkloads(before: Connectivity, after: Connectivity): ComparedWorkload[] {
  const old = new Map(before.cluster.workloads.map(({ id }, i) => [id, i]));
  const now = new Set(after.cluster.workloads.map(({ id }) => id));
  return [
    ...after.cluster.workloads.map(
      (workload, i): ComparedWorkload => ({
        type: 'workload',
        workload,
        before: old.get(workload.id) ?? -1,
        after: i,
      }),
    ),
    ...before.cluster.workloads.flatMap((workload, i): ComparedWorkload[] =>
      now.has(workload.id) ? [] : [{ type: 'workload', workload, before: i, after: -1 }],
    ),
  ].filter(({ workload, before: i, after: j }) => workload.origin === 'loaded' || (i >= 0 && j >= 0));
}

type Side = ReturnType<typeof buildSide>;

/** The flows of one side by position of the workloads, as exceptions to what both ends admit from anyone. */
function buildSide(connectivity: Connectivity) {
  const flows = buildWorkloadFlows(connectivity);
  const groups = connectivity.cluster.workloads.map(({ id }) => connectivity.podGroups(id));
  const exceptions = groups.map(() => new Map<number, WorkloadFlow>());
  for (const { source, destination, connections, partial } of flows.exceptions)
    exceptions[source]?.set(destination, { connections, partial });
  const { permitted, apart } = permittedWithAddresses(connectivity);
  const usual = (source: number, destination: number): WorkloadFlow => {
    if (flows.egress.open[source]) return flows.ingress.usual[destination] ?? nothing;
    return flows.ingress.open[destination] ? (flows.egress.usual[source] ?? nothing) : nothing;
  };
  return {
    flows,
    apart,
    /** What an end says of anyone; undefined: it is not there. */
    endOf: (workload: number, direction: Direction) => flows[direction].usual[workload],
    exceptionsOf: (source: number): readonly number[] => [...(exceptions[source]?.keys() ?? [])],
    between: (source: number, destination: number) =>
      exceptions[source]?.get(destination) ?? usual(source, destination),
    outwards: (source: number, range: AddressRange) =>
      source < 0 ? nothing : mergeFlows((groups[source] ?? []).map((group) => permitted(group, range))),
    inwards: (range: AddressRange, destination: number) =>
      destination < 0
        ? nothing
        : mergeFlows((groups[destination] ?? []).map((group) => permitted(range, group))),
  };
}

/** What is permitted between pods and addresses: the exceptions are looked up, all others are alike. */
function permittedWithAddresses(connectivity: Connectivity): {
  readonly permitted: (source: Party, destination: Party) => ConnectionSet;
  /** The workloads that have exceptions, by position. */
  readonly apart: Readonly<Record<Direction, ReadonlySet<number>>>;
} {
  const positions = new Map(connectivity.cluster.workloads.map(({ id }, i) => [id, i]));
  const apart = { egress: new Set<number>(), ingress: new Set<number>() };
  const note = (party: Party, direction: Direction): void => {
    if (party.type === 'pods') apart[direction].add(positions.get(party.workload.id) ?? -1);
  };
  const size = connectivity.parties.length;
  const known = new Map<number, ConnectionSet>();
  for (const source of connectivity.parties) {
    for (const { destination, connections } of connectivity.exceptionsFrom(source)) {
      if (source.type === destination.type) continue;
      known.set(source.index * size + destination.index, connections);
      note(source, 'egress');
      note(destination, 'ingress');
    }
  }
  const permitted = (source: Party, destination: Party): ConnectionSet =>
    known.get(source.index * size + destination.index) ??
    intersect(
      connectivity.admittedFromAnyone(source, 'egress'),
      connectivity.admittedFromAnyone(destination, 'ingress'),
    );
  return { permitted, apart };
}
