import { buildGraph } from '../graph/buildGraph';
import type { AnywhereNode, GraphNode } from '../graph/graph';
import { anywhereDestination, anywhereSource } from '../graph/hubs';
import type { Connectivity } from '../evaluate/connectivity';
import type { ComparedFlows } from './comparedFlows';
import type { ReviewCell } from './reviewCells';

/** The nodes of both sides, each once: as they are now, then what is gone. */
export function buildReviewNodes(
  before: Connectivity,
  after: Connectivity,
  flows: ComparedFlows,
  cells: readonly ReviewCell[],
): GraphNode[] {
  const compared = new Set(flows.workloads.map(({ workload }) => workload.id));
  const nodes = new Map<string, GraphNode>();
  for (const node of [...buildGraph(after).nodes, ...buildGraph(before).nodes]) {
    if (node.type === 'anywhere' || nodes.has(node.id)) continue;
    if (node.type !== 'workload' || compared.has(node.id)) nodes.set(node.id, node);
  }
  for (const id of cells.flatMap(({ source, destination }) => [source, destination])) {
    if (!nodes.has(id) && id.startsWith(addresses))
      nodes.set(id, { type: 'addresses', id, title: id.slice(addresses.length), except: [] });
  }
  return [...tellApart([...nodes.values()]), ...buildHubs(flows)];
}

const addresses = 'Addresses/';

/** A workload may be gone whose name another kind of workload has now. */
function tellApart(nodes: readonly GraphNode[]): GraphNode[] {
  const count = new Map<string, number>();
  for (const node of nodes)
    if (node.type === 'workload') count.set(node.title, (count.get(node.title) ?? 0) + 1);
  return nodes.map((node) =>
    node.type === 'workload' && (count.get(node.title) ?? 0) > 1
      ? { ...node, title: `${node.namespace}/${node.name} (${node.kind})` }
      : node,
  );
}

function buildHubs(flows: ComparedFlows): AnywhereNode[] {
  const hub = (id: AnywhereNode['id'], direction: 'ingress' | 'egress'): AnywhereNode => {
    const members = flows.workloads
      .filter((workload) => flows.isOpen(workload, direction))
      .map(({ workload }) => workload.id);
    const title = members.length > 0 ? 'Anywhere' : 'Outside';
    return { type: 'anywhere', id, title, subtitle: 'open before and after, and outside', members };
  };
  return [hub(anywhereSource, 'egress'), hub(anywhereDestination, 'ingress')];
}
