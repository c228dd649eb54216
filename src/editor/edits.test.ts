import { expect, test } from 'vitest';
import { applyEdits } from '../core/index';
import { readModelChange } from './edits';

const change = (rangeOffset: number, rangeLength: number, text: string) => ({
  rangeOffset,
  rangeLength,
  text,
});
const apply = (text: string, steps: ReturnType<typeof readModelChange>) => steps.reduce(applyEdits, text);

test('a keystroke is one edit', () => {
  const steps = readModelChange({ changes: [change(3, 0, 'x')], detailedReasonsChangeLengths: [1] });
  expect(steps).toEqual([[{ from: 3, to: 3, insert: 'x' }]]);
});

test('the carets of one step speak of the text before it', () => {
  const steps = readModelChange({
    changes: [change(4, 1, '++'), change(0, 1, '--')],
    detailedReasonsChangeLengths: [2],
  });
  expect(steps).toHaveLength(1);
  expect(apply('a: 1a', steps)).toBe('--: 1++');
});

test('a second step speaks of the text after the first', () => {
  const steps = readModelChange({
    changes: [change(3, 0, '\n  '), change(4, 2, '')],
    detailedReasonsChangeLengths: [1, 1],
  });
  expect(steps).toHaveLength(2);
  expect(apply('a:\nb', steps)).toBe('a:\n\nb');
});

test('insertions at one place keep their order', () => {
  const steps = readModelChange({
    changes: [change(1, 0, '2'), change(1, 0, '1')],
    detailedReasonsChangeLengths: [2],
  });
  expect(apply('()', steps)).toBe('(12)');
});
