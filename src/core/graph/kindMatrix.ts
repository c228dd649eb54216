import type { ClassMatrix } from '../evaluate/classMatrix';
import { canMeet } from '../evaluate/flows';
import { PairNumbers } from '../model/pairNumbers';
import type { Cell as CoverCell } from './cover';
import type { WorkloadKinds } from './workloadKinds';

/**
 * A value for each pair of workloads, by kind: one for all pairs of kinds of two groups, and others where a rule
 * singles a pair out. Values are to be compared as they are: equal ones are the same object.
 */
export interface KindMatrix<Value> {
  readonly kinds: WorkloadKinds;
  /** By kind, its group: 0 and more. */
  readonly groupOf: Int32Array;
  /** Per group, its kinds. */
  readonly groups: readonly (readonly number[])[];
  /** Per group, how many workloads its kinds have. */
  readonly sizes: readonly number[];
  /** The pairs of groups, by number, that may have more than nothing. */
  readonly pairs: () => Iterable<readonly [from: number, to: number]>;
  /** Between two different workloads of two kinds, if no rule singles them out. Equal for all kinds of the groups. */
  readonly usual: (from: number, to: number) => Value;
  /** By `from * kinds + to`: where the value is another one. Of a lone workload with itself: its own value. */
  readonly exceptions: ReadonlyMap<number, Value>;
  /** Of a workload of a kind with itself; undefined: it has no two pods. */
  readonly self: (kind: number) => Value | undefined;
}

/** What several pairs of pod groups have together. */
export interface Merging<Cell, Value> {
  /** @param total of so many pairs, some of which may say nothing */
  readonly merge: (cells: readonly Cell[], total: number, isItself: boolean) => Value;
  /** What is said where no cell says anything, as of a workload with itself that has no two pods. */
  readonly nothing: Value;
  /** Visits pairs that rules single out of which one is of addresses, by class. */
  readonly visitOutside?: (source: number, destination: number, cell: Cell) => void;
}

/** Raises a matrix of classes to workloads. */
export function buildKindMatrix<Cell, Value>(
  kinds: WorkloadKinds,
  matrix: ClassMatrix<Cell>,
  { merge, nothing, visitOutside }: Merging<Cell, Value>,
): KindMatrix<Value> {
  const count = kinds.all.length;
  const { groupOf, groups, sizes } = groupKinds(kinds, matrix);
  const usuals = new Map<number, Value>();
  const { speaking } = matrix;
  const speaks = (own: readonly number[], some: ReadonlySet<number>) => own.some((one) => some.has(one));
  const usual = (from: number, to: number): Value => {
    if (
      speaking &&
      !speaks(kinds.classes[from]!, speaking.sources) &&
      !speaks(kinds.classes[to]!, speaking.destinations)
    )
      return nothing;
    const key = groupOf[from]! * groups.length + groupOf[to]!;
    let value = usuals.get(key);
    if (value === undefined) {
      const cells = kinds.classes[from]!.flatMap((source) =>
        kinds.classes[to]!.map((destination) => matrix.usual(source, destination)),
      );
      usuals.set(key, (value = merge(cells, cells.length, false)));
    }
    return value;
  };
  const exceptions = new Map<number, Value>();
  const size = kinds.ofClass.length;
  const cells = new Map<number, Cell>();
  const mixed = new Set<number>();
  matrix.forEachSingledOut((source, destination, cell) => {
    const [sources, destinations] = [kinds.ofClass[source]!, kinds.ofClass[destination]!];
    if (sources.length === 0 || destinations.length === 0) {
      visitOutside?.(source, destination, cell);
      return;
    }
    const isKept = kinds.isMixed[source]! || kinds.isMixed[destination]! || source === destination;
    if (isKept) cells.set(source * size + destination, cell);
    for (const from of sources) {
      for (const to of destinations) {
        const key = from * count + to;
        if (kinds.classes[from]!.length > 1 || kinds.classes[to]!.length > 1) {
          mixed.add(key);
          continue;
        }
        const value = merge([cell], 1, false);
        if (value !== usual(from, to)) exceptions.set(key, value);
      }
    }
  });
  const cellsBetween = (from: number, to: number, isItself: boolean): Cell[] =>
    kinds.classes[from]!.flatMap((source, i) =>
      kinds.classes[to]!.flatMap((destination, j) => {
        if (isItself && !canMeet(kinds.groups[from]![i]!, kinds.groups[to]![j]!)) return [];
        return cells.get(source * size + destination) ?? matrix.usual(source, destination);
      }),
    );
  for (const key of mixed) {
    const [from, to] = [Math.floor(key / count), key % count];
    const pairs = cellsBetween(from, to, false);
    const value = merge(pairs, pairs.length, false);
    if (value !== usual(from, to)) exceptions.set(key, value);
  }
  const self = (kind: number): Value | undefined =>
    kinds.hasSelf[kind]
      ? merge(cellsBetween(kind, kind, true), kinds.classes[kind]!.length ** 2, true)
      : undefined;
  const setSelf = (kind: number): void => {
    if (kinds.all[kind]!.length > 1) return;
    const key = kind * count + kind;
    const value = self(kind) ?? nothing;
    if (value === usual(kind, kind)) exceptions.delete(key);
    else exceptions.set(key, value);
  };
  const singledOutSelves = [...exceptions.keys()].filter((key) => key % (count + 1) === 0);
  for (const key of singledOutSelves) setSelf(key / (count + 1));
  for (const own of groups) {
    if (usual(own[0]!, own[0]!) === nothing) continue;
    for (const kind of own) if (!exceptions.has(kind * (count + 1))) setSelf(kind);
  }
  const pairs = () => pairsOfGroups(kinds, groups, matrix.speaking);
  return { kinds, groupOf, groups, sizes, pairs, usual, exceptions, self };
}

