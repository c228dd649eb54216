import type { Graph } from '../core/index';

interface Ends {
  readonly source: string;
  readonly destination: string;
}

/** What the two ends of a flow are called. */
export function describeEnds(graph: Graph, { source, destination }: Ends): readonly [string, string] {
  const titleOf = (id: string) => {
    const node = graph.nodes.find((each) => each.id === id);
    return node === undefined ? id : node.type === 'namespace' ? node.name : node.title;
  };
  return [titleOf(source), titleOf(destination)];
}

/** A flow of a summary is no single flow: boxes and hubs are not the ends of an intent. */
export const isRemovable = ({ source, destination }: Ends) =>
  [source, destination].every((id) => !id.startsWith('Namespace/') && !id.startsWith('Anywhere/'));
