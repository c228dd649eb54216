import type { FlowState } from '../evaluate/attribution';
import { type ConnectionSet, describeConnections } from '../model/connections';
import type { GraphEdge, GraphNode } from './graph';

/** A policy's part in a flow, in words. */
export const stateWords: Readonly<Record<FlowState, string>> = {
  opens: 'opened',
  keepsOpen: 'kept open',
  alsoOpens: 'also opened',
  closes: 'closed',
  alsoCloses: 'also closed',
  allowsInVain: 'allowed in vain',
};

/** How a node is called in the name of an edge. */
export function nodeTitle(node: GraphNode): string {
  switch (node.type) {
    case 'namespace':
      return node.name;
    case 'addresses':
      return node.except.length > 0 ? `${node.title} except ${node.except.join(', ')}` : node.title;
    default:
      return node.title;
  }
}

/** What an edge says, apart from its ends. */
interface EdgeContent {
  readonly connections: ConnectionSet;
  readonly partial: boolean;
  readonly unrestricted?: boolean;
  readonly flows: number;
  readonly exceptSources: readonly GraphNode[];
  readonly exceptDestinations: readonly GraphNode[];
  readonly state?: FlowState;
}

/** The edge between two nodes, with its id, its ports and its name in words. */
export function toEdge(source: GraphNode, destination: GraphNode, content: EdgeContent): GraphEdge {
  const {
    connections,
    partial,
    unrestricted = false,
    flows,
    exceptSources,
    exceptDestinations,
    state,
  } = content;
  const ports = describeConnections(connections);
  const says = [
    ports,
    ...(exceptSources.length > 0 ? [`not from ${exceptSources.map(nodeTitle).join(' or ')}`] : []),
    ...(exceptDestinations.length > 0 ? [`not to ${exceptDestinations.map(nodeTitle).join(' or ')}`] : []),
    ...(partial ? ['partly'] : []),
    ...(state ? [stateWords[state]] : []),
  ];
  return {
    id: `${source.id} → ${destination.id}${state ? ` ${state}` : ''}`,
    source: source.id,
    destination: destination.id,
    connections: connections.ranges,
    ports,
    name: `${nodeTitle(source)} to ${nodeTitle(destination)}, ${says.join(', ')}`,
    unrestricted,
    partial,
    exceptSources: exceptSources.map(({ id }) => id),
    exceptDestinations: exceptDestinations.map(({ id }) => id),
    flows,
    ...(state ? { state } : {}),
  };
}
