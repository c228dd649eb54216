import type { FlowState } from '../evaluate/attribution';
import type { Connectivity } from '../evaluate/connectivity';
import type { RulePiece } from '../evaluate/rulePiece';
import type { Policy } from '../policy/policy';
import { countEffect } from './countPolicies';
import { drawEffect, type Place } from './drawEffect';
import { toEdge } from './edges';
import { buildFrame } from './frame';
import type { Graph, GraphEdge, GraphNode } from './graph';
import { kindsIn } from './kindBoxes';
import { buildPieceEffect, buildPolicyEffect, type PolicyEffect } from './policyEffect';
import { flowsOf, type PolicyFlow } from './policyFlows';
import { buildWideFlows } from './widePolicies';
import { workloadKinds } from './workloadKinds';

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
 * themselves (or their boxes) exists. Of a state with very many edges only one end is told, by namespace: its edges
 * are partial where not all are concerned alike. What an edge stands for is listed by `policyMembersOf`.
 */
export function buildPolicyGraph(
  connectivity: Connectivity,
  graph: Graph,
  policies: readonly Policy[],
): PolicyGraph {
  return {
    ...toGraph(connectivity, graph, buildPolicyEffect(connectivity, policies)),
    selected: [
      ...new Set(
        policies.flatMap((policy) => connectivity.selected(policy)).map(({ workload }) => workload.id),
      ),
    ],
  };
}

/** The flows of a rule, or of one of its peers or ports, in the same states: `opens` and `closes` are its alone. */
export function buildPieceGraph(
  connectivity: Connectivity,
  graph: Graph,
  piece: RulePiece,
): Pick<PolicyGraph, 'edges' | 'counts'> {
  const effect = buildPieceEffect(connectivity, piece) ?? buildPolicyEffect(connectivity, []);
  return toGraph(connectivity, graph, effect);
}

/** How an effect is drawn. */
interface Drawing {
  readonly edges: readonly GraphEdge[];
  /** Each part of each pair has an edge of its own, so that one at a hub stands for addresses outside only. */
  readonly isSingle: boolean;
  /** The states that are drawn by namespace of one end; at the other a hub stands for everyone. */
  readonly wide: ReadonlySet<FlowState>;
}

/** Draws an effect: pair by pair, summarised, or widely. */
export function drawPolicies(
  connectivity: Connectivity,
  { nodes }: Pick<Graph, 'nodes'>,
  effect: PolicyEffect,
): Drawing {
  const parts = Object.values(countEffect(effect)).reduce((sum, count) => sum + count, 0);
  if (parts <= mostSingleEdges) {
    const edges = [...flowsOf(connectivity, effect)].flatMap((flow) => singleEdges(flow, nodes));
    return { edges, isSingle: true, wide: new Set() };
  }
  const byState = drawEffect(effect, placeIn(connectivity, nodes));
  const wide = new Set([...byState].filter(([, edges]) => !edges).map(([state]) => state));
  const wideEdges = wide.size > 0 ? drawWidely(connectivity, nodes, effect, wide) : [];
  return {
    edges: [...[...byState.values()].flatMap((edges) => edges ?? []), ...wideEdges],
    isSingle: false,
    wide,
  };
}

function toGraph(
  connectivity: Connectivity,
  graph: Graph,
  effect: PolicyEffect,
): Pick<PolicyGraph, 'edges' | 'counts'> {
  return { edges: drawPolicies(connectivity, graph, effect).edges, counts: countEffect(effect) };
}

const single = { flows: 1, exceptSources: [], exceptDestinations: [] };

function singleEdges({ source, destination, parts }: PolicyFlow, nodes: readonly GraphNode[]): GraphEdge[] {
  const [from, to] = [nodes.find(({ id }) => id === source), nodes.find(({ id }) => id === destination)];
  return from && to ? parts.map((part) => toEdge(from, to, { ...part, ...single })) : [];
}

/** Each an edge of its own. */
function drawWidely(
  connectivity: Connectivity,
  nodes: readonly GraphNode[],
  effect: PolicyEffect,
  states: ReadonlySet<FlowState>,
): GraphEdge[] {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  return buildWideFlows(connectivity, effect).flatMap(({ source, destination, pairs, ...part }) => {
    if (!states.has(part.state)) return [];
    const [from, to] = [byId.get(source), byId.get(destination)];
    return from && to ? [toEdge(from, to, { ...part, ...single, flows: pairs })] : [];
  });
}

/** By the nodes of a graph: one policy after another is drawn over it. */
const places = new WeakMap<readonly GraphNode[], Place>();

function placeIn(connectivity: Connectivity, nodes: readonly GraphNode[]): Place {
  const known = places.get(nodes);
  if (known) return known;
  const kinds = workloadKinds(connectivity);
  const frame = buildFrame(
    nodes,
    Array.from(kinds.of, (kind) => kinds.hasSelf[kind]!),
  );
  const hubs = nodes.flatMap((node) => (node.type === 'anywhere' ? [node] : []));
  const place = { frame, kinds: kindsIn(frame, kinds), hubs };
  places.set(nodes, place);
  return place;
}
