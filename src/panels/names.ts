import { otherAddresses, type GraphNode } from '../core/index';
import type { AnalysisView } from '../worker/views';

/** `db-allow-api` of `NetworkPolicy/data/db-allow-api`. */
export function policyName(id: string): string {
  return id.slice(id.lastIndexOf('/') + 1);
}

/** How a node is called in running text: `data/db`, `namespace shop`, `10.0.0.0/8`. */
function nodeTitle(node: GraphNode): string {
  return node.type === 'namespace' ? `namespace ${node.name}` : node.title;
}

const titlesByGraph = new WeakMap<object, ReadonlyMap<string, string>>();

/** The title of a node by its id. */
export function titleOf(graph: AnalysisView['graph'], id: string): string {
  let titles = titlesByGraph.get(graph);
  if (!titles) {
    titles = new Map([
      [otherAddresses, 'addresses outside'],
      ...graph.nodes.map((node) => [node.id, nodeTitle(node)] as const),
    ]);
    titlesByGraph.set(graph, titles);
  }
  return titles.get(id) ?? id.slice(id.indexOf('/') + 1);
}
