import { withMoved, type DrawnGraph, type Placements } from '../core/index';

interface Spot {
  readonly x: number;
  readonly y: number;
}

export type Moves = Readonly<Record<string, Spot>>;

/** Where a node is seen and where its box would stand, had it not grown to the left or upwards. */
interface Stage {
  readonly graph: DrawnGraph;
  /** The placements as laid out. */
  readonly placements: Placements;
  readonly moved: Moves;
}

export const shownPlacements = ({ graph, placements, moved }: Stage): Placements =>
  Object.keys(moved).length > 0 ? withMoved(graph, placements, moved) : placements;

/**
 * The position to keep for a node that was dropped at `seen` (relative to its box, as drawn): moves are kept
 * against the box as laid out, and a box that has grown to the left or upwards is drawn elsewhere.
 */
export function toMove(stage: Stage, shown: Placements, id: string, seen: Spot): Spot {
  const node = stage.graph.nodes.find((candidate) => candidate.id === id);
  const frameId = node?.type === 'workload' ? node.parent : id;
  const frame = stage.moved[frameId] ?? stage.placements[frameId];
  const drawn = shown[frameId];
  if (!node || !frame || !drawn) return seen;
  const growth = { x: drawn.x - frame.x, y: drawn.y - frame.y };
  const sign = node.type === 'workload' ? 1 : -1;
  return { x: seen.x + sign * growth.x, y: seen.y + sign * growth.y };
}
