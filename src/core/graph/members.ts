import type { Connectivity } from '../evaluate/connectivity';
import { canTalkToItself } from '../evaluate/flows';
import { connectionsOf } from '../model/connections';
import type { Policy } from '../policy/policy';
import { isDrawnSingly } from './buildPolicyGraph';
import { nodeTitle } from './edges';
import type { GraphEdge, GraphNode } from './graph';
import { buildPolicyFlows, type PolicyFlow } from './policyFlows';
import { areWide, pairsOfWideFlow } from './widePolicies';

/** One flow that an edge stands for, by the ids of its ends. A hub among them is the addresses outside. */
export interface Member {
  readonly source: string;
  readonly destination: string;
  /** `shop/api to data/db`. */
  readonly name: string;
}

/**
 * The flows that an edge of a graph stands for, all with the connections that it says: of a namespace its workloads,
 * of a hub its members and the addresses outside, save those that the edge excepts. In the order of the nodes.
 */
export function membersOf(
  connectivity: Connectivity,
  graph: { readonly nodes: readonly GraphNode[] },
  edge: GraphEdge,
): readonly Member[] {
  const byId = new Map(graph.nodes.map((node) => [node.id, node]));
  const endsOf = (id: string, excepted: readonly string[]): readonly string[] => {
    const node = byId.get(id);
    if (node?.type === 'anywhere') return [...node.members.filter((one) => !excepted.includes(one)), id];
    if (node?.type !== 'namespace') return [id];
    return graph.nodes.flatMap((one) =>
      one.type === 'workload' && one.parent === id && !excepted.includes(one.id) ? [one.id] : [],
    );
  };
  const sources = endsOf(edge.source, edge.exceptSources);
  const destinations = endsOf(edge.destination, edge.exceptDestinations);
  return sources.flatMap((source) =>
    destinations.flatMap((destination) =>
      source === destination && !canTalkToItself(connectivity, source)
        ? []
        : [toMember(byId, source, destination)],
    ),
  );
}

/** The flows that an edge of `buildPolicyGraph` stands for. */
export function policyMembersOf(
  connectivity: Connectivity,
  graph: { readonly nodes: readonly GraphNode[] },
  policies: readonly Policy[],
  edge: GraphEdge,
): readonly Member[] {
  const byId = new Map(graph.nodes.map((node) => [node.id, node]));
  if (areWide(connectivity, policies)) {
    return pairsOfWideFlow(connectivity, policies, edge).map(([source, destination]) =>
      toMember(byId, source, destination),
    );
  }
  const flows = buildPolicyFlows(connectivity)(policies);
  const connections = connectionsOf(edge.connections);
  const isPartOf = ({ parts }: PolicyFlow) =>
    parts.some(
      (part) =>
        part.state === edge.state && part.connections === connections && part.partial === edge.partial,
    );
  const hubs = isDrawnSingly(flows)
    ? []
    : flows.filter(({ source, destination }) => isHub(source) || isHub(destination));
  const standsFor = (id: string, excepted: readonly string[], end: string): boolean => {
    if (id === end) return true;
    const node = byId.get(end);
    return node?.type === 'workload' && node.parent === id && !excepted.includes(end);
  };
  /** A pair of which the hub says the same is not drawn for itself. */
  const isSaidBy = (hub: PolicyFlow, { source, destination, parts }: PolicyFlow): boolean => {
    const isMember = (id: string, end: string) => {
      const node = byId.get(id);
      return id === end || (node?.type === 'anywhere' && node.members.includes(end));
    };
    return hub.parts === parts && isMember(hub.source, source) && isMember(hub.destination, destination);
  };
  return flows
    .filter(
      (flow) =>
        isPartOf(flow) &&
        [flow, ...hubs.filter((hub) => hub !== flow && isSaidBy(hub, flow))].some(
          ({ source, destination }) =>
            standsFor(edge.source, edge.exceptSources, source) &&
            standsFor(edge.destination, edge.exceptDestinations, destination),
        ),
    )
    .map(({ source, destination }) => toMember(byId, source, destination));
}

const isHub = (id: string): boolean => id.startsWith('Anywhere/');

function toMember(nodes: ReadonlyMap<string, GraphNode>, source: string, destination: string): Member {
  const titleOf = (id: string) => {
    const node = nodes.get(id);
    if (node?.type === 'anywhere') return 'Outside';
    return node ? nodeTitle(node) : id;
  };
  return { source, destination, name: `${titleOf(source)} to ${titleOf(destination)}` };
}
