import { behavioursOf } from './behaviours';
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
  /** How many pods (or ranges of addresses) are in each. */
  readonly weights: readonly number[];
  readonly usual: Usual;
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
  const samples: number[] = [];
  const of = behavioursOf(index);
  const weights: number[] = [];
  for (let at = 0; at < classes.count; at++) {
    const number = of[at]!;
    samples[number] ??= at;
    weights[number] = (weights[number] ?? 0) + classes.weights[at]!;
  }
  const usual = buildUsual(index, samples);
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
  return { index, count: samples.length, of, samples, weights, usual, members };
}
