import { isEntry, isSummary, type DrawnGraph, type DrawnNode } from '../core/index';
import type { FlowEnds } from '../worker/views';

/** What a node is called on the canvas. */
export function titleOf(node: DrawnNode): string {
  return node.type === 'namespace' ? node.name : node.title;
}

/** What the two ends of a flow are called. */
export function describeEnds(
  graph: DrawnGraph,
  { source, destination }: FlowEnds,
): readonly [string, string] {
  const titleOfId = (id: string) => {
    const node = graph.nodes.find((each) => each.id === id);
    return node ? titleOf(node) : id;
  };
  return [titleOfId(source), titleOfId(destination)];
}

/** Entries are no ends of an intent: policies judge what their controllers send. */
export const isRemovable = ({ source }: FlowEnds) => !isEntry(source);

/** One workload or address block at each end: a summary has the ports of many flows. */
export const isSingle = ({ source, destination }: FlowEnds) =>
  !isSummary(source) && !isSummary(destination) && !isEntry(source);
