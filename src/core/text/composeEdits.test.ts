import fc from 'fast-check';
import { expect, test } from 'vitest';
import { composeEdits } from './composeEdits';
import { applyEdits, type TextEdit } from './edit';

/** Edits that do not overlap in a text of some length. */
function editsIn(length: number): fc.Arbitrary<TextEdit[]> {
  const points = fc.uniqueArray(fc.nat(length), { maxLength: 6 });
  const inserts = fc.array(fc.constantFrom('', 'x', 'yz\n'), { minLength: 3, maxLength: 3 });
  return fc.tuple(points, inserts).map(([offsets, texts]) => {
    const sorted = offsets.toSorted((a, b) => a - b);
    return texts.flatMap((insert, index) => {
      const [from, to] = [sorted[2 * index], sorted[2 * index + 1]];
      return from === undefined || to === undefined ? [] : [{ from, to, insert }];
    });
  });
}

test('composed edits do at once what the steps do one after another', () => {
  const steps = fc.string({ maxLength: 20 }).chain((text) => {
    const next = (now: string, left: number): fc.Arbitrary<TextEdit[][]> =>
      left === 0
        ? fc.constant([])
        : editsIn(now.length).chain((edits) =>
            next(applyEdits(now, edits), left - 1).map((more) => [edits, ...more]),
          );
    return fc.nat(4).chain((count) => next(text, count).map((all) => ({ text, all })));
  });
  fc.assert(
    fc.property(steps, ({ text, all }) => {
      const stepwise = all.reduce((now, edits) => applyEdits(now, edits), text);
      expect(applyEdits(text, composeEdits(text.length, all))).toBe(stepwise);
    }),
  );
});

test('what is inserted far apart stays two edits', () => {
  const first = { from: 2, to: 2, insert: 'abc' };
  const second = { from: 9, to: 10, insert: 'd' };
  expect(composeEdits(20, [[first], [second]])).toEqual([first, { from: 6, to: 7, insert: 'd' }]);
});

test('an insertion that is changed again is one edit', () => {
  expect(composeEdits(5, [[{ from: 1, to: 1, insert: 'abcd' }], [{ from: 2, to: 4, insert: 'X' }]])).toEqual([
    { from: 1, to: 1, insert: 'aXd' },
  ]);
});
