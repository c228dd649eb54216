import { expect, test } from 'vitest';
import { renamed, shownFile } from './shownFile';

const files = [{ name: 'a.yaml' }, { name: 'b.yaml' }];

test('shows the active file, or the first where that is gone', () => {
  expect(shownFile(files, 'b.yaml')).toBe('b.yaml');
  expect(shownFile(files, 'gone.yaml')).toBe('a.yaml');
  expect(shownFile(files, undefined)).toBe('a.yaml');
  expect(shownFile([], 'a.yaml')).toBeUndefined();
});

test('follows renames', () => {
  const changes = [
    { type: 'rename', file: 'a.yaml', to: 'c.yaml' },
    { type: 'rename', file: 'c.yaml', to: 'd.yaml' },
  ] as const;
  expect(renamed('a.yaml', changes)).toBe('d.yaml');
  expect(renamed('b.yaml', changes)).toBe('b.yaml');
});
