import {
  askedConnections,
  connectionsOf,
  intersect,
  isEntry,
  NONE,
  otherAddresses,
  standingFor,
  type FlowFilter,
  type GraphEdge,
  type DrawnNode,
} from '../core/index';

/** What the canvas shows under a filter. */
export interface Filtering {
  /** Whether some of what the edge stands for is kept. */
  readonly keepsEdge: (edge: GraphEdge) => boolean;
  readonly keepsNode: (node: DrawnNode) => boolean;
}

/**
 * Makes a filter ready for the summary that the canvas draws.
 * @param kept the single ends of the flows that the filter keeps
 */
export function toFiltering(
  nodes: readonly DrawnNode[],
  filter: FlowFilter,
  kept: ReadonlySet<string>,
): Filtering {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const boxes = new Set<string>();
  for (const node of nodes) if (node.type === 'workload' && kept.has(node.id)) boxes.add(node.parent);
  const keepsNode = (node: DrawnNode): boolean => {
    if (node.type === 'namespace') return boxes.has(node.id);
    if (node.type === 'entry') return true;
    if (node.type === 'anywhere') return kept.has(otherAddresses) || node.members.some((id) => kept.has(id));
    return kept.has(node.id);
  };
  const keepsId = (id: string): boolean => {
    const node = byId.get(id);
    return node !== undefined && keepsNode(node);
  };
  const { namespaces, fromOutside, notIsolated, focus } = filter;
  const asked = askedConnections(filter);
  const middle = focus && byId.get(focus.workload);
  const standsFor = middle && standingFor(nodes, middle);
  const isIn = (id: string): boolean => {
    const node = byId.get(id);
    if (node?.type === 'workload') return namespaces.includes(node.namespace);
    if (node?.type === 'namespace') return namespaces.includes(node.name);
    return node?.type === 'anywhere' && node.members.some(isIn);
  };
  const isOpen = (id: string): boolean => {
    const node = byId.get(id);
    return (
      notIsolated === undefined || node?.type !== 'workload' || node[notIsolated].isolatedBy.length === 0
    );
  };
  return {
    keepsNode,
    keepsEdge: (edge) => {
      const { source, destination } = edge;
      if (!keepsId(source) || !keepsId(destination)) return false;
      if (intersect(connectionsOf(edge.connections), asked) === NONE) return false;
      if (fromOutside && !/^(Anywhere|Addresses)\//.test(source) && !isEntry(source)) return false;
      if (notIsolated && !isOpen(notIsolated === 'ingress' ? destination : source)) return false;
      if (namespaces.length > 0 && !isIn(source) && !isIn(destination)) return false;
      // With one hop, what runs beside the workload in focus is none of its ways.
      return focus?.hops !== 1 || standsFor?.(edge, 'source') || standsFor?.(edge, 'destination') || false;
    },
  };
}
