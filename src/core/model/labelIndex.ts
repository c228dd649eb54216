import type { Labels } from './cluster';
import { work } from './work';
import { type LabelRequirement, type LabelSelector, meetsAll, requirementsOf, valueOf } from './selector';

/** Finds the things with labels that a selector selects. Things are numbered as they were given. */
export interface LabelIndex {
  /** The things that a selector selects, ascending. */
  find(selector: LabelSelector | undefined): readonly number[];
  /** The same from one thing up to, not including, another. */
  between(selector: LabelSelector | undefined, from: number, to: number): readonly number[];
}

/** Of fewer things than this each is looked at. */
const few = 32;

/** Indexes things by their labels; a key is looked at when a selector first asks for it among many things. */
export function buildLabelIndex(labels: readonly Labels[]): LabelIndex {
  const byKey = new Map<string, ReadonlyMap<string, readonly number[]>>();

  const holdersOf = (key: string): ReadonlyMap<string, readonly number[]> => {
    let holders = byKey.get(key);
    if (!holders) byKey.set(key, (holders = indexKey(labels, key)));
    return holders;
  };

  /** What the narrowest requirement leaves: lists without common members. undefined: none narrows anything. */
  const narrowest = (requirements: readonly LabelRequirement[]) => {
    let best: readonly (readonly number[])[] | undefined;
    let least = Infinity;
    for (const { key, operator, values = [] } of requirements) {
      if (operator !== 'In') continue;
      const lists = Array.from(new Set(values), (value) => holdersOf(key).get(value) ?? []);
      const size = lists.reduce((sum, list) => sum + list.length, 0);
      if (size < least) [best, least] = [lists, size];
    }
    return best;
  };

  const between = (selector: LabelSelector | undefined, from: number, to: number): readonly number[] => {
    const requirements = requirementsOf(selector);
    const isMatch = (thing: number): boolean => {
      work.matches++;
      return meetsAll(requirements, labels[thing]!);
    };
    const lists = to - from > few ? narrowest(requirements) : undefined;
    if (lists) {
      const found = join(lists.map((list) => list.slice(placeOf(list, from), placeOf(list, to))));
      return requirements.length === 1 ? found : found.filter(isMatch);
    }
    const found: number[] = [];
    for (let thing = from; thing < to; thing++) {
      if (requirements.length === 0 || isMatch(thing)) found.push(thing);
    }
    return found;
  };

  return { find: (selector) => between(selector, 0, labels.length), between };
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
  for (let i = 0; i < labels.length; i++) {
    const value = valueOf(labels[i]!, key);
    if (value === undefined) continue;
    const known = holders.get(value);
    if (known) known.push(i);
    else holders.set(value, [i]);
  }
  return holders;
}
