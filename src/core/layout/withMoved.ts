import type { DrawnGraph } from '../graph/graph';
import { boxSize, type Spot } from './freePlace';
import type { Placement, Placements } from './placement';
import { box, sizeOf } from './sizes';

/**
 * The placements with some nodes moved by hand: absolute positions for top-level nodes, relative to the box for
 * workloads. A box grows so that its workloads stay inside with their padding; growing to the left or upwards, it
 * moves, and the workloads keep their place on the canvas. Ids that are not in the graph are passed over.
 */
export function withMoved(
  graph: DrawnGraph,
  placements: Placements,
  moved: Readonly<Record<string, Spot>>,
): Placements {
  const result: Record<string, Placement> = Object.assign(Object.create(null), placements);
  const touched = new Set<string>();
  const cards = new Map<string, string[]>();
  for (const node of graph.nodes) {
    if (node.type === 'workload')
      (cards.get(node.parent) ?? cards.set(node.parent, []).get(node.parent)!).push(node.id);
    const place = result[node.id];
    const spot = Object.hasOwn(moved, node.id) ? moved[node.id] : undefined;
    if (!place || !spot) continue;
    result[node.id] = { ...place, x: spot.x, y: spot.y };
    if (node.type === 'workload') touched.add(node.parent);
  }
  for (const node of graph.nodes) {
    const frame = result[node.id];
    if (!touched.has(node.id) || !frame) continue;
    const inside = (cards.get(node.id) ?? []).filter((id) => result[id]);
    const left = Math.min(0, ...inside.map((id) => result[id]!.x - box.padding));
    const up = Math.min(0, ...inside.map((id) => result[id]!.y - box.header));
    for (const id of inside) result[id] = { ...result[id]!, x: result[id]!.x - left, y: result[id]!.y - up };
    const was = { width: frame.width - left, height: frame.height - up };
    const size = boxSize(
      inside.map((id) => result[id]!),
      sizeOf(node),
      was,
    );
    result[node.id] = { x: frame.x + left, y: frame.y + up, ...size };
  }
  return result;
}
