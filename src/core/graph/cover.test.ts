import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Boxes, type Cell, coverCells, type Rectangle } from './cover';

/** Boxes of the given sizes, then lone nodes. */
function boxesOf(sizes: readonly number[], lone = 2, hasSelf = (_node: number) => true): Boxes {
  const boxOf = [
    ...sizes.flatMap((size, box) => Array.from({ length: size }, () => box)),
    ...Array.from({ length: lone }, () => -1),
  ];
  return {
    nodes: boxOf.length,
    boxOf,
    members: sizes.map((_, box) => [...boxOf.keys()].filter((node) => boxOf[node] === box)),
    hasSelf: boxOf.map((_, node) => hasSelf(node)),
  };
}

function cellsOf(boxes: Boxes, valueAt: (source: number, destination: number) => number): Cell[] {
  const nodes = [...boxes.boxOf.keys()];
  return nodes.flatMap((source) =>
    nodes.flatMap((destination) => {
      if (source === destination && !boxes.hasSelf[source]) return [];
      const value = valueAt(source, destination);
      return value > 0 ? [{ source, destination, value }] : [];
    }),
  );
}

function expand(
  rectangles: readonly Rectangle[],
  { nodes, members, hasSelf }: Boxes,
): Map<string, Set<number>> {
  const cells = new Map<string, Set<number>>();
  const side = (whole: number, except: readonly number[]) =>
    (whole < nodes ? [whole] : members[whole - nodes]!).filter((node) => !except.includes(node));
  for (const { source, destination, value, exceptSources, exceptDestinations } of rectangles) {
    for (const from of side(source, exceptSources)) {
      for (const to of side(destination, exceptDestinations)) {
        if (from === to && !hasSelf[from]) continue;
        const key = `${from} ${to}`;
        cells.set(key, (cells.get(key) ?? new Set()).add(value));
      }
    }
  }
  return cells;
}

const draw = (rectangles: readonly Rectangle[]) =>
  rectangles.map(({ source, destination, exceptSources, exceptDestinations }) => [
    source,
    destination,
    ...(exceptSources.length + exceptDestinations.length > 0 ? [exceptSources, exceptDestinations] : []),
  ]);

describe('coverCells', () => {
  test('covers all cells and nothing else, with the right value', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 3 }),
        fc.array(fc.tuple(fc.nat(), fc.nat(), fc.integer({ min: 0, max: 2 })), { maxLength: 12 }),
        fc.array(fc.tuple(fc.nat(), fc.nat(), fc.integer({ min: 0, max: 2 })), { maxLength: 9 }),
        fc.func(fc.boolean()),
        (sizes, holes, filled, hasSelf) => {
          const boxes = boxesOf(sizes, 2, hasSelf);
          const { nodes, boxOf } = boxes;
          // Whole blocks of equal values, and then holes and odd values in them.
          const blocks = new Map(
            filled.map(([a, b, value]) => [`${a % sizes.length} ${b % sizes.length}`, value]),
          );
          const odd = new Map(holes.map(([a, b, value]) => [`${a % nodes} ${b % nodes}`, value]));
          const cells = cellsOf(
            boxes,
            (source, destination) =>
              odd.get(`${source} ${destination}`) ??
              blocks.get(`${boxOf[source]} ${boxOf[destination]}`) ??
              0,
          );
          const wanted = new Map(
            cells.map((cell) => [`${cell.source} ${cell.destination}`, new Set([cell.value])]),
          );
          const rectangles = coverCells(cells, boxes);
          expect(expand(rectangles, boxes)).toEqual(wanted);
          expect(rectangles.length).toBeLessThanOrEqual(cells.length);
          expect(coverCells(cells.toReversed(), boxes)).toHaveLength(rectangles.length);
        },
      ),
      { numRuns: 500 },
    );
  });

  test('one rectangle for two boxes, and for a box with itself', () => {
    const boxes = boxesOf([3, 2]);
    expect(
      draw(
        coverCells(
          cellsOf(boxes, (s, d) => (s < 3 && d >= 3 && d < 5 ? 1 : 0)),
          boxes,
        ),
      ),
    ).toEqual([[7, 8]]);
    const alone = boxesOf([3], 0, () => false);
    expect(
      draw(
        coverCells(
          cellsOf(alone, () => 1),
          alone,
        ),
      ),
    ).toEqual([[3, 3]]);
  });

  test('one rectangle for a node and a box, and no more than one value in it', () => {
    const boxes = boxesOf([3], 1);
    expect(
      draw(
        coverCells(
          cellsOf(boxes, (s, d) => (s === 3 && d < 3 ? 1 : 0)),
          boxes,
        ),
      ),
    ).toEqual([[3, 4]]);
    expect(
      draw(
        coverCells(
          cellsOf(boxes, (s, d) => (s < 3 && d === 3 ? 1 : 0)),
          boxes,
        ),
      ),
    ).toEqual([[4, 3]]);
    const mixed = cellsOf(boxes, (s, d) => (s === 3 && d < 3 ? 1 + (d % 2) : 0));
    expect(draw(coverCells(mixed, boxes))).toEqual([
      [3, 0],
      [3, 1],
      [3, 2],
    ]);
  });

  test('a few members are excepted where that saves many edges', () => {
    const boxes = boxesOf([8]);
    const cells = cellsOf(boxes, (s, d) => (s < 8 && d < 8 && s !== 2 && d !== 5 ? 1 : 0));
    expect(draw(coverCells(cells, boxes))).toEqual([[10, 10, [2], [5]]]);
    const small = boxesOf([3]);
    const few = cellsOf(small, (s, d) => (s < 2 && d < 2 && s !== d ? 1 : 0));
    expect(draw(coverCells(few, small))).toEqual([
      [0, 1],
      [1, 0],
    ]);
  });
});
