import type { FlowState } from '../evaluate/attribution';
import type { Connectivity } from '../evaluate/connectivity';
import { canTalkToItself } from '../evaluate/flows';
import type { RulePiece } from '../evaluate/rulePiece';
import type { Policy } from '../policy/policy';
import { type Cell, coverCells } from './cover';
import { countFlows, countWideFlows } from './countPolicies';
import { toEdge } from './edges';
import { buildFrame, type Frame } from './frame';
import type { Graph, GraphEdge } from './graph';
import { anywhereDestination, anywhereSource } from './hubs';
import { buildPieceFlows, buildPolicyFlows, type PolicyFlow } from './policyFlows';
import type { PolicyPart, PolicyParts } from './policyParts';
import { areWide, buildWideFlows, type WideFlow } from './widePolicies';

/** What selected policies do, to be drawn over the graph. */
interface PolicyGraph {
  /** Between nodes of the graph, each with its state. */
  readonly edges: readonly GraphEdge[];
  /** Pairs of workloads or blocks, per state; the addresses that no policy names count as one block. */
  readonly counts: Readonly<Record<FlowState, number>>;
  /** Ids of the workloads that they select. */
  readonly selected: readonly string[];
}

/** Up to this many edges, pairs of workloads are drawn one by one. */
const mostSingleEdges = 40;

/**
 * Projects the part of policies in every flow to edges of a graph: of several, what they do together. What concerns
 * addresses that no policy names is drawn at the hubs. Where there are many pairs they are summarised as in
 * `buildGraph`; then an edge at a hub also stands for the members of the hub with which no edge between the two
 * themselves (or their boxes) exists. Policies that concern very many pairs are drawn between namespaces, partial
 * where not all of them are concerned alike. What an edge stands for is listed by `policyMembersOf`.
 */
export function buildPolicyGraph(
  connectivity: Connectivity,
  graph: Graph,
  policies: readonly Policy[],
): PolicyGraph {
  return {
    ...(areWide(connectivity, policies)
      ? drawWideFlows(graph, buildWideFlows(connectivity, policies))
      : drawFlows(connectivity, graph, buildPolicyFlows(connectivity)(policies))),
    selected: [
      ...new Set(
        policies.flatMap((policy) => connectivity.selected(policy)).map(({ workload }) => workload.id),
      ),
    ],
  };
}

/**
 * The flows of a rule, or of one of its peers or ports, in the same states: `opens` and `closes` are its alone.
 * None are drawn where its policy concerns too many pairs for that.
 */
export function buildPieceGraph(
  connectivity: Connectivity,
  graph: Graph,
  piece: RulePiece,
): Pick<PolicyGraph, 'edges' | 'counts'> & { readonly isTooWide: boolean } {
  const policies = [...connectivity.policies, ...connectivity.tierPolicies].filter(
    ({ id }) => id === piece.policy,
  );
  const isTooWide = areWide(connectivity, policies);
  const flows = isTooWide ? [] : buildPieceFlows(connectivity, piece);
  return { ...drawFlows(connectivity, graph, flows), isTooWide };
}

/** Each an edge of its own. A hub that the graph does not have is nowhere to draw at. */
function drawWideFlows({ nodes }: Graph, flows: readonly WideFlow[]): Pick<PolicyGraph, 'edges' | 'counts'> {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const edges = flows.flatMap(({ source, destination, pairs, ...part }) => {
    const [from, to] = [byId.get(source), byId.get(destination)];
    return from && to ? [toEdge(from, to, { ...part, ...single, flows: pairs })] : [];
  });
  return { edges, counts: countWideFlows(flows) };
}

function drawFlows(
  connectivity: Connectivity,
  graph: Graph,
  flows: readonly PolicyFlow[],
): Pick<PolicyGraph, 'edges' | 'counts'> {
  const frame = buildFrame(
    graph.nodes,
    connectivity.cluster.workloads.map(({ id }) => canTalkToItself(connectivity, id)),
  );
  const edges = isDrawnSingly(flows)
    ? flows.flatMap((flow) => singleEdges(flow, frame))
    : summarised(withHubs(flows, graph), frame);
  return { edges, counts: countFlows(flows) };
}

/** Whether each part of each pair has an edge of its own, so that one at a hub stands for addresses outside only. */
export function isDrawnSingly(flows: readonly PolicyFlow[]): boolean {
  return flows.reduce((sum, { parts }) => sum + parts.length, 0) <= mostSingleEdges;
}

const single = { flows: 1, exceptSources: [], exceptDestinations: [] };

