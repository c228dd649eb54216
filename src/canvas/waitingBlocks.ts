import { blockNode, sizeOf, type DrawnGraph, type DrawnNode, type Placements } from '../core/index';

interface Picture {
  readonly graph: DrawnGraph;
  readonly placements: Placements;
}

/** Adds the address blocks that wait for a flow: those that no rule names. Where they stand is kept as moved by hand. */
export function withWaitingBlocks({ graph, placements }: Picture, blocks: readonly string[]): Picture {
  const known = new Set(graph.nodes.map(({ id }) => id));
  const waiting = blocks.filter((id) => !known.has(id)).map(toNode);
  if (waiting.length === 0) return { graph, placements };
  return {
    graph: { ...graph, nodes: [...graph.nodes, ...waiting] },
    placements: {
      ...placements,
      ...Object.fromEntries(waiting.map((node) => [node.id, { x: 0, y: 0, ...sizeOf(node) }])),
    },
  };
}

function toNode(id: string): DrawnNode {
  const [cidr = '', except] = id.replace(/^Addresses\//, '').split(' except ');
  return blockNode({ id, block: { cidr, except: except?.split(',') ?? [] } });
}
