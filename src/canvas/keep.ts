import type { DrawnGraph } from '../core/index';
import { same } from './same';

/** The new list with the old objects where they are equal; the old list where all are. */
function keep<Item extends { readonly id: string }>(
  before: readonly Item[],
  now: readonly Item[],
): readonly Item[] {
  const known = new Map(before.map((item) => [item.id, item]));
  return keepList(
    before,
    now.map((item) => {
      const old = known.get(item.id);
      return old && same(old, item) ? old : item;
    }),
  );
}

/** The old list where the new one holds the very same items. */
export function keepList<List extends readonly unknown[]>(before: List, now: List): List {
  return now.length === before.length && now.every((item, index) => item === before[index]) ? before : now;
}

/**
 * Makes a function that gives a graph with the objects of the graph before it, where they are equal: graphs come
 * from the worker as copies.
 */
export function createGraphKeeper(): (graph: DrawnGraph) => DrawnGraph {
  let last: DrawnGraph = { nodes: [], edges: [] };
  return (graph) => {
    const [nodes, edges] = [keep(last.nodes, graph.nodes), keep(last.edges, graph.edges)];
    if (nodes !== last.nodes || edges !== last.edges) last = { nodes, edges };
    return last;
  };
}
