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
  const { groupOf, groups } = groupKinds(kinds, matrix);
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
  const several = kinds.ofClass.map((own) => own.some((kind) => kinds.classes[kind]!.length > 1));
  const cells = new Map<number, Cell>();
  const mixed = new Set<number>();
  matrix.forEachSingledOut((source, destination, cell) => {
    const [sources, destinations] = [kinds.ofClass[source]!, kinds.ofClass[destination]!];
    if (sources.length === 0 || destinations.length === 0) {
      visitOutside?.(source, destination, cell);
      return;
    }
    const isKept = several[source]! || several[destination]! || source === destination;
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
  for (const own of groups) {
    const isSilent = usual(own[0]!, own[0]!) === nothing;
    for (const kind of own) {
      const key = kind * count + kind;
      if (kinds.all[kind]!.length > 1 || (isSilent && !exceptions.has(key))) continue;
      const value = self(kind) ?? nothing;
      if (value === usual(kind, kind)) exceptions.delete(key);
      else exceptions.set(key, value);
    }
  }
  const pairs = () => pairsOfGroups(kinds, groups, matrix.speaking);
  return { kinds, groupOf, groups, pairs, usual, exceptions, self };
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

/** Groups kinds whose classes are alike, one by one. */
function groupKinds({ classes }: WorkloadKinds, { alike }: Pick<ClassMatrix<unknown>, 'alike'>) {
  const pairs = new PairNumbers();
  const ends = new PairNumbers();
  const groups: number[][] = [];
  const groupOf = Int32Array.from(classes, (own, kind) => {
    const state = own.reduce((number, one) => pairs.number(number, alike[one]!), 0);
    const group = ends.number(state, 0) - 1;
    groups[group] ??= [];
    groups[group].push(kind);
    return group;
  });
  return { groupOf, groups };
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
