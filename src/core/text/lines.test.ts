import fc from 'fast-check';
import { expect, test } from 'vitest';
import { lineColumn, lineEnd, lineStart, lineStarts, offsetAt } from './lines';

test('lines and columns count from 1', () => {
  const text = 'ab\n\ncd';
  expect([0, 2, 3, 4, 6].map((offset) => lineColumn(text, offset))).toEqual([
    { line: 1, column: 1 },
    { line: 1, column: 3 },
    { line: 2, column: 1 },
    { line: 3, column: 1 },
    { line: 3, column: 3 },
  ]);
  expect(lineColumn(text, 99)).toEqual({ line: 3, column: 3 });
  expect(lineColumn('', 0)).toEqual({ line: 1, column: 1 });
});

test('places outside the text count as the nearest ones', () => {
  expect(offsetAt('ab\ncd', { line: 1, column: 9 })).toBe(2);
  expect(offsetAt('ab\ncd', { line: 9, column: 2 })).toBe(4);
  expect(offsetAt('ab\ncd', { line: 0, column: 0 })).toBe(0);
});

test('there and back', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom('a', '\n') }), fc.nat(), (text, choice) => {
      const offset = choice % (text.length + 1);
      const starts = lineStarts(text);
      expect(offsetAt(text, lineColumn(text, offset, starts), starts)).toBe(offset);
      expect(starts).toContain(lineStart(text, offset));
      expect(text.slice(lineStart(text, offset), lineEnd(text, offset))).not.toContain('\n');
    }),
  );
});
