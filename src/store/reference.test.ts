import { expect, test } from 'vitest';
import { readSourceFile } from '../core/index';
import { afterChange } from './reference';

const [a, b, edited] = [
  readSourceFile('a.yaml', 'a: 1\n'),
  readSourceFile('b.yaml', 'b: 1\n'),
  readSourceFile('a.yaml', 'a: 2\n'),
];

test('imports bring and take files, edits do not', () => {
  expect(afterChange([], [{ type: 'add', file: a }], 'import')).toEqual([a]);
  const replaced = afterChange(
    [a],
    [
      { type: 'remove', file: 'a.yaml' },
      { type: 'add', file: b },
    ],
    'import',
  );
  expect(replaced).toEqual([b]);
  const edits = [{ type: 'edit', file: 'a.yaml', edits: [{ from: 0, to: 1, insert: 'c' }] }] as const;
  expect(afterChange([a], edits, 'editor')).toEqual([a]);
});

test('taking an import back takes its files, and a file that returns is as it was', () => {
  expect(afterChange([a, b], [{ type: 'remove', file: 'b.yaml' }], 'undo')).toEqual([a]);
  expect(afterChange([a], [{ type: 'add', file: edited }], 'undo')).toEqual([a]);
});
