import type { Connectivity } from '../evaluate/connectivity';
import type { WorkloadFlow } from '../evaluate/flows';
import { NONE } from '../model/connections';
import { type BlockFlow, namedBlocks } from './addressBlocks';
import { type Cell, coverKinds, inOrder } from './cover';
import { coverMatrix } from './coverMatrix';
import { toEdge } from './edges';
import { buildFrame, type Frame } from './frame';
import type { Graph } from './graph';
import { anywhereDestination, anywhereSource } from './hubs';
import { type Kinds, kindsIn } from './kindBoxes';
import { exceptionCells } from './kindMatrix';
import { buildNodes } from './nodes';
import { outsideFlows } from './outsideFlows';
import { buildWorkloadFlows, type WorkloadFlows, type WorkloadSide } from './workloadFlows';

/** What an edge of the graph can say; interned, so that equal flows have equal values. */
interface Flow extends WorkloadFlow {
  readonly unrestricted: boolean;
}

/** Adds a cell between two kinds of nodes. */
type AddCell = (source: number, destination: number, flow: WorkloadFlow, unrestricted?: boolean) => void;

/**
 * Projects the permitted flows to a graph. Edges are summarised, exactly: a flow is permitted where, and only where,
 * one of these says so:
 * - an edge from the source (or its namespace) to the destination (or its namespace);
 * - an edge from `Anywhere/source`, for a source among its members or outside;
 * - an edge to `Anywhere/destination`, for a destination among its members or outside;
 * - the open egress gate of a workload itself: it may send everything to addresses outside.
 *
 * An edge at a namespace stands for all its workloads save those that it excepts; from a namespace to itself,
 * for those among each other.
 * Ids and order are deterministic.
 */
export function buildGraph(connectivity: Connectivity): Graph {
  const flows = buildWorkloadFlows(connectivity);
  const outside = outsideFlows(connectivity, flows, namedBlocks(connectivity));
  const nodes = buildNodes(connectivity, flows, outside.blocks);
  const frame = buildFrame(nodes, flows.hasSelf);
  const kinds = kindsIn(frame, flows.kinds);
  const interned = new Map<number, Flow>();
  const valueOf = ({ connections, partial }: WorkloadFlow, unrestricted: boolean): number => {
    if (connections === NONE) return 0;
    const value = connections.id * 4 + Number(partial) * 2 + Number(unrestricted);
    if (!interned.has(value)) interned.set(value, { connections, partial, unrestricted });
    return value;
  };
  const cells: Cell[] = [];
  const add: AddCell = (source, destination, flow, unrestricted = false) => {
    const value = valueOf(flow, unrestricted);
    if (value > 0) cells.push({ source, destination, value });
  };
  addDefaults(flows, kinds, add);
  addOutside(outside.flows, kinds, frame, add);
  const { matrix, isException } = flows;
  const exceptionOf = (flow: WorkloadFlow, from: number, to: number): number =>
    isException(flow, from, to) ? valueOf(flow, false) : 0;
  const between = coverMatrix(
    {
      ...matrix,
      usual: (from, to) => exceptionOf(matrix.usual(from, to), from, to),
      exceptions: exceptionCells(matrix, exceptionOf),
    },
    kinds.boxes,
  );
  const weights = weightsOf(flows, frame);
  const edges = inOrder([...coverKinds(cells, kinds.boxes), ...between]).map((rectangle) => {
    const { source, destination, value } = rectangle;
    return toEdge(frame.node(source), frame.node(destination), {
      ...interned.get(value)!,
      exceptSources: rectangle.exceptSources.map(frame.node),
      exceptDestinations: rectangle.exceptDestinations.map(frame.node),
      flows: rectangle.size * (weights.get(source) ?? 1) * (weights.get(destination) ?? 1),
    });
  });
  return { nodes, edges };
}

/** The edges of the hubs. */
function addDefaults({ egress, ingress, kinds }: WorkloadFlows, { of }: Kinds, add: AddCell): void {
  for (const [kind, [workload]] of kinds.all.entries()) {
    const unrestricted = !ingress.restricted[workload!];
    add(of(anywhereSource), kind, ingress.usual[workload!]!, unrestricted);
    if (egress.restricted[workload!]) add(kind, of(anywhereDestination), egress.usual[workload!]!);
  }
}

/** The edges between workloads and addresses: what is said of one workload of a kind is said of all. */
function addOutside(flows: readonly BlockFlow[], { of, boxes }: Kinds, frame: Frame, add: AddCell): void {
  for (const flow of flows) {
    const own = of(flow.workload);
    if (frame.index.get(flow.workload) !== boxes.kinds[own]![0]) continue;
    const block = of(flow.block);
    if (flow.direction === 'ingress') add(block, own, flow);
    else add(own, block, flow);
  }
}

/** How many workloads a hub stands for, and outside. */
function weightsOf({ egress, ingress }: WorkloadFlows, frame: Frame): ReadonlyMap<number, number> {
  const weigh = (id: string, { open }: WorkloadSide) => {
    const node = frame.index.get(id);
    return node === undefined ? [] : [[node, open.filter(Boolean).length + 1] as const];
  };
  return new Map([...weigh(anywhereSource, egress), ...weigh(anywhereDestination, ingress)]);
}
