import { changedAgainst } from '../edit/flowDifference';
import type { Connectivity } from '../evaluate/connectivity';
import { type Cell, coverCells } from '../graph/cover';
import { toEdge } from '../graph/edges';
import { buildFrame, type Frame } from '../graph/frame';
import type { GraphNode } from '../graph/graph';
import { describeConnections } from '../model/connections';
import { buildComparedFlows, type ComparedFlows } from './comparedFlows';
import type { Arrivals, Comparison, ReviewEdge } from './comparison';
import { type FlowChangeState, stateOfChange } from './differences';
import { buildReviewCells, type ReviewCell } from './reviewCells';
import { buildReviewNodes } from './reviewNodes';

/**
 * How two judgements differ: flows that were added, removed or changed, between workloads and between a workload and
 * addresses, exactly, and summarised as the graph is. The flows of a workload that comes or goes do so with it.
 */
export function compareConnectivity(before: Connectivity, after: Connectivity): Comparison {
  const flows = buildComparedFlows(before, after);
  const cells = buildReviewCells(before, after, flows);
  const nodes = buildReviewNodes(before, after, flows, cells);
  const counts: Record<FlowChangeState, number> = { added: 0, removed: 0, changed: 0 };
  const edges = toEdges(cells, nodes, flows);
  for (const { change, flows: stoodFor } of edges) counts[change] += stoodFor;
  return {
    nodes,
    edges,
    counts,
    workloads: arrivals(
      flows.workloads.filter(({ before: at }) => at >= 0).map(({ workload }) => workload.id),
      flows.workloads.filter(({ after: at }) => at >= 0).map(({ workload }) => workload.id),
    ),
    namespaces: arrivals(namespacesOf(before), namespacesOf(after)),
    policies: comparePolicies(before, after),
  };
}

function toEdges(
  cells: readonly ReviewCell[],
  nodes: readonly GraphNode[],
  flows: ComparedFlows,
): ReviewEdge[] {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const selfFlows = new Map(
    flows.workloads.map((workload) => [
      workload.workload.id,
      flows.between(workload, workload) !== undefined,
    ]),
  );
  const frame = buildFrame(
    nodes,
    nodes.flatMap((node) => (node.type === 'workload' ? [selfFlows.get(node.id) === true] : [])),
  );
  const values = new Map<string, number>();
  const contents: ReviewCell[] = [];
  const indexOf = (id: string) => frame.index.get(id) ?? missing(id);
  const covered = coverCells(
    cells.map((cell): Cell => {
      const { flow, exceptSources, exceptDestinations } = cell;
      const key = JSON.stringify([
        flow.before.connections.id,
        flow.before.partial,
        flow.after.connections.id,
        flow.after.partial,
        exceptSources,
        exceptDestinations,
      ]);
      let value = values.get(key);
      if (value === undefined) {
        value = contents.push(cell) - 1;
        values.set(key, value);
      }
      return { source: indexOf(cell.source), destination: indexOf(cell.destination), value };
    }),
    frame,
  );
  const nodesOf = (ids: readonly string[]) => ids.flatMap((id) => byId.get(id) ?? []);
  return covered.flatMap((rectangle) => {
    const content = contents[rectangle.value];
    if (!content) return [];
    const { source, destination } = rectangle;
    return toReviewEdge(frame.node(source), frame.node(destination), content, {
      exceptSources: [...rectangle.exceptSources.map(frame.node), ...nodesOf(content.exceptSources)],
      exceptDestinations: [
        ...rectangle.exceptDestinations.map(frame.node),
        ...nodesOf(content.exceptDestinations),
      ],
      flows: rectangle.cells.reduce((sum, cell) => sum + standsFor(cell, content, frame), 0),
    });
  });
}

function missing(id: string): never {
  throw new Error(`a flow of a node that the comparison does not have: ${id}`);
}

/** How many pairs a cell is: of a hub its members that are not excepted, and outside. */
function standsFor({ source, destination }: Cell, content: ReviewCell, { node }: Frame): number {
  const count = (end: GraphNode, other: GraphNode, excepted: readonly string[]): number => {
    if (end.type !== 'anywhere') return 1;
    const left = new Set(excepted);
    return end.members.filter((id) => id !== other.id && !left.has(id)).length + 1;
  };
  const [from, to] = [node(source), node(destination)];
  return count(from, to, content.exceptSources) * count(to, from, content.exceptDestinations);
}

interface Extent {
  readonly exceptSources: readonly GraphNode[];
  readonly exceptDestinations: readonly GraphNode[];
  readonly flows: number;
}

function toReviewEdge(
  source: GraphNode,
  destination: GraphNode,
  { flow: { before, after } }: ReviewCell,
  extent: Extent,
): ReviewEdge[] {
  const change = stateOfChange({ before, after });
  if (!change) return [];
  const partial = before.partial || after.partial;
  const { connections } = change === 'removed' ? before : after;
  const edge = toEdge(source, destination, { connections, partial, ...extent });
  const [was, is] = [describeConnections(before.connections), describeConnections(after.connections)];
  return [
    {
      ...edge,
      id: `${edge.id} ${change}`,
      name: `${edge.name}, ${change}${change === 'changed' ? ` from ${was}` : ''}`,
      ports: change === 'changed' ? `${was} → ${is}` : edge.ports,
      change,
      before: before.connections.ranges,
      after: after.connections.ranges,
    },
  ];
}

function arrivals(before: readonly string[], after: readonly string[]): Arrivals {
  const [was, is] = [new Set(before), new Set(after)];
  return { added: after.filter((id) => !was.has(id)), removed: before.filter((id) => !is.has(id)) };
}

function namespacesOf({ cluster }: Connectivity): readonly string[] {
  return [...cluster.namespaces.values()]
    .filter(({ origin }) => origin !== 'inferred')
    .map(({ name }) => `Namespace/${name}`);
}

function comparePolicies(before: Connectivity, after: Connectivity): Comparison['policies'] {
  const idsOf = ({ policies, tierPolicies }: Connectivity) =>
    [...policies, ...tierPolicies].map(({ id }) => id);
  const known = new Set(idsOf(before));
  const changed = changedAgainst(before, after).filter(({ id }) => known.has(id));
  return { ...arrivals(idsOf(before), idsOf(after)), changed: changed.map(({ id }) => id) };
}
