import { type ConnectionSet, intersect, union } from '../model/connections';
import type { Direction } from '../policy/policy';
import type { Connectivity, TierVerdict } from './connectivity';
import { indexOf } from './indexes';
import type { PolicyIndex } from './policyIndex';
import { forEachListedPeer, forEachListingEnd, Lanes } from './singledOut';
import { throughTiers } from './tiers';
import { buildUsual, type Usual, usuallyAllowed } from './usual';

/**
 * A value for each source and destination, by index in `Connectivity.classes`: one for all pairs of classes that are
 * alike, and others where a rule singles a pair out. Of a class with itself it is of two different members.
 */
export interface ClassMatrix<Value> {
  /** By class: a number below `numbers`, equal for those that are alike. */
  readonly alike: Int32Array;
  readonly numbers: number;
  /** Between two classes, if no rule singles them out. Equal for those that are alike. */
  usual(source: number, destination: number): Value;
  /** Visits each pair that a rule singles out, once; its value may be the usual one. */
  forEachSingledOut(visit: (source: number, destination: number, value: Value) => void): void;
}

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
  return { index, count: samples.length, of, samples, usual, alike, numbers };
}

/** Remembers by pair of numbers what a function makes of any pair of classes that have them. */
export function oncePerPair<Value>(
  { alike, numbers }: Pick<ClassMatrix<unknown>, 'alike' | 'numbers'>,
  make: (first: number, second: number) => Value,
): (first: number, second: number) => Value {
  const known = new Map<number, Value>();
  return (first, second) => {
    const key = alike[first]! * numbers + alike[second]!;
    let value = known.get(key);
    if (value === undefined) known.set(key, (value = make(first, second)));
    return value;
  };
}

/** What one end usually admits, before and after the tiers. */
interface UsualEnd {
  readonly allowed: ConnectionSet;
  readonly verdict: TierVerdict | undefined;
  readonly isIsolated: boolean;
}

/** What is permitted between all classes. */
export function permittedMatrix(connectivity: Connectivity): ClassMatrix<ConnectionSet> {
  const classes = mergedClasses(connectivity);
  const { index, of, samples, alike, numbers, count } = classes;
  const endOf = (at: number, direction: Direction, peer: number): UsualEnd => {
    const isolation = index[direction].isolation[at]!;
    return {
      allowed: usuallyAllowed(index, isolation, at, direction, peer),
      verdict: index.tiers.isJudged(at, direction) ? index.tiers.verdict(at, direction, peer) : undefined,
      isIsolated: isolation.policies.length > 0,
    };
  };
  const ends = oncePerPair(classes, (source, destination) => {
    const [from, to] = [samples[source]!, samples[destination]!];
    const [egress, ingress] = [endOf(from, 'egress', to), endOf(to, 'ingress', from)];
    const permitted = intersect(
      throughVerdict(egress, egress.allowed),
      throughVerdict(ingress, ingress.allowed),
    );
    return { egress, ingress, permitted };
  });
  return {
    alike,
    numbers,
    usual: (source, destination) => ends(source, destination).permitted,
    forEachSingledOut(visit) {
      const lanes = new Lanes(2, count);
      const addTo = (lane: number) => (other: number, connections: ConnectionSet) => {
        const number = of[other]!;
        if (samples[number] === other) lanes.add(lane, number, connections);
      };
      const [addLeaving, addEntering] = [addTo(0), addTo(1)];
      for (const [source, from] of samples.entries()) {
        forEachListedPeer(index, from, 'egress', addLeaving);
        forEachListingEnd(index, from, 'ingress', addEntering);
        for (const destination of lanes.touched) {
          const { egress, ingress } = ends(source, destination);
          const leaving = union(egress.allowed, lanes.get(0, destination));
          const entering = union(ingress.allowed, lanes.get(1, destination));
          visit(
            source,
            destination,
            intersect(throughVerdict(egress, leaving), throughVerdict(ingress, entering)),
          );
        }
        lanes.clear();
      }
    },
  };
}

const throughVerdict = ({ verdict, isIsolated }: UsualEnd, allowed: ConnectionSet): ConnectionSet =>
  verdict ? throughTiers(verdict, isIsolated, allowed) : allowed;
