import type { DrawnNode, GraphEdge } from './graph';

/** Whether a node is drawn in place of many. A flow is drawn, explained and removed between single ends. */
export function isSummary(id: string): boolean {
  return /^(Namespace|Anywhere)\//.test(id);
}

/** Makes the function that tells whether an end of an edge stands for a namespace, or for some workload in it. */
export function touching(
  nodes: readonly DrawnNode[],
  namespace: string,
): (edge: GraphEdge, end: 'source' | 'destination') => boolean {
  const own = new Set<string>();
  for (const node of nodes) if (node.type === 'workload' && node.parent === namespace) own.add(node.id);
  const members = new Map<string, readonly string[]>();
  for (const hub of nodes)
    if (hub.type === 'anywhere')
      members.set(
        hub.id,
        hub.members.filter((id) => own.has(id)),
      );
  return (edge, end) => {
    const id = edge[end];
    if (id === namespace || own.has(id)) return true;
    const excepted = end === 'source' ? edge.exceptSources : edge.exceptDestinations;
    return members.get(id)?.some((member) => !excepted.includes(member)) ?? false;
  };
}

/**
 * Makes the function that tells whether an end of an edge stands for a node: as the node itself, as its namespace
 * or a hub of which it is a member, where the edge does not except it.
 */
export function standingFor(
  nodes: readonly DrawnNode[],
  node: DrawnNode,
): (edge: GraphEdge, end: 'source' | 'destination') => boolean {
  const hubs = new Set<string>();
  for (const hub of nodes) if (hub.type === 'anywhere' && hub.members.includes(node.id)) hubs.add(hub.id);
  return (edge, end) => {
    const id = edge[end];
    if (id === node.id) return true;
    const excepted = end === 'source' ? edge.exceptSources : edge.exceptDestinations;
    const isInside = hubs.has(id) || (node.type === 'workload' && id === node.parent);
    return isInside && !excepted.includes(node.id);
  };
}
