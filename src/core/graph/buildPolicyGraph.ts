import type { FlowState } from '../evaluate/attribution';
import type { Connectivity } from '../evaluate/connectivity';
import type { RulePiece } from '../evaluate/rulePiece';
import type { Policy } from '../policy/policy';
import { countEffect } from './countPolicies';
import { countEffectBlocks, drawEffect, type Place } from './drawEffect';
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
/** Up to this many pairs of namespaces are told apart; of more, what comes into a namespace comes from anywhere. */
const mostBlocks = 5000;

/**
 * Projects the part of policies in every flow to edges of a graph: of several, what they do together. What concerns
 * addresses that no policy names is drawn at the hubs. Where there are many pairs they are summarised as in
 * `buildGraph`; then an edge at a hub also stands for the members of the hub with which no edge between the two
 * themselves (or their boxes) exists. Between very many namespaces only one end is told, by edges that are partial
 * where not all are concerned alike. What an edge stands for is listed by `policyMembersOf`.
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
export type Drawing = 'singly' | 'summarised' | 'widely';

/** How the effect is drawn: each part of each pair by an edge of its own, summarised, or by namespace of one end. */
export function drawingOf(connectivity: Connectivity, { nodes }: Pick<Graph, 'nodes'>, effect: PolicyEffect): Drawing {
  const parts = Object.values(countEffect(effect)).reduce((sum, count) => sum + count, 0);
  if (parts <= mostSingleEdges) return 'singly';
  return countEffectBlocks(effect, placeIn(connectivity, nodes), mostBlocks) > mostBlocks ? 'widely' : 'summarised';
}

function toGraph(
  connectivity: Connectivity,
  graph: Graph,
  effect: PolicyEffect,
): Pick<PolicyGraph, 'edges' | 'counts'> {
  const draw: Readonly<Record<Drawing, () => readonly GraphEdge[]>> = {
    singly: () => [...flowsOf(connectivity, effect)].flatMap((flow) => singleEdges(flow, graph)),
    summarised: () => drawEffect(effect, placeIn(connectivity, graph.nodes)),
    widely: () => drawWidely(connectivity, graph, effect),
  };
  return { edges: draw[drawingOf(connectivity, graph, effect)](), counts: countEffect(effect) };
}

const single = { flows: 1, exceptSources: [], exceptDestinations: [] };

function singleEdges({ source, destination, parts }: PolicyFlow, { nodes }: Graph): GraphEdge[] {
  const [from, to] = [nodes.find(({ id }) => id === source), nodes.find(({ id }) => id === destination)];
  return from && to ? parts.map((part) => toEdge(from, to, { ...part, ...single })) : [];
}

/** Each an edge of its own. */
function drawWidely(connectivity: Connectivity, { nodes }: Graph, effect: PolicyEffect): GraphEdge[] {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  return buildWideFlows(connectivity, effect).flatMap(({ source, destination, pairs, ...part }) => {
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
