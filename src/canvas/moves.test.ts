import { expect, test } from 'vitest';
import { analyze, buildGraph, layOut, readSourceFile } from '../core/index';
import { shownPlacements, toMove, type Moves } from './moves';

const text = ['web', 'api']
  .map((name) => `apiVersion: v1\nkind: Pod\nmetadata: {name: ${name}, namespace: shop}\nspec: {}\n`)
  .join('---\n');
const graph = buildGraph(analyze([readSourceFile('a.yaml', text)]).connectivity);
const placements = layOut(graph);
const [id, box] = ['Pod/shop/web', 'Namespace/shop'];

/** Drops a node where it is seen now, moved by so much; gives the moves after it. */
function drop(moved: Moves, node: string, by: number): Moves {
  const stage = { graph, placements, moved };
  const shown = shownPlacements(stage);
  const seen = shown[node];
  if (!seen) throw new Error(`${node} is not placed`);
  return { ...moved, [node]: toMove(stage, shown, node, { x: seen.x + by, y: seen.y + by }) };
}

const onCanvas = (moved: Moves, node: string) => {
  const shown = shownPlacements({ graph, placements, moved });
  const [own, frame] = [shown[node], node === box ? { x: 0, y: 0 } : shown[box]];
  return [(own?.x ?? 0) + (frame?.x ?? 0), (own?.y ?? 0) + (frame?.y ?? 0)];
};

test('a node stays where it is dropped, also when its box has grown to the left and upwards', () => {
  let moved: Moves = {};
  const start = onCanvas(moved, id);
  let total = 0;
  for (const by of [-200, 30, -50, 400, -10]) {
    moved = drop(moved, id, by);
    total += by;
    expect(onCanvas(moved, id)).toEqual(start.map((value) => value + total));
  }
});

test('a grown box is dropped where it is seen', () => {
  let moved = drop({}, id, -200);
  const before = onCanvas(moved, box);
  moved = drop(moved, box, 70);
  expect(onCanvas(moved, box)).toEqual(before.map((value) => value + 70));
});
