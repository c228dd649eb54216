import { isEntry, isSummary, type DrawnGraph, type DrawnNode } from '../core/index';
import type { FlowEnds } from '../worker/protocol';

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

/** A flow of a summary is no single flow: boxes and hubs are not the ends of an intent. Nor are entries. */
export const isRemovable = ({ source, destination }: FlowEnds) =>
  !isSummary(source) && !isSummary(destination) && !isEntry(source);
