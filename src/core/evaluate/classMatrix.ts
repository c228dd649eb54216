import { type ConnectionSet, intersect, union } from '../model/connections';
import type { Direction } from '../policy/policy';
import type { Connectivity, TierVerdict } from './connectivity';
import { withLanes } from './lanes';
import { mergedClasses } from './mergedClasses';
import { SingledOut } from './singledOut';
import { throughTiers } from './tiers';
import { type Likeness, usuallyAllowed } from './usual';

/**
 * A value for each source and destination, by index in `Connectivity.classes`: one for all pairs of classes that are
 * alike, and others where a rule singles a pair out. Of a class with itself it is of two different members.
 */
export interface ClassMatrix<Value> extends Likeness {
  /** If `alike` is that of many matrices but for a few classes: theirs, and those. The numbers are only finer. */
  readonly base?: { readonly alike: Int32Array; readonly apart: ReadonlySet<number> };
  /** Between two classes, if no rule singles them out. Equal for those that are alike. */
  readonly usual: (source: number, destination: number) => Value;
  /** The classes that may have more than nothing to say as sources, or as destinations; undefined: all. */
  readonly speaking?: { readonly sources: ReadonlySet<number>; readonly destinations: ReadonlySet<number> };
  /** Visits each pair that a rule singles out, once; its value may be the usual one. */
  readonly forEachSingledOut: (visit: (source: number, destination: number, value: Value) => void) => void;
}

/** Remembers by pair of numbers what a function makes of any two classes that have them. */
export function oncePerPair<Value>(
  firsts: Likeness,
  seconds: Likeness,
  make: (first: number, second: number) => Value,
): (first: number, second: number) => Value {
  const rows: (Value | undefined)[][] = [];
  return (first, second) => {
    const row = (rows[firsts.alike[first]!] ??= Array<Value | undefined>(seconds.numbers).fill(undefined));
    return (row[seconds.alike[second]!] ??= make(first, second));
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
  const { index, samples, usual } = classes;
  const endsOf = (direction: Direction) =>
    oncePerPair(usual, usual.asPeers, (end, other): UsualEnd => {
      const [at, peer] = [samples[end]!, samples[other]!];
      const isolation = index[direction].isolation.at(at);
      return {
        allowed: usuallyAllowed(index, isolation, at, direction, peer),
        verdict: index.tiers.isJudged(at, direction) ? index.tiers.verdict(at, direction, peer) : undefined,
        isIsolated: isolation.policies.length > 0,
      };
    });
  const [leavingOf, enteringOf] = [endsOf('egress'), endsOf('ingress')];
  const ends = oncePerPair(usual, usual, (source, destination) => {
    const [egress, ingress] = [leavingOf(source, destination), enteringOf(destination, source)];
    const permitted = intersect(
      throughVerdict(egress, egress.allowed),
      throughVerdict(ingress, ingress.allowed),
    );
    return { egress, ingress, permitted };
  });
  return {
    alike: usual.alike,
    numbers: usual.numbers,
    usual: (source, destination) => ends(source, destination).permitted,
    forEachSingledOut(visit) {
      const singledOut = new SingledOut(classes, () => false);
      withLanes(index.ground, (lanes) => {
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
      });
    },
  };
}

const throughVerdict = ({ verdict, isIsolated }: UsualEnd, allowed: ConnectionSet): ConnectionSet =>
  verdict ? throughTiers(verdict, isIsolated, allowed) : allowed;