function* pairsOfGroups(
  { classes }: WorkloadKinds,
  groups: readonly (readonly number[])[],
  speaking: ClassMatrix<unknown>['speaking'],
): Generator<readonly [from: number, to: number], undefined> {
  const speaks = (some?: ReadonlySet<number>) =>
    groups.map(([kind]) => !some || classes[kind!]!.some((one) => some.has(one)));
  const sources = speaks(speaking?.sources);
  const destinations = speaks(speaking?.destinations);
  const destinationsAlone = [...groups.keys()].filter((to) => destinations[to]);
  for (const from of groups.keys()) {
    for (const to of sources[from] ? groups.keys() : destinationsAlone) yield [from, to];
  }
}

type KindGroups = Pick<KindMatrix<unknown>, 'groupOf' | 'groups' | 'sizes'>;

/** By the numbers that many matrices share. */
const known = new WeakMap<Int32Array, KindGroups>();

/** Groups kinds whose classes are alike, one by one. */
function groupKinds(
  kinds: WorkloadKinds,
  { alike, base }: Pick<ClassMatrix<unknown>, 'alike' | 'base'>,
): KindGroups {
  if (!base) return groupAlike(kinds, alike);
  let shared = known.get(base.alike);
  if (!shared) known.set(base.alike, (shared = groupAlike(kinds, base.alike)));
  return regroup(kinds, shared, alike, base.apart);
}

function groupAlike(kinds: WorkloadKinds, alike: Int32Array): KindGroups {
  const groupOf = new Int32Array(kinds.all.length);
  const groups: number[][] = [];
  const numberOf = numberingOf(kinds, alike);
  for (const kind of groupOf.keys()) {
    const group = numberOf(kind);
    groupOf[kind] = group;
    if (group === groups.length) groups.push([kind]);
    else groups[group]!.push(kind);
  }
  return { groupOf, groups, sizes: groups.map((own) => countWorkloads(kinds, own)) };
}

/** Takes the kinds of a few classes out of their groups, into groups of their own. */
function regroup(
  kinds: WorkloadKinds,
  shared: KindGroups,
  alike: Int32Array,
  apart: ReadonlySet<number>,
): KindGroups {
  const moved = new Set(Array.from(apart, (one) => kinds.ofClass[one]!).flat());
  const groupOf = shared.groupOf.slice();
  const groups = shared.groups.slice();
  const free: number[] = [];
  const sizes = shared.sizes.slice();
  const thinned = new Set<number>();
  for (const kind of moved) {
    const group = groupOf[kind]!;
    thinned.add(group);
    sizes[group]! -= kinds.all[kind]!.length;
    groupOf[kind] = -1;
  }
  for (const group of thinned) {
    groups[group] = groups[group]!.filter((kind) => groupOf[kind] !== -1);
    if (groups[group].length === 0) free.push(group);
  }
  const own: number[][] = [];
  const numberOf = numberingOf(kinds, alike);
  for (const kind of moved) (own[numberOf(kind)] ??= []).push(kind);
  // As numbers are only finer than the shared ones, there are at least as many new groups as empty ones.
  for (const some of own) {
    const group = free.pop() ?? groups.length;
    groups[group] = some;
    sizes[group] = countWorkloads(kinds, some);
    for (const kind of some) groupOf[kind] = group;
  }
  return { groupOf, groups, sizes };
}

/** Numbers kinds, from 0 upwards, by their classes. */
function numberingOf({ classes }: WorkloadKinds, alike: Int32Array): (kind: number) => number {
  const pairs = new PairNumbers();
  const ends: number[] = [];
  let numbers = 0;
  return (kind) => {
    let state = 0;
    for (const one of classes[kind]!) state = pairs.number(state, alike[one]!);
    return (ends[state] ??= numbers++);
  };
}

function countWorkloads({ all }: WorkloadKinds, some: readonly number[]): number {
  return some.reduce((sum, kind) => sum + all[kind]!.length, 0);
}

/** The value between two kinds. */
export function valueBetween<Value>(matrix: KindMatrix<Value>, from: number, to: number): Value {
  return matrix.exceptions.get(from * matrix.kinds.all.length + to) ?? matrix.usual(from, to);
}

/** The pairs of kinds that rules single out as cells of a cover, by what number their value has. */
export function* exceptionCells<Value>(
  { exceptions, kinds, usual }: KindMatrix<Value>,
  numberOf: (value: Value, from: number, to: number) => number,
): Generator<CoverCell, undefined> {
  const count = kinds.all.length;
  for (const [key, value] of exceptions) {
    const [source, destination] = [Math.floor(key / count), key % count];
    const number = numberOf(value, source, destination);
    if (number !== numberOf(usual(source, destination), source, destination)) {
      yield { source, destination, value: number };
    }
  }
}

/** Visits the pairs of kinds that have one of the values that are asked for; the cost is that of these. */
export function* pairsWith<Value>(
  matrix: KindMatrix<Value>,
  isAsked: (value: Value, from: number, to: number) => boolean,
): Generator<readonly [from: number, to: number, value: Value], undefined> {
  const { groups, usual, exceptions, kinds } = matrix;
  const count = kinds.all.length;
  for (const [i, j] of matrix.pairs()) {
    const [sources, destinations] = [groups[i]!, groups[j]!];
    const value = usual(sources[0]!, destinations[0]!);
    if (!isAsked(value, sources[0]!, destinations[0]!)) continue;
    for (const from of sources) {
      for (const to of destinations) if (!exceptions.has(from * count + to)) yield [from, to, value];
    }
  }
  for (const [key, value] of exceptions) {
    const [from, to] = [Math.floor(key / count), key % count];
    if (isAsked(value, from, to)) yield [from, to, value];
  }
}
