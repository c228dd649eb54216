import fc from 'fast-check';
import { expect, test } from 'vitest';
import { lineColumn, lineEnd, lineStart, lineStarts } from './lines';

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

test('a place leads back to its offset', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom('a', '\n') }), fc.nat(), (text, choice) => {
      const offset = choice % (text.length + 1);
      const starts = lineStarts(text);
      const { line, column } = lineColumn(text, offset, starts);
      expect((starts[line - 1] ?? Number.NaN) + column - 1).toBe(offset);
      expect(lineStart(text, offset)).toBe(starts[line - 1]);
      expect(text.slice(lineStart(text, offset), lineEnd(text, offset))).not.toContain('\n');
    }),
  );
});
