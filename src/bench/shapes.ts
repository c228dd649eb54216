import { clusterShapes, type ShapeName } from '../core/testing/generateCluster';

const isShape = (name: string): name is ShapeName => name in clusterShapes;

/** The shapes named as arguments of the command; by default all but the stress. */
export function askedShapes(): readonly ShapeName[] {
  const asked = process.argv.slice(2).filter(isShape);
  return asked.length > 0 ? asked : ['a', 'b', 'c', 'r', 'd'];
}
