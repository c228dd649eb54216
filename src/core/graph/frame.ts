import type { Boxes } from './cover';
import type { GraphNode } from './graph';

/** The nodes of a graph as `coverCells` counts them: namespaces are the boxes, all others the nodes. */
export interface Frame extends Boxes {
  /** Index of each workload, in the order of the cluster. */
  readonly workloads: readonly number[];
  /** Index of a node by id; namespaces have none. */
  readonly index: ReadonlyMap<string, number>;
  /** The graph's node for an index, boxes included. */
  readonly node: (index: number) => GraphNode;
}

/** @param selfFlows per workload, whether it can talk with itself */
export function buildFrame(graphNodes: readonly GraphNode[], selfFlows: readonly boolean[]): Frame {
  const nodes = graphNodes.filter(({ type }) => type !== 'namespace');
  const namespaces = graphNodes.filter(({ type }) => type === 'namespace');
  const boxIndex = new Map(namespaces.map(({ id }, box) => [id, box]));
  const boxOf = nodes.map((node) => (node.type === 'workload' ? boxIndex.get(node.parent)! : -1));
  const members: number[][] = namespaces.map(() => []);
  const workloads: number[] = [];
  const hasSelf: boolean[] = [];
  for (const [index, { type }] of nodes.entries()) {
    if (type !== 'workload') continue;
    hasSelf[index] = selfFlows[workloads.length]!;
    workloads.push(index);
    members[boxOf[index]!]!.push(index);
  }
  return {
    nodes: nodes.length,
    boxOf,
    members,
    hasSelf,
    workloads,
    index: new Map(nodes.map(({ id }, index) => [id, index])),
    node: (index) => nodes[index] ?? namespaces[index - nodes.length]!,
  };
}
