import type { Connectivity } from '../evaluate/connectivity';
import { canTalkToItself } from '../evaluate/flows';
import { connectionsOf } from '../model/connections';
import type { Policy } from '../policy/policy';
import { drawPolicies } from './buildPolicyGraph';
import { nodeTitle } from './edges';
import type { GraphEdge, GraphNode } from './graph';
import { anywhereDestination, anywhereSource } from './hubs';
import { buildPolicyEffect } from './policyEffect';
import { flowsOf, type PolicyFlow } from './policyFlows';

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
  const effect = buildPolicyEffect(connectivity, policies);
  const { isSingle, wide } = drawPolicies(connectivity, graph, effect);
  const isWide = edge.state !== undefined && wide.has(edge.state);
  const isSummarised = !isSingle && !isWide;
  const connections = connectionsOf(edge.connections);
  const isPartOf = ({ parts }: PolicyFlow) =>
    parts.some(
      (part) =>
        part.state === edge.state &&
        (isWide || (part.connections === connections && part.partial === edge.partial)),
    );
  const isMember = (hub: string, end: string): boolean => {
    const node = byId.get(hub);
    return node?.type === 'anywhere' && node.members.includes(end);
  };
  const standsFor = (id: string, excepted: readonly string[], end: string): boolean => {
    if (id === end || (isWide && isHub(id))) return true;
    const node = byId.get(end);
    return node?.type === 'workload' && node.parent === id && !excepted.includes(end);
  };
  const isMeant = (id: string, excepted: readonly string[]) => {
    const members = new Set(isSummarised ? membersOfHub(byId.get(id)) : []);
    return (end: string) => standsFor(id, excepted, end) || members.has(end);
  };
  const flows = [
    ...flowsOf(connectivity, effect, {
      isSource: isMeant(edge.source, edge.exceptSources),
      isDestination: isMeant(edge.destination, edge.exceptDestinations),
    }),
  ];
  const atHubs = new Map(
    (isSummarised ? flows : [])
      .filter(({ source, destination }) => isHub(source) || isHub(destination))
      .map(({ source, destination, parts }) => [`${source} ${destination}`, parts]),
  );
  /** The flow itself and those of hubs that say the same of it, so that it is not drawn for itself. */
  const drawnAs = (flow: PolicyFlow): readonly Ends[] => {
    const { source, destination } = flow;
    return [
      { source, destination },
      ...[
        { source: anywhereSource, destination, hub: anywhereSource, member: source },
        { source, destination: anywhereDestination, hub: anywhereDestination, member: destination },
      ].filter(
        (ends) =>
          saysAll(atHubs.get(`${ends.source} ${ends.destination}`), flow) && isMember(ends.hub, ends.member),
      ),
    ];
  };
  return flows
    .filter(
      (flow) =>
        isPartOf(flow) &&
        drawnAs(flow).some(
          ({ source, destination }) =>
            standsFor(edge.source, edge.exceptSources, source) &&
            standsFor(edge.destination, edge.exceptDestinations, destination),
        ),
    )
    .map(({ source, destination }) => toMember(byId, source, destination));
}

/** Whether a hub says all that a flow says; of a workload with itself less is said than of two. */
function saysAll(hub: PolicyFlow['parts'] | undefined, { source, destination, parts }: PolicyFlow): boolean {
  if (source !== destination) return hub === parts;
  return parts.every(({ state, connections, partial }) =>
    hub?.some((part) => part.state === state && part.connections === connections && part.partial === partial),
  );
}

type Ends = Pick<PolicyFlow, 'source' | 'destination'>;

const isHub = (id: string): boolean => id.startsWith('Anywhere/');

const membersOfHub = (node: GraphNode | undefined): readonly string[] =>
  node?.type === 'anywhere' ? node.members : [];

function toMember(nodes: ReadonlyMap<string, GraphNode>, source: string, destination: string): Member {
  const titleOf = (id: string) => {
    const node = nodes.get(id);
    if (node?.type === 'anywhere') return 'Outside';
    return node ? nodeTitle(node) : id;
  };
  return { source, destination, name: `${titleOf(source)} to ${titleOf(destination)}` };
}
