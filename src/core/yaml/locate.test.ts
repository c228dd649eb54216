import { describe, expect, test } from 'vitest';
import { locate, locateNearest } from './locate';
import type { YamlPath } from './unit';

const policy = `---
spec:
  # which pods
  podSelector: {matchLabels: {app: "db"}}   # all of them
  ingress:   # from
  - from:
    - podSelector: {}   # any
    # not this comment
    ports:

  # between
  - |
    text

  # tail
  empty:   # nothing
`;

/** The texts of a place. */
function at(text: string, path: YamlPath) {
  const place = locate(text, path);
  return (
    place && Object.fromEntries(Object.entries(place).map(([name, range]) => [name, slice(text, range)]))
  );
}

function slice(text: string, range: unknown): unknown {
  return Array.isArray(range)
    ? range
    : text.slice((range as { from: number }).from, (range as { to: number }).to);
}

describe('locate', () => {
  test('ranges leave comments and empty lines out', () => {
    expect(at(policy, ['spec', 'ingress', 0, 'from'])).toMatchObject({
      key: 'from',
      value: '- podSelector: {}',
    });
    expect(at(policy, ['spec', 'ingress', 0, 'from', 0])).toMatchObject({
      item: '- podSelector: {}',
      value: 'podSelector: {}',
    });
    expect(at(policy, ['spec', 'ingress', 0])).toMatchObject({
      item: '- from:\n    - podSelector: {}   # any\n    # not this comment\n    ports:',
    });
    expect(at(policy, ['spec', 'podSelector', 'matchLabels', 'app'])).toMatchObject({
      key: 'app',
      value: '"db"',
    });
    expect(at(policy, ['spec', 'ingress', 1])).toMatchObject({ item: '- |\n    text', value: '|\n    text' });
  });

  test('a value that is not written is the empty range behind its colon', () => {
    expect(at(policy, ['spec', 'empty'])).toMatchObject({ key: 'empty', value: '' });
    expect(locate(policy, ['spec', 'empty'])?.value.from).toBe(policy.indexOf('empty:') + 'empty:'.length);
  });

  test('the empty path is the whole content', () => {
    expect(at('# c\na: 1\n\n', [])).toMatchObject({ value: 'a: 1' });
  });

  test.each<[string, string, YamlPath]>([
    ['a missing key', policy, ['spec', 'egress']],
    ['a missing item', policy, ['spec', 'ingress', 9]],
    ['an index of a map', 'a: {b: 1}', ['a', 0]],
    ['a key of a list', 'a: [1]', ['a', 'length']],
    ['below an alias', 'a: &a {b: 1}\nc: *a\n', ['c', 'b']],
    ['a merged key', 'a: &a {b: 1}\nc: {<<: *a}\n', ['c', 'b']],
  ])('undefined for %s', (_title, text, path) => {
    expect(locate(text, path)).toBeUndefined();
  });

  test('keys are compared as Kubernetes reads them, and the last of duplicates counts', () => {
    expect(at('80: a\n', [80])).toMatchObject({ value: 'a' });
    expect(at('80: a\n', ['80'])).toMatchObject({ value: 'a' });
    expect(at('yes: a\n', ['true'])).toMatchObject({ value: 'a' });
    expect(at('a: 1\na: 2\n', ['a'])).toMatchObject({ value: '2' });
  });

  test('JSON', () => {
    const text = JSON.stringify({ spec: { ingress: [{ from: [] }] } }, null, 2);
    expect(at(text, ['spec', 'ingress', 0, 'from'])).toMatchObject({ key: '"from"', value: '[]' });
  });

  test('the sound part of a document that does not parse', () => {
    expect(at('metadata: {name: web\n', ['metadata', 'name'])).toMatchObject({ value: 'web' });
  });
});

describe('locateNearest', () => {
  test('is the longest part that exists', () => {
    const nearest = locateNearest(policy, [
      'spec',
      'ingress',
      0,
      'from',
      0,
      'podSelector',
      'matchLabels',
      'app',
    ]);
    expect(nearest.path).toEqual(['spec', 'ingress', 0, 'from', 0, 'podSelector']);
    expect(policy.slice(nearest.value.from, nearest.value.to)).toBe('{}');
  });

  test('is the whole content when nothing exists, and the start of an empty text', () => {
    expect(locateNearest('a: 1\n', ['b'])).toEqual({ path: [], value: { from: 0, to: 4 } });
    expect(locateNearest('', ['b'])).toEqual({ path: [], value: { from: 0, to: 0 } });
  });
});
