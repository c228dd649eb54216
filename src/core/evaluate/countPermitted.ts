import type { ConnectionSet } from '../model/connections';
import { work } from '../model/work';
import { permittedMatrix } from './classMatrix';
import type { Connectivity } from './connectivity';
import { mergedClasses } from './mergedClasses';

/**
 * How many pairs of two different pods are permitted each set of connections: every pair of the cluster judged, those
 * that no rule singles out all at once. The cost is that of the pairs of classes that some rule singles out.
 */
export function countPermitted(connectivity: Connectivity): ReadonlyMap<ConnectionSet, number> {
  const { alike, usual, forEachSingledOut } = permittedMatrix(connectivity);
  const { weights, samples, index } = mergedClasses(connectivity);
  const isOfPods = (number: number) => index.ground.classes.samples[samples[number]!]!.type === 'pods';
  const pods = weights.map((weight, number) => (isOfPods(number) ? weight : 0));
  const kinds = new Map<number, Kind>();
  for (const [number, kind] of alike.entries()) {
    if (pods[number] === 0) continue;
    const known = kinds.get(kind);
    if (known) known.pods += pods[number]!;
    else kinds.set(kind, { sample: number, pods: pods[number]! });
  }
  const counts = new Map<ConnectionSet, number>();
  const add = (connections: ConnectionSet, pairs: number): void => {
    counts.set(connections, (counts.get(connections) ?? 0) + pairs);
  };
  for (const from of kinds.values()) {
    for (const to of kinds.values()) {
      const itself = from === to ? from.pods : 0;
      add(usual(from.sample, to.sample), from.pods * to.pods - itself);
    }
  }
  forEachSingledOut((source, destination, connections) => {
    work.singledOut++;
    const usually = usual(source, destination);
    if (usually === connections) return;
    const itself = source === destination ? pods[source]! : 0;
    const pairs = pods[source]! * pods[destination]! - itself;
    add(connections, pairs);
    add(usually, -pairs);
  });
  for (const [connections, pairs] of counts) if (pairs === 0) counts.delete(connections);
  return counts;
}

/** Pods in classes that are alike unless a rule singles them out. */
interface Kind {
  readonly sample: number;
  pods: number;
}
