import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { applyEdits } from './edit';
import { moveOddEnds, readLineEnds, writeLineEnds } from './lineEnds';

const lines = fc.array(fc.tuple(fc.constantFrom('a', '', 'bc'), fc.constantFrom('\n', '\r\n', '\r')), {
  maxLength: 8,
});
const raw = lines.map((chosen) => `${chosen.flat().join('')}x`);

describe('line ends', () => {
  test.each([
    ['a\nb', { text: 'a\nb', eol: '\n' }],
    ['a\r\nb\r\n', { text: 'a\nb\n', eol: '\r\n' }],
    ['a\r\nb\nc\r\n', { text: 'a\nb\nc\n', eol: '\r\n', oddEnds: [{ line: 1, end: '\n' }] }],
    ['a\rb\n', { text: 'a\nb\n', eol: '\n', oddEnds: [{ line: 0, end: '\r' }] }],
  ])('%j', (text, expected) => {
    expect(readLineEnds(text)).toEqual(expected);
  });

  test('come back as they stood', () => {
    fc.assert(
      fc.property(raw, (text) => {
        expect(writeLineEnds(readLineEnds(text))).toBe(text);
      }),
    );
  });

  test('stay with their lines where others are edited', () => {
    const edit = fc.record({
      at: fc.nat(30),
      length: fc.nat(6),
      insert: fc.constantFrom('', 'y', 'y\n', '\n\nz'),
    });
    fc.assert(
      fc.property(raw, fc.array(edit, { maxLength: 3 }), (text, chosen) => {
        const read = readLineEnds(text);
        let free = 0;
        const edits = chosen.flatMap(({ at, length, insert }) => {
          const from = free + at;
          const to = from + length;
          if (to > read.text.length) return [];
          free = to + 1;
          return [{ from, to, insert }];
        });
        const oddEnds = moveOddEnds(read.text, edits, read.oddEnds ?? []);
        const written = writeLineEnds({ ...read, text: applyEdits(read.text, edits), oddEnds });
        // The same edits of the raw text, with the line ends of most for what is new.
        const offset = (at: number) => writeLineEnds({ ...read, text: read.text.slice(0, at) }).length;
        const rawEdits = edits.map(({ from, to, insert }) => ({
          from: offset(from),
          to: offset(to),
          insert: insert.replaceAll('\n', read.eol),
        }));
        expect(written).toBe(applyEdits(text, rawEdits));
      }),
    );
  });
});
