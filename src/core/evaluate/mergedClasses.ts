import type { ClassSet } from './classSets';
import type { Connectivity } from './connectivity';
import { indexOf } from './indexes';
import type { PolicyIndex } from './policyIndex';
import { buildUsual, type Usual } from './usual';

/** The classes of a connectivity, each for all that no policy tells apart from it. */
export interface MergedClasses {
  readonly index: PolicyIndex;
  readonly count: number;
  /** By class of the ground. */
  readonly of: Int32Array;
  /** Of each the first class of the ground; what is said of the others goes without saying. */
  readonly samples: readonly number[];
  readonly usual: Usual;
  /** `usual.numbers` by merged class, and how many there are. */
  readonly alike: Int32Array;
  readonly numbers: number;
  /** The numbers of the classes that lie in a set. */
  readonly members: (set: ClassSet) => readonly number[];
}

const merged = new WeakMap<Connectivity, MergedClasses>();

export function mergedClasses(connectivity: Connectivity): MergedClasses {
  let known = merged.get(connectivity);
  if (!known) merged.set(connectivity, (known = merge(connectivity)));
  return known;
}

function merge(connectivity: Connectivity): MergedClasses {
  const index = indexOf(connectivity);
  const { classes } = index.ground;
  const usual = buildUsual(index);
  const samples: number[] = [];
  const of = Int32Array.from(classes.samples, (party, at) => {
    const { index: number } = connectivity.classOf(party);
    samples[number] ??= at;
    return number;
  });
  const alike = Int32Array.from(samples, (at) => usual.numbers[at]!);
  const numbers = alike.reduce((most, number) => Math.max(most, number + 1), 0);
  const known = new Map<ClassSet, readonly number[]>();
  const members = (set: ClassSet): readonly number[] => {
    let found = known.get(set);
    if (!found) {
      const inSet: number[] = [];
      index.ground.sets.forEach(set, (at) => {
        const number = of[at]!;
        if (samples[number] === at) inSet.push(number);
      });
      known.set(set, (found = inSet));
    }
    return found;
  };
  return { index, count: samples.length, of, samples, usual, alike, numbers, members };
}
