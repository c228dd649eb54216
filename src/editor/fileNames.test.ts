import { expect, test } from 'vitest';
import { nameProblem, tabTitles } from './fileNames';

test('a tab shows the base name where it is the only one', () => {
  expect(tabTitles(['prod/a.yaml', 'prod/b.yaml', 'dev/b.yaml', 'c/'])).toEqual([
    'a.yaml',
    'prod/b.yaml',
    'dev/b.yaml',
    'c/',
  ]);
});

test('a name must be there and free; its own is free', () => {
  const names = ['a.yaml', 'b.yaml'];
  expect(nameProblem('', 'a.yaml', names)).toBe('A file needs a name');
  expect(nameProblem('b.yaml', 'a.yaml', names)).toBe('There is already a file b.yaml');
  expect(nameProblem('a.yaml', 'a.yaml', names)).toBeUndefined();
  expect(nameProblem('c.yaml', 'a.yaml', names)).toBeUndefined();
});
