import { expect, test } from 'vitest';
import { looksLikeManifests, nameForPasted } from './pastedText';

test('manifests are recognised, prose and addresses are not', () => {
  expect(looksLikeManifests('apiVersion: v1\nkind: Namespace\n')).toBe(true);
  expect(looksLikeManifests('# my policy\nspec:\n  podSelector: {}\n')).toBe(true);
  expect(looksLikeManifests('{"kind": "List", "items": []}')).toBe(true);
  expect(looksLikeManifests('https://example.org/a')).toBe(false);
  expect(looksLikeManifests('Dear all: this is it')).toBe(false);
  expect(looksLikeManifests('[1, 2]')).toBe(false);
});

test('a pasted text is named by its looks', () => {
  expect(nameForPasted(' {"kind": "Pod"}')).toBe('pasted.json');
  expect(nameForPasted('kind: Pod')).toBe('pasted.yaml');
});
