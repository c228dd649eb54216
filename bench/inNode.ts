/** Prints what the engine takes for the shapes named as arguments, by default all but the stress: `npm run bench`. */
import { clusterShapes } from '../src/core/testing/generateCluster';
import { measureEngine, type ShapeName } from '../src/core/testing/measureEngine';
import { head, toLine } from './figures';

const isShape = (name: string): name is ShapeName => name in clusterShapes;
const asked = process.argv.slice(2).filter(isShape);
const shapes: readonly ShapeName[] = asked.length > 0 ? asked : ['a', 'b', 'c', 'r', 'd'];

console.log(head);
for (const shape of shapes) console.log(toLine(measureEngine(shape, () => performance.now())));
