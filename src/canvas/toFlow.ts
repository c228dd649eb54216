import { Position, type Node, type NodeHandle } from '@xyflow/react';
import type { GraphEdge, DrawnNode, Placement, Placements } from '../core/index';
import type { Point, Rect } from './edges/curve';
import { alongTheLine, placeLabels, type Chip } from './edges/labelPlaces';
import { chipWidth, isDenied, labelHeight } from './edges/looks';
import type { ProblemCount } from '../store/problemCounts';
import { toFlowId } from './flowIds';
import { gateRadius, lanesOf, lineFinder, toRects, type Line } from './geometry';
import { describeNode } from './nodes/words';
import { keepList } from './keep';
import { same } from './same';
import type { DrawnEdge, Look, Scene } from './scene';

interface NodeData extends Record<string, unknown> {
  readonly node: DrawnNode;
  readonly place: Placement;
  readonly problems: ProblemCount | undefined;
}

export type FlowNode = Node<NodeData, DrawnNode['type']>;

/** A flow as it is drawn. */
export interface FlowEdge {
  readonly id: string;
  readonly edge: GraphEdge;
  readonly look: Look;
  readonly lit: boolean;
  readonly path: string;
  readonly tip: Point & { readonly angle: number };
  /** Centre of the chip, the cross or the invisible button. */
  readonly mark: Point;
  readonly labelled: boolean;
  /** Two corners of the rectangle around the line. */
  readonly reach: readonly [Point, Point];
}

export interface Picture {
  readonly nodes: FlowNode[];
  readonly edges: readonly FlowEdge[];
}

/** Above so many labels they are shown only where the pointer or the selection is. */
const mostLabels = 60;
const crossDistance = 26;

/**
 * Makes a function from a scene to the nodes of React Flow and the edges over them. It remembers what it gave:
 * what did not change is the same object again, so React Flow and React leave it alone.
 */
export function createProjection(): (scene: Scene, placements: Placements) => Picture {
  const lines = new Map<string, Line>();
  let nodes = new Map<string, FlowNode>();
  let edges = new Map<string, FlowEdge>();
  let last: Picture = { nodes: [], edges: [] };
  return (scene, placements) => {
    const rects = toRects(scene.nodes, placements);
    nodes = byId(toFlowNodes(scene, placements, nodes));
    edges = byId(toFlowEdges(scene, rects, lines, edges));
    last = {
      nodes: keepList(last.nodes, [...nodes.values()]),
      edges: keepList(last.edges, [...edges.values()]),
    };
    return last;
  };
}

const byId = <Item extends { readonly id: string }>(items: readonly Item[]) =>
  new Map(items.map((item) => [item.id, item]));

function toFlowNodes(
  scene: Scene,
  placements: Placements,
  before: ReadonlyMap<string, FlowNode>,
): readonly FlowNode[] {
  return scene.nodes.flatMap((node) => {
    const place = placements[node.id];
    if (!place) return [];
    const marks = [
      scene.lit.has(node.id) && 'lit',
      scene.ringed.has(node.id) && 'ringed',
      scene.faded.has(node.id) && 'faded',
    ];
    const className = marks.filter(Boolean).join(' ');
    const old = before.get(toFlowId(node.id));
    const problems = scene.problems.get(node.id);
    const isSame =
      old?.className === className &&
      old.data.node === node &&
      same(old.data.place, place) &&
      same(old.data.problems, problems);
    return [isSame ? old : toFlowNode({ node, place, problems }, className)];
  });
}

function toFlowNode(data: NodeData, className: string): FlowNode {
  const { node, problems } = data;
  const { x, y, width, height } = data.place;
  return {
    id: toFlowId(node.id),
    type: node.type,
    position: { x, y },
    width,
    height,
    // Known beforehand, so that nothing waits for measuring.
    measured: { width, height },
    handles: handlesOf(node, width, height),
    data,
    zIndex: node.type === 'namespace' ? 0 : 7,
    className,
    ariaLabel: describeNode(node, problems),
    ...(node.type === 'workload' ? { parentId: toFlowId(node.parent) } : {}),
    // The inside of a box is empty canvas: panned, not dragged.
    ...(node.type === 'namespace' ? { style: { pointerEvents: 'none' as const } } : {}),
  };
}

