import type { DrawnNode, Placements } from '../core/index';
import {
  angleAtEnd,
  courseOf,
  curveBetween,
  toPath,
  type Course,
  type End,
  type Point,
  type Rect,
  type Relation,
} from './edges/curve';
import { same } from './same';
import { pairOf, type DrawnEdge } from './scene';

/** Radius of the round gates on the sides of a card. */
export const gateRadius = 10;
/** The middle of a namespace box's title, where lines to and from the box arrive. */
const titleLine = 20;

/** An edge's line with all that is drawn of it, and what it was computed from. */
export interface Line {
  readonly from: Rect;
  readonly to: Rect;
  readonly lane: number;
  readonly course: Course;
  readonly path: string;
  /** Where the line ends, and in which direction. */
  readonly tip: Point & { readonly angle: number };
}

/** Rectangles on the canvas, by node id. */
export function toRects(nodes: readonly DrawnNode[], placements: Placements): ReadonlyMap<string, Rect> {
  const rects = new Map<string, Rect>();
  for (const node of nodes) {
    const place = placements[node.id];
    if (!place) continue;
    const frame = node.type === 'workload' ? placements[node.parent] : undefined;
    rects.set(node.id, { ...place, x: place.x + (frame?.x ?? 0), y: place.y + (frame?.y ?? 0) });
  }
  return rects;
}

/** Computes the line of an edge, or gives the one of the time before where nothing moved. */
type LineOf = (drawn: DrawnEdge, lane: number) => Line | undefined;

export function lineFinder(
  nodes: ReadonlyMap<string, DrawnNode>,
  rects: ReadonlyMap<string, Rect>,
  cache: Map<string, Line>,
): LineOf {
  return ({ edge }, lane) => {
    const [source, destination] = [nodes.get(edge.source), nodes.get(edge.destination)];
    const [from, to] = [rects.get(edge.source), rects.get(edge.destination)];
    if (!source || !destination || !from || !to) return undefined;
    const known = cache.get(edge.id);
    if (known?.lane === lane && same(known.from, from) && same(known.to, to)) return known;
    const curve = curveBetween(
      endOf(source, from),
      endOf(destination, to),
      relationOf(source, destination),
      lane,
    );
    const { x, y } = curve.at(-1)?.[3] ?? from;
    const line = {
      from,
      to,
      lane,
      course: courseOf(curve),
      path: toPath(curve),
      tip: { x, y, angle: angleAtEnd(curve) },
    };
    cache.set(edge.id, line);
    return line;
  };
}

function relationOf(source: DrawnNode, destination: DrawnNode): Relation {
  if (source.id === destination.id) return 'self';
  if (destination.type === 'workload' && destination.parent === source.id) return 'intoBox';
  if (source.type === 'workload' && source.parent === destination.id) return 'outOfBox';
  return 'apart';
}

function endOf(node: DrawnNode, rect: Rect): End {
  const gated = node.type === 'workload' || node.type === 'addresses';
  const y = rect.y + (node.type === 'namespace' ? titleLine : rect.height / 2);
  return { rect, reach: gated ? gateRadius + 1 : 1, y };
}

/** Numbers the edges that join the same two nodes around zero: …, -1, 0, 1, … */
export function lanesOf(edges: readonly DrawnEdge[]): readonly number[] {
  const counts = new Map<string, number>();
  const indices = edges.map(({ edge }) => {
    const index = counts.get(pairOf(edge)) ?? 0;
    counts.set(pairOf(edge), index + 1);
    return index;
  });
  return edges.map(
    ({ edge }, position) => (indices[position] ?? 0) - ((counts.get(pairOf(edge)) ?? 1) - 1) / 2,
  );
}
