import type { Connectivity } from '../evaluate/connectivity';
import type { WorkloadFlow } from '../evaluate/flows';
import { NONE } from '../model/connections';
import { blockFlows, namedBlocks } from './addressBlocks';
import { type Cell, coverCells } from './cover';
import { toEdge } from './edges';
import { buildFrame, type Frame } from './frame';
import type { Graph } from './graph';
import { anywhereDestination, anywhereSource } from './hubs';
import { buildNodes } from './nodes';
import { buildWorkloadFlows, type WorkloadFlows } from './workloadFlows';

/** What an edge of the graph can say; interned, so that equal flows have equal values. */
interface Flow extends WorkloadFlow {
  readonly unrestricted: boolean;
}

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
  const blocks = namedBlocks(connectivity);
  const nodes = buildNodes(connectivity, flows, blocks);
  const frame = buildFrame(nodes, flows.hasSelf);
  const interned = new Map<number, Flow>();
  const cells: Cell[] = [];
  const add: AddCell = (source, destination, { connections, partial }, unrestricted = false) => {
    if (connections === NONE) return;
    const value = connections.id * 4 + Number(partial) * 2 + Number(unrestricted);
    if (!interned.has(value)) interned.set(value, { connections, partial, unrestricted });
    cells.push({ source, destination, value });
  };
  addDefaults(flows, frame, add);
  for (const flow of flows.exceptions) {
    add(frame.workloads[flow.source]!, frame.workloads[flow.destination]!, flow);
  }
  for (const flow of blockFlows(connectivity, blocks)) {
    const [own, outside] = [frame.index.get(flow.workload)!, frame.index.get(flow.block)!];
    if (flow.direction === 'ingress') add(outside, own, flow);
    else add(own, outside, flow);
  }
  const weights = weightsOf(flows, frame);
  const edges = coverCells(cells, frame).map((rectangle) => {
    const { source, destination, value, cells: covered } = rectangle;
    return toEdge(frame.node(source), frame.node(destination), {
      ...interned.get(value)!,
      exceptSources: rectangle.exceptSources.map(frame.node),
      exceptDestinations: rectangle.exceptDestinations.map(frame.node),
      flows: covered.reduce((sum, cell) => sum + weights[cell.source]! * weights[cell.destination]!, 0),
    });
  });
  return { nodes, edges };
}

/** The edges of the hubs. */
function addDefaults({ egress, ingress }: WorkloadFlows, frame: Frame, add: AddCell): void {
  for (const [workload, node] of frame.workloads.entries()) {
    const unrestricted = !ingress.isolated[workload];
    add(frame.index.get(anywhereSource)!, node, ingress.usual[workload]!, unrestricted);
    if (egress.isolated[workload]) add(node, frame.index.get(anywhereDestination)!, egress.usual[workload]!);
  }
}

/** How many workloads or blocks each node stands for: a hub, its members and outside. */
function weightsOf({ egress, ingress }: WorkloadFlows, frame: Frame): number[] {
  const weights = Array.from({ length: frame.nodes }, () => 1);
  const hubs = [
    [anywhereSource, egress],
    [anywhereDestination, ingress],
  ] as const;
  for (const [id, side] of hubs) {
    const index = frame.index.get(id);
    if (index !== undefined) weights[index] = side.open.filter(Boolean).length + 1;
  }
  return weights;
}
