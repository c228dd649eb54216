import { expect, test } from 'vitest';
import type { FileChange } from '../core/index';
import { changedPlace } from './changedPlace';

const edit = (file: string, ...edits: [from: number, to: number, insert: string][]): FileChange => ({
  type: 'edit',
  file,
  edits: edits.map(([from, to, insert]) => ({ from, to, insert })),
});

test('stands behind what was put back', () => {
  expect(changedPlace([edit('a.yaml', [4, 4, 'abc'])])).toEqual({ file: 'a.yaml', offset: 7 });
});

test('of several edits, in any order, takes the first in the text', () => {
  expect(changedPlace([edit('a.yaml', [9, 12, ''], [2, 5, ''])])).toEqual({ file: 'a.yaml', offset: 2 });
});

test('of several steps takes the last, whose offsets are those of the new text', () => {
  expect(changedPlace([edit('a.yaml', [9, 9, 'x']), edit('b.yaml', [1, 1, 'y'])])).toEqual({
    file: 'b.yaml',
    offset: 2,
  });
});

test('says nothing where no text was edited', () => {
  expect(changedPlace([{ type: 'remove', file: 'a.yaml' }])).toBeUndefined();
  expect(changedPlace([edit('a.yaml')])).toBeUndefined();
});