function singleEdges({ source, destination, parts }: PolicyFlow, frame: Frame): GraphEdge[] {
  const [from, to] = [frame.node(frame.index.get(source)!), frame.node(frame.index.get(destination)!)];
  return parts.map((part) => toEdge(from, to, { ...part, ...single }));
}

/** Flows that are drawn as one edge for each state, or summarised with others. */
interface DrawnFlow extends PolicyFlow {
  /** Of a hub, the members with which there is nothing of what it says. */
  readonly excepted: readonly string[];
}

/** Leaves out the pairs of which a hub says the same; a hub excepts those with which the policies have no part. */
function withHubs(flows: readonly PolicyFlow[], { nodes }: Graph): DrawnFlow[] {
  const membersOf = (id: string): readonly string[] =>
    nodes.flatMap((node) => (node.type === 'anywhere' && node.id === id ? node.members : []));
  const flowsAt = (hub: string): HubFlows => {
    const members = membersOf(hub);
    return { members, isMember: new Set(members), said: new Map(), spoken: new Map() };
  };
  const [fromAnywhere, toAnywhere] = [flowsAt(anywhereSource), flowsAt(anywhereDestination)];
  for (const { source, destination, parts } of flows) {
    if (source === anywhereSource) fromAnywhere.said.set(destination, parts);
    if (destination === anywhereDestination) toAnywhere.said.set(source, parts);
  }
  for (const { source, destination } of flows) {
    speak(fromAnywhere, destination, source);
    speak(toAnywhere, source, destination);
  }
  const exceptedOf = ({ members, spoken }: HubFlows, other: string): readonly string[] =>
    members.filter((member) => member !== other && !spoken.get(other)?.has(member));
  return flows.flatMap((flow): DrawnFlow[] => {
    const { source, destination, parts } = flow;
    if (source === anywhereSource) return [{ ...flow, excepted: exceptedOf(fromAnywhere, destination) }];
    if (destination === anywhereDestination) return [{ ...flow, excepted: exceptedOf(toAnywhere, source) }];
    const said = [
      fromAnywhere.isMember.has(source) ? fromAnywhere.said.get(destination) : undefined,
      toAnywhere.isMember.has(destination) ? toAnywhere.said.get(source) : undefined,
    ].filter((hub) => hub !== undefined);
    const isSaid = said.length > 0 && said.every((hub) => hub === parts);
    return isSaid ? [] : [{ ...flow, excepted: [] }];
  });
}

/** What is said at a hub, by the other end. */
interface HubFlows {
  readonly members: readonly string[];
  readonly isMember: ReadonlySet<string>;
  readonly said: Map<string, PolicyParts>;
  /** The members with a flow of their own. */
  readonly spoken: Map<string, Set<string>>;
}

function speak({ isMember, said, spoken }: HubFlows, other: string, member: string): void {
  if (!isMember.has(member) || !said.has(other)) return;
  const known = spoken.get(other);
  if (known) known.add(member);
  else spoken.set(other, new Set([member]));
}

/** What a rectangle of cells says. */
interface LayerPart {
  readonly part: PolicyPart;
  /** Of a hub at one end. */
  readonly excepted: readonly string[];
}

interface Layer {
  readonly cells: Cell[];
  readonly parts: LayerPart[];
  readonly values: Map<string, number>;
}

/** Covers the pairs of each state for itself: a pair can have parts of several states. */
function summarised(flows: readonly DrawnFlow[], frame: Frame): GraphEdge[] {
  const layers = new Map<FlowState, Layer>();
  for (const { source, destination, parts, excepted } of flows) {
    for (const part of parts) {
      let layer = layers.get(part.state);
      if (!layer) layers.set(part.state, (layer = { cells: [], parts: [], values: new Map() }));
      const key = `${part.connections.id} ${part.partial} ${excepted.join()}`;
      let value = layer.values.get(key);
      if (value === undefined) layer.values.set(key, (value = layer.parts.push({ part, excepted }) - 1));
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
    return coverCells(cells, boxes).map((rectangle) => {
      const { part, excepted } = parts[rectangle.value]!;
      const [from, to] = [frame.node(rectangle.source), frame.node(rectangle.destination)];
      const silent = excepted.map((id) => frame.node(frame.index.get(id)!));
      return toEdge(from, to, {
        ...part,
        exceptSources: from.type === 'anywhere' ? silent : rectangle.exceptSources.map(frame.node),
        exceptDestinations: to.type === 'anywhere' ? silent : rectangle.exceptDestinations.map(frame.node),
        flows: rectangle.cells.length,
      });
    });
  });
}
