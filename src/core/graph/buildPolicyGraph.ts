import type { FlowState } from '../evaluate/attribution';
import type { Connectivity } from '../evaluate/connectivity';
import type { NetworkPolicy } from '../policy/policy';
import { type Cell, coverCells } from './cover';
import { countFlows } from './countPolicies';
import { toEdge } from './edges';
import { buildFrame, type Frame } from './frame';
import type { Graph, GraphEdge } from './graph';
import { anywhereDestination, anywhereSource } from './hubs';
import { buildPolicyFlows, type PolicyFlow } from './policyFlows';
import type { PolicyPart, PolicyParts } from './policyParts';

/** What a selected policy does, to be drawn over the graph. */
interface PolicyGraph {
  /** Between nodes of the graph, each with its state. */
  readonly edges: readonly GraphEdge[];
  /** Pairs of workloads or blocks, per state; the addresses that no policy names count as one block. */
  readonly counts: Readonly<Record<FlowState, number>>;
  /** Ids of the workloads that the policy selects. */
  readonly selected: readonly string[];
}

/** Up to this many edges, pairs of workloads are drawn one by one. */
const mostSingleEdges = 40;

/**
 * Projects a policy's part in every flow to edges of a graph. What concerns addresses that no policy names is drawn
 * at the hubs. Where there are many pairs they are summarised as in `buildGraph`; then an edge at a hub also stands
 * for the members of the hub with which no edge between the two themselves (or their boxes) exists.
 */
export function buildPolicyGraph(
  connectivity: Connectivity,
  graph: Graph,
  policy: NetworkPolicy,
): PolicyGraph {
  const flows = buildPolicyFlows(connectivity)(policy);
  const parts = flows.reduce((sum, flow) => sum + flow.parts.length, 0);
  const frame = buildFrame(
    graph.nodes,
    connectivity.cluster.workloads.map(({ id }) => hasSelf(connectivity, id)),
  );
  const edges =
    parts <= mostSingleEdges
      ? flows.flatMap((flow) => singleEdges(flow, frame))
      : summarised(withoutUsual(flows, graph), frame);
  return {
    edges,
    counts: countFlows(flows),
    selected: [...new Set(connectivity.selected(policy).map(({ workload }) => workload.id))],
  };
}

function hasSelf(connectivity: Connectivity, workload: string): boolean {
  const groups = connectivity.podGroups(workload);
  return groups.length > 1 || groups.some((group) => group.hasSiblings);
}

const single = { flows: 1, exceptSources: [], exceptDestinations: [] };

function singleEdges({ source, destination, parts }: PolicyFlow, frame: Frame): GraphEdge[] {
  const [from, to] = [frame.node(frame.index.get(source)!), frame.node(frame.index.get(destination)!)];
  return parts.map((part) => toEdge(from, to, { ...part, ...single }));
}

/** Leaves out the pairs of which a hub says the same. */
function withoutUsual(flows: readonly PolicyFlow[], { nodes }: Graph): PolicyFlow[] {
  const membersOf = (id: string) =>
    new Set(nodes.flatMap((node) => (node.type === 'anywhere' && node.id === id ? node.members : [])));
  const sources = membersOf(anywhereSource);
  const destinations = membersOf(anywhereDestination);
  const fromAnywhere = new Map<string, PolicyParts>();
  const toAnywhere = new Map<string, PolicyParts>();
  for (const { source, destination, parts } of flows) {
    if (source === anywhereSource) fromAnywhere.set(destination, parts);
    if (destination === anywhereDestination) toAnywhere.set(source, parts);
  }
  return flows.filter(({ source, destination, parts }) => {
    const said = [
      sources.has(source) ? fromAnywhere.get(destination) : undefined,
      destinations.has(destination) ? toAnywhere.get(source) : undefined,
    ].filter((hub) => hub !== undefined);
    return said.length === 0 || said.some((hub) => hub !== parts);
  });
}

/** Covers the pairs of each state for itself: a pair can have parts of several states. */
function summarised(flows: readonly PolicyFlow[], frame: Frame): GraphEdge[] {
  const layers = new Map<FlowState, { cells: Cell[]; parts: Map<number, PolicyPart> }>();
  for (const { source, destination, parts } of flows) {
    for (const part of parts) {
      let layer = layers.get(part.state);
      if (!layer) layers.set(part.state, (layer = { cells: [], parts: new Map() }));
      const value = part.connections.id * 2 + Number(part.partial);
      layer.parts.set(value, part);
      layer.cells.push({
        source: frame.index.get(source)!,
        destination: frame.index.get(destination)!,
        value,
      });
    }
  }
  return [...layers].flatMap(([state, { cells, parts }]) => {
    const denied = state === 'closes' || state === 'alsoCloses' || state === 'allowsInVain';
    const boxes = denied ? { ...frame, hasSelf: frame.hasSelf.map(() => false) } : frame;
    return coverCells(cells, boxes).map((rectangle) =>
      toEdge(frame.node(rectangle.source), frame.node(rectangle.destination), {
        ...parts.get(rectangle.value)!,
        exceptSources: rectangle.exceptSources.map(frame.node),
        exceptDestinations: rectangle.exceptDestinations.map(frame.node),
        flows: rectangle.cells.length,
      }),
    );
  });
}
