import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { buildGraph } from '../graph/buildGraph';
import type { Graph, GraphNode } from '../graph/graph';
import { arbitraryCrowd } from '../testing/arbitraryCrowd';
import { clears, type Rectangle } from './freePlace';
import { layOut } from './layOut';
import type { Placements } from './placement';
import { box } from './sizes';
import { withMoved } from './withMoved';

const placed = ({ nodes }: Graph, placements: Placements, isIn: (node: GraphNode) => boolean) =>
  nodes.filter(isIn).map(({ id }) => placements[id]!);

const without = ({ nodes, edges }: Graph, gone: (node: GraphNode) => boolean): Graph => {
  const namespaces = new Set(
    nodes.filter((node) => node.type === 'namespace' && gone(node)).map(({ id }) => id),
  );
  const kept = nodes.filter(
    (node) => !gone(node) && !(node.type === 'workload' && namespaces.has(node.parent)),
  );
  const ids = new Set(kept.map(({ id }) => id));
  return {
    nodes: kept,
    edges: edges.filter(({ source, destination }) => ids.has(source) && ids.has(destination)),
  };
};

function expectApart(rectangles: readonly Rectangle[]) {
  for (const [index, one] of rectangles.entries()) {
    expect(clears(one, rectangles.slice(index + 1), 0)).toBe(true);
  }
}

/** Nothing overlaps, every card is in its box with its padding, and nothing else is placed. */
function expectTidy(graph: Graph, placements: Placements) {
  expect(Object.keys(placements).toSorted()).toEqual(graph.nodes.map(({ id }) => id).toSorted());
  expectApart(placed(graph, placements, ({ type }) => type !== 'workload'));
  for (const namespace of graph.nodes) {
    if (namespace.type !== 'namespace') continue;
    const frame = placements[namespace.id]!;
    const cards = placed(
      graph,
      placements,
      (node) => node.type === 'workload' && node.parent === namespace.id,
    );
    expectApart(cards);
    for (const { x, y, width, height } of cards) {
      expect([x >= box.padding, y >= box.header]).toEqual([true, true]);
      expect(x + width + box.padding).toBeLessThanOrEqual(frame.width);
      expect(y + height + box.padding).toBeLessThanOrEqual(frame.height);
    }
  }
}

const namespace = (name: string): GraphNode => ({
  type: 'namespace',
  labels: {},
  id: `Namespace/${name}`,
  name,
  origin: 'loaded',
  workloads: 1,
  isolatedEgress: 0,
  isolatedIngress: 0,
});
const hub = (id: 'Anywhere/source' | 'Anywhere/destination'): GraphNode => ({
  type: 'anywhere',
  id,
  title: 'Anywhere',
  subtitle: '',
  members: [],
});
const edge = (source: string, destination: string) => ({
  id: `${source} → ${destination}`,
  source,
  destination,
  connections: [],
  ports: 'all ports',
  name: '',
  unrestricted: false,
  partial: false,
  exceptSources: [],
  exceptDestinations: [],
  flows: 1,
});

const absolute = (from: Placements, { id, parent }: { id: string; parent: string }) => [
  from[id]!.x + from[parent]!.x,
  from[id]!.y + from[parent]!.y,
];

const arbitraryGraph = arbitraryCrowd.map(buildGraph);
/** Which nodes go, by a number drawn for each. */
const arbitraryPick = fc.array(fc.nat(9), { minLength: 40, maxLength: 40 });

