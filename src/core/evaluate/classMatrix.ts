import { type ConnectionSet, intersect, union } from '../model/connections';
import type { Direction } from '../policy/policy';
import type { Connectivity, TierVerdict } from './connectivity';
import { mergedClasses } from './mergedClasses';
import { Lanes, SingledOut } from './singledOut';
import { throughTiers } from './tiers';
import { usuallyAllowed } from './usual';

/**
 * A value for each source and destination, by index in `Connectivity.classes`: one for all pairs of classes that are
 * alike, and others where a rule singles a pair out. Of a class with itself it is of two different members.
 */
export interface ClassMatrix<Value> {
  /** By class: a number below `numbers`, equal for those that are alike. */
  readonly alike: Int32Array;
  readonly numbers: number;
  /** Between two classes, if no rule singles them out. Equal for those that are alike. */
  readonly usual: (source: number, destination: number) => Value;
  /** The classes that may have more than nothing to say as sources, or as destinations; undefined: all. */
  readonly speaking?: { readonly sources: ReadonlySet<number>; readonly destinations: ReadonlySet<number> };
  /** Visits each pair that a rule singles out, once; its value may be the usual one. */
  readonly forEachSingledOut: (visit: (source: number, destination: number, value: Value) => void) => void;
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
  const { index, samples, alike, numbers, count } = classes;
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
      const singledOut = new SingledOut(classes, () => false);
      const addLeaving = (other: number, connections: ConnectionSet) => lanes.add(0, other, connections);
      const addEntering = (other: number, connections: ConnectionSet) => lanes.add(1, other, connections);
      for (const source of samples.keys()) {
        singledOut.forEachPeer(source, 'egress', addLeaving);
        singledOut.forEachEnd(source, 'ingress', addEntering);
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
