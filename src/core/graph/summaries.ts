import type { GraphEdge, GraphNode } from './graph';

/** Whether a node is drawn in place of many. A flow is drawn, explained and removed between single ends. */
export function isSummary(id: string): boolean {
  return /^(Namespace|Anywhere)\//.test(id);
}

/**
 * Makes the function that tells whether an end of an edge stands for a node: as the node itself, as its namespace
 * where the edge does not except it, or as a hub of which it is a member.
 */
export function standingFor(
  nodes: readonly GraphNode[],
  node: GraphNode,
): (edge: GraphEdge, end: 'source' | 'destination') => boolean {
  const hubs = new Set<string>();
  for (const hub of nodes) if (hub.type === 'anywhere' && hub.members.includes(node.id)) hubs.add(hub.id);
  return (edge, end) => {
    const id = edge[end];
    if (id === node.id || hubs.has(id)) return true;
    const excepted = end === 'source' ? edge.exceptSources : edge.exceptDestinations;
    return node.type === 'workload' && id === node.parent && !excepted.includes(node.id);
  };
}
