import { expect, test } from 'vitest';
import type { SourceFile } from '../core/index';
import { exampleFiles, exampleWithTiers } from '../store/importing';
import { workspaceName } from './workspaceName';

const files = (...names: readonly string[]): SourceFile[] =>
  names.map((name) => ({ name, text: '', eol: '\n', bom: false }));

test('a workspace is called after the example, its only file, its folder, or its files', () => {
  expect(workspaceName(exampleFiles())).toBe('online-shop (example)');
  expect(workspaceName(exampleWithTiers())).toBe('online-shop with tiers (example)');
  expect(workspaceName([])).toBe('empty');
  expect(workspaceName(files('a.yaml'))).toBe('a.yaml');
  expect(workspaceName(files('shop/a.yaml', 'shop/db/b.yaml'))).toBe('shop');
  expect(workspaceName(files('a.yaml', 'b.yaml'))).toBe('a.yaml, b.yaml');
  expect(workspaceName(files('a.yaml', 'x/b.yaml', 'x/c.yaml'))).toBe('a.yaml and 2 more');
});