describe('layOut', () => {
  test('overlaps nothing, and places equal graphs equally', () => {
    fc.assert(
      fc.property(arbitraryGraph, (graph) => {
        const placements = layOut(graph);
        expectTidy(graph, placements);
        expect(layOut(structuredClone(graph))).toEqual(placements);
      }),
      { numRuns: 80 },
    );
  });

  test('what stood stays where it was, and what is new finds a free place', () => {
    fc.assert(
      fc.property(arbitraryGraph, arbitraryPick, (graph, picks) => {
        const before = without(graph, (node) => picks[graph.nodes.indexOf(node) % 40]! < 2);
        const previous = layOut(before);
        const placements = layOut(graph, previous);
        expectTidy(graph, placements);
        if (before.nodes.length * 2 < graph.nodes.length) return;
        const grew = before.nodes.some(
          ({ id }) =>
            placements[id]!.height > previous[id]!.height || placements[id]!.width > previous[id]!.width,
        );
        for (const { id, type } of before.nodes) {
          const { x, y } = placements[id]!;
          expect(x).toBe(previous[id]!.x);
          // Only below a box that had to grow does something make way.
          if (!grew || type === 'workload') expect(y).toBe(previous[id]!.y);
        }
      }),
      { numRuns: 80 },
    );
  });

  test('what is removed leaves a hole, and nothing moves', () => {
    fc.assert(
      fc.property(arbitraryGraph, arbitraryPick, (graph, picks) => {
        const previous = layOut(graph);
        const rest = without(graph, (node) => picks[graph.nodes.indexOf(node) % 40]! < 3);
        const placements = layOut(rest, previous);
        expect(placements).toEqual(Object.fromEntries(rest.nodes.map(({ id }) => [id, previous[id]])));
        expect(layOut(graph, { ...previous })).toEqual(previous);
      }),
      { numRuns: 60 },
    );
  });

  test('sources stand left of their destinations, what anyone may reach right of or below them', () => {
    const chain = ['Anywhere/source', 'Namespace/b', 'Namespace/a', 'Anywhere/destination'];
    const placements = layOut({
      nodes: [...['a', 'b'].map(namespace), hub('Anywhere/source'), hub('Anywhere/destination')],
      edges: chain.slice(1).map((to, index) => edge(chain[index]!, to)),
    });
    const [source, first, second, destination] = chain.map((id) => placements[id]!);
    expect(first!.x).toBeGreaterThanOrEqual(source!.x + source!.width + 100);
    expect(second!.x).toBeGreaterThanOrEqual(first!.x + first!.width + 100);
    const isRight = destination!.x >= second!.x + second!.width;
    expect(isRight || destination!.y >= second!.y + second!.height).toBe(true);
  });
});

describe('withMoved', () => {
  test('a box grows around its cards, which else keep their place on the canvas', () => {
    const spot = fc.record({
      x: fc.integer({ min: -300, max: 900 }),
      y: fc.integer({ min: -300, max: 900 }),
    });
    fc.assert(
      fc.property(arbitraryGraph, fc.nat(), spot, (graph, pick, to) => {
        const workloads = graph.nodes.filter((node) => node.type === 'workload');
        const mover = workloads[pick % workloads.length];
        if (!mover) return;
        const placements = layOut(graph);
        const before = structuredClone(placements);
        const after = withMoved(graph, placements, { [mover.id]: to });
        expect(placements).toEqual(before);
        for (const card of workloads) {
          if (card !== mover) expect(absolute(after, card)).toEqual(absolute(placements, card));
          const { x, y, width, height } = after[card.id]!;
          const frame = after[card.parent]!;
          expect(x >= box.padding && y >= box.header).toBe(true);
          expect(x + width + box.padding <= frame.width && y + height + box.padding <= frame.height).toBe(
            true,
          );
        }
        const frame = placements[mover.parent]!;
        expect(absolute(after, mover)).toEqual([frame.x + to.x, frame.y + to.y]);
      }),
      { numRuns: 80 },
    );
  });

  test('top-level nodes move as they are told; unknown ids are passed over', () => {
    const graph = fc.sample(
      arbitraryGraph.filter(({ nodes }) => nodes.length > 3),
      { seed: 1, numRuns: 1 },
    )[0]!;
    const placements = layOut(graph);
    const { id } = graph.nodes.find(({ type }) => type === 'namespace')!;
    const after = withMoved(graph, placements, { [id]: { x: 7, y: 9 }, gone: { x: 1, y: 1 } });
    expect(after).toEqual({ ...placements, [id]: { ...placements[id], x: 7, y: 9 } });
  });
});
