import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Rect } from './curve';
import { Grid } from './grid';

const rect = fc.record({
  x: fc.integer({ min: -900, max: 900 }),
  y: fc.integer({ min: -900, max: 900 }),
  width: fc.integer({ min: 0, max: 700 }),
  height: fc.integer({ min: 0, max: 700 }),
});
const overlap = (a: Rect, b: Rect) =>
  a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;

test('finds all that overlap, each once', () => {
  fc.assert(
    fc.property(fc.array(rect), rect, (items, asked) => {
      const found = new Grid(items).near(asked);
      expect(new Set(found).size).toBe(found.length);
      expect(found).toEqual(expect.arrayContaining(items.filter((item) => overlap(item, asked))));
    }),
  );
});
