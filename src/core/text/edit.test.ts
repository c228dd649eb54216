import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { applyEdits, invertEdits, mapOffset, minimalEdit, shiftEdits, type TextEdit } from './edit';

const texts = fc.string({ unit: fc.constantFrom('a', 'b', '\n', '😀', 'é'), maxLength: 30 });

/** A text and disjoint edits of it, in any order. */
const edited = fc
  .tuple(texts, fc.array(fc.tuple(fc.nat(), fc.nat(), texts), { maxLength: 6 }), fc.nat())
  .map(([text, parts, turn]) => {
    const bounds = parts
      .flatMap(([a, b]) => [a % (text.length + 1), b % (text.length + 1)])
      .sort((a, b) => a - b);
    const edits = parts.map(([, , insert], index): TextEdit => {
      return { from: bounds[2 * index] as number, to: bounds[2 * index + 1] as number, insert };
    });
    const first = turn % (edits.length + 1);
    return { text, edits: [...edits.slice(first), ...edits.slice(0, first)] };
  });

describe('applyEdits', () => {
  test('takes edits in any order, all speaking of the text before', () => {
    const edits = [
      { from: 4, to: 5, insert: 'E' },
      { from: 0, to: 2, insert: '' },
      { from: 5, to: 5, insert: '!' },
    ];
    expect(applyEdits('abcde', edits)).toBe('cdE!');
  });

  test('keeps the order given of insertions at one place', () => {
    const edits = [
      { from: 1, to: 1, insert: 'x' },
      { from: 1, to: 1, insert: 'y' },
    ];
    expect(applyEdits('ab', edits)).toBe('axyb');
  });

  test.each([
    [
      'an overlap',
      [
        { from: 0, to: 2, insert: '' },
        { from: 1, to: 3, insert: '' },
      ],
    ],
    ['the end passed', [{ from: 4, to: 6, insert: '' }]],
    ['before the start', [{ from: -1, to: 0, insert: '' }]],
    ['backwards', [{ from: 2, to: 1, insert: '' }]],
  ])('throws on %s', (_title, edits) => {
    expect(() => applyEdits('abcde', edits)).toThrow(RangeError);
  });
});

test('invertEdits leads back', () => {
  fc.assert(
    fc.property(edited, ({ text, edits }) => {
      const after = applyEdits(text, edits);
      const inverse = invertEdits(text, edits);
      expect(applyEdits(after, inverse)).toBe(text);
      expect(applyEdits(text, invertEdits(after, inverse))).toBe(after);
    }),
  );
});

test('shiftEdits moves the edits of a part to the whole', () => {
  expect(shiftEdits([{ from: 1, to: 2, insert: 'x' }], 10)).toEqual([{ from: 11, to: 12, insert: 'x' }]);
});

describe('mapOffset', () => {
  test('follows a character that is not replaced', () => {
    fc.assert(
      fc.property(edited, fc.nat(), ({ text, edits }, choice) => {
        fc.pre(text.length > 0);
        const offset = choice % text.length;
        fc.pre(!edits.some(({ from, to }) => from <= offset && offset < to));
        expect(applyEdits(text, edits)[mapOffset(offset, edits)]).toBe(text[offset]);
      }),
    );
  });

  test('is at the end of what replaced the character', () => {
    expect(mapOffset(2, [{ from: 1, to: 4, insert: 'xy' }])).toBe(3);
    expect(mapOffset(4, [{ from: 1, to: 4, insert: 'xy' }])).toBe(3);
    expect(mapOffset(1, [{ from: 1, to: 1, insert: 'xy' }])).toBe(3);
    expect(mapOffset(0, [{ from: 1, to: 1, insert: 'xy' }])).toBe(0);
  });
});

describe('minimalEdit', () => {
  test('is one edit between the common ends', () => {
    expect(minimalEdit('port: 80\n', 'port: 8080\n')).toEqual({ from: 8, to: 8, insert: '80' });
    expect(minimalEdit('aaa', 'aa')).toEqual({ from: 2, to: 3, insert: '' });
    expect(minimalEdit('same', 'same')).toBeUndefined();
  });

  test('never splits a surrogate pair', () => {
    expect(minimalEdit('😀', '😁')).toEqual({ from: 0, to: 2, insert: '😁' });
    expect(minimalEdit('a\u{1F600}', 'a\u{1FA00}')).toEqual({ from: 1, to: 3, insert: '\u{1FA00}' });
  });

  test('leads from one text to the other, with sound text on both sides', () => {
    fc.assert(
      fc.property(texts, texts, (before, after) => {
        const edit = minimalEdit(before, after);
        expect(edit ? applyEdits(before, [edit]) : before).toBe(after);
        expect(edit?.insert ?? '').not.toMatch(/\p{Surrogate}/u);
        expect(before.slice(edit?.from ?? 0, edit?.to ?? 0)).not.toMatch(/\p{Surrogate}/u);
      }),
    );
  });
});
