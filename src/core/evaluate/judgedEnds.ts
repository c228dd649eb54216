import type { Direction, Policy } from '../policy/policy';
import { compilePolicy } from './compiledPolicies';
import { type Isolation, isolationBy } from './isolation';
import type { MergedClasses } from './mergedClasses';

/** One direction of a class that some of the policies judge. */
export interface JudgedEnd {
  readonly direction: Direction;
  /** Whether a NetworkPolicy among them isolates it. */
  readonly isIsolated: boolean;
  /** Whether nobody but they isolates it. */
  readonly isAlone: boolean;
  /** Whether a tier policy among them has rules for it. */
  readonly isInTier: boolean;
  /** Whether no NetworkPolicy whatever isolates it. */
  readonly isOpen: boolean;
}

/** The ends that the policies judge, by number of the merged class. */
export interface JudgedEnds {
  readonly leaving: ReadonlyMap<number, JudgedEnd>;
  readonly entering: ReadonlyMap<number, JudgedEnd>;
  /** What isolates an end of the policies that are judged alone. */
  readonly ownIsolation: (at: number, direction: Direction) => Isolation;
}

/** Finds the ends that some policies judge in some directions. */
export function judgedEnds(
  { index, samples, members }: MergedClasses,
  asked: readonly Policy[],
  directions: readonly Direction[],
): JudgedEnds {
  const judged = new Set(asked);
  const own = new Map<Isolation, Isolation>();
  const ownIsolation = (at: number, direction: Direction): Isolation => {
    const isolation = index[direction].isolation.at(at);
    let known = own.get(isolation);
    if (!known) {
      const some = isolation.policies.filter(({ policy }) => judged.has(policy));
      own.set(isolation, (known = isolationBy(some, direction)));
    }
    return known;
  };
  const endsOf = (direction: Direction): ReadonlyMap<number, JudgedEnd> => {
    const ends = new Map<number, JudgedEnd>();
    if (!directions.includes(direction)) return ends;
    for (const policy of asked) {
      const isTier = policy.kind !== 'NetworkPolicy';
      if (isTier ? policy[direction].length === 0 : !policy.directions.has(direction)) continue;
      const subjects = isTier ? index.tiers.subjects(policy) : compilePolicy(policy, index.ground).subjects;
      if (!subjects) continue;
      for (const number of members(subjects)) {
        const known = ends.get(number);
        const { policies } = index[direction].isolation.at(samples[number]!);
        ends.set(number, {
          direction,
          isIsolated: !isTier || known?.isIsolated === true,
          isAlone: isTier ? known?.isAlone === true : policies.every(({ policy: one }) => judged.has(one)),
          isInTier: isTier || known?.isInTier === true,
          isOpen: policies.length === 0,
        });
      }
    }
    return ends;
  };
  return { leaving: endsOf('egress'), entering: endsOf('ingress'), ownIsolation };
}
