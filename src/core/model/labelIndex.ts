import type { Labels } from './cluster';
import { work } from './work';
import { type LabelSelector, matcherOf, requirementsOf } from './selector';

/** Finds the things with labels that a selector selects. Things are numbered as they were given. */
export interface LabelIndex {
  /** The things that a selector selects, ascending. */
  find(selector: LabelSelector | undefined): readonly number[];
  /** The same from one thing up to, not including, another. */
  between(selector: LabelSelector | undefined, from: number, to: number): readonly number[];
}

/** Indexes things by their labels; a key is looked at when a selector first asks for it. */
export function buildLabelIndex(labels: readonly Labels[]): LabelIndex {
  const all = labels.map((_, i) => i);
  const byKey = new Map<string, ReadonlyMap<string, readonly number[]>>();

  const holdersOf = (key: string): ReadonlyMap<string, readonly number[]> => {
    const known = byKey.get(key);
    if (known) return known;
    const holders = indexKey(labels, key);
    byKey.set(key, holders);
    return holders;
  };

  /** What the narrowest requirement leaves: lists without common members. undefined: none narrows anything. */
  const narrowest = (selector: LabelSelector | undefined): Candidates | undefined => {
    let best: Candidates | undefined;
    for (const { key, operator, values = [] } of requirementsOf(selector)) {
      if (operator !== 'In') continue;
      const lists = Array.from(new Set(values), (value) => holdersOf(key).get(value) ?? []);
      const size = lists.reduce((sum, list) => sum + list.length, 0);
      if (!best || size < best.size) best = { lists, size };
    }
    return best;
  };

  /** Of things that already meet the narrowest requirement, those that meet all. */
  const filter = (
    selector: LabelSelector | undefined,
    some: readonly number[],
    isNarrowed: boolean,
  ): readonly number[] => {
    if (requirementsOf(selector).length === Number(isNarrowed)) return some;
    const matches = matcherOf(selector);
    work.matches += some.length;
    return some.filter((i) => matches(labels[i]!));
  };

  return {
    find(selector) {
      const candidates = narrowest(selector);
      return filter(selector, candidates ? join(candidates.lists) : all, candidates !== undefined);
    },
    between(selector, from, to) {
      const candidates = narrowest(selector);
      const lists = candidates?.lists ?? [all];
      const some = join(lists.map((list) => list.slice(placeOf(list, from), placeOf(list, to))));
      return filter(selector, some, candidates !== undefined);
    },
  };
}

interface Candidates {
  readonly lists: readonly (readonly number[])[];
  readonly size: number;
}

/** Where a number stands in an ascending list, or would. */
function placeOf(list: readonly number[], wanted: number): number {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (list[middle]! < wanted) low = middle + 1;
    else high = middle;
  }
  return low;
}

function join(lists: readonly (readonly number[])[]): readonly number[] {
  const [only = [], ...others] = lists;
  return others.length === 0 ? only : lists.flat().toSorted((a, b) => a - b);
}

function indexKey(labels: readonly Labels[], key: string): ReadonlyMap<string, readonly number[]> {
  const holders = new Map<string, number[]>();
  for (const [i, own] of labels.entries()) {
    if (!Object.hasOwn(own, key)) continue;
    const value = own[key]!;
    const known = holders.get(value);
    if (known) known.push(i);
    else holders.set(value, [i]);
  }
  return holders;
}