function handlesOf(node: DrawnNode, width: number, height: number): NodeHandle[] {
  const y = (node.type === 'namespace' ? 20 : height / 2) - gateRadius;
  const size = { y, width: 2 * gateRadius, height: 2 * gateRadius };
  return [
    { id: 'ingress', type: 'target', position: Position.Left, x: -gateRadius, ...size },
    { id: 'egress', type: 'source', position: Position.Right, x: width - gateRadius, ...size },
  ];
}

function toFlowEdges(
  scene: Scene,
  rects: ReadonlyMap<string, Rect>,
  cache: Map<string, Line>,
  before: ReadonlyMap<string, FlowEdge>,
): FlowEdge[] {
  const lanes = lanesOf(scene.edges);
  const lineOf = lineFinder(new Map(scene.nodes.map((node) => [node.id, node])), rects, cache);
  const drawn = scene.edges.flatMap((each, index) => {
    const line = lineOf(each, lanes[index] ?? 0);
    return line ? [{ ...each, line }] : [];
  });
  const dense = drawn.filter(wantsLabel).length > mostLabels;
  const crowded = drawn.filter((each) => each.lit && wantsLabel(each)).length > mostLabels;
  const labelled = (each: DrawnEdge) => wantsLabel(each) && (!dense || (each.lit && !crowded));
  const marks = placeMarks(drawn, labelled, scene, rects);
  return drawn.map((each): FlowEdge => {
    const { edge, look, lit, line } = each;
    const next: FlowEdge = {
      id: edge.id,
      edge,
      look,
      lit,
      path: line.path,
      tip: line.tip,
      mark: marks.get(edge.id) ?? line.course.middle,
      labelled: labelled(each),
      reach: line.course.reach,
    };
    const old = before.get(edge.id);
    return old && same(old, next) ? old : next;
  });
}

/** What nothing restricts says `all ports` again and again: its lines stay bare. Denied ones carry a cross. */
const wantsLabel = ({ look }: DrawnEdge) => look !== 'unrestricted' && look !== 'proposed' && !isDenied(look);

function placeMarks(
  drawn: readonly (DrawnEdge & { readonly line: Line })[],
  labelled: (each: DrawnEdge) => boolean,
  scene: Scene,
  rects: ReadonlyMap<string, Rect>,
): ReadonlyMap<string, Point> {
  const crosses: Chip[] = [];
  const labels: Chip[] = [];
  for (const each of drawn) {
    const { edge, look, line } = each;
    if (isDenied(look)) {
      const near = (distance: number) => Math.min(0.5, distance / Math.max(1, line.course.length));
      const fractions = [0, 1, 2, 3, 4, 5].map((step) => near(crossDistance + 20 * step));
      crosses.push({ id: edge.id, course: line.course, width: 14, height: 14, fractions });
    } else if (labelled(each)) {
      const width = chipWidth(edge, look);
      labels.push({ id: edge.id, course: line.course, width, height: labelHeight, fractions: alongTheLine });
    }
  }
  const obstacles = scene.nodes.flatMap((node) => {
    const rect = rects.get(node.id);
    if (!rect) return [];
    return node.type === 'namespace' ? [{ ...rect, height: 34 }] : [grown(rect)];
  });
  // Faint lines may be covered, and where there are very many, all of them.
  const many = drawn.length > 4 * mostLabels;
  const strong = many ? [] : drawn.filter(({ look }) => look !== 'unrestricted' && look !== 'proposed');
  const lines = strong.map(({ line }) => line.course);
  return placeLabels([...crosses, ...labels], obstacles, labels.length > 0 ? lines : []);
}

const grown = (rect: Rect): Rect => ({ ...rect, x: rect.x - gateRadius, width: rect.width + 2 * gateRadius });
