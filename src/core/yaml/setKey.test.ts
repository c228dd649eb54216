import { describe, expect, test } from 'vitest';
import { applyEdits } from '../text/edit';
import { setKey } from './setKey';
import type { YamlPath } from './unit';

function set(text: string, path: YamlPath, key: string, value: unknown): string {
  const edit = setKey(text, path, key, value);
  return 'refusal' in edit ? `refused: ${edit.refusal.reason}` : applyEdits(text, edit.edits);
}

describe('a value that is there', () => {
  test.each<[string, string, unknown, string]>([
    ['plain', 'a:   1  # c\n', 2, 'a:   2  # c\n'],
    ['needing quotes', 'a: x\n', 'on', "a: 'on'\n"],
    ['in double quotes', 'a: "x"\n', 'y z', 'a: "y z"\n'],
    ['in single quotes', "a: 'x'\n", "it's", "a: 'it''s'\n"],
    ['not written', 'a:  # c\n', 1, 'a: 1  # c\n'],
    ['a block text', 'a: |\n  x\nb: 1\n', 'z', 'a: z\nb: 1\n'],
    ['a map by a scalar', 'a:\n  # c\n  b: 1  # d\nc: 2\n', 1, 'a: 1\n  # c\nc: 2\n'],
    ['a scalar by a map', 'a: 1  # c\nb: 2\n', { x: [1] }, 'a:  # c\n  x:\n    - 1\nb: 2\n'],
    ['a map by a map', 'a:\n  b: 1\nc: 2\n', { x: 1 }, 'a:\n  x: 1\nc: 2\n'],
    ['a map by {}', 'a:\n  b: 1\nc: 2\n', {}, 'a: {}\nc: 2\n'],
    ['in a flow map', '{a: [1, 2], b: 2}\n', { x: 1 }, '{a: {x: 1}, b: 2}\n'],
    ['in JSON', '{\n  "a": 1\n}\n', { x: 1 }, '{\n  "a": {\n    "x": 1\n  }\n}\n'],
  ])('%s', (_title, text, value, expected) => {
    expect(set(text, [], 'a', value)).toBe(expected);
  });
});

describe('a new key', () => {
  test.each<[string, string, YamlPath, string]>([
    [
      'behind the last one',
      'm:\n    a: 1\n     # on a\n# c\nb: 2\n',
      ['m'],
      'm:\n    a: 1\n     # on a\n    k: v\n# c\nb: 2\n',
    ],
    ['of a map behind a dash', '- a: 1\n- b: 2\n', [0], '- a: 1\n  k: v\n- b: 2\n'],
    ['of {}', 'm: {}  # c\n', ['m'], 'm:  # c\n  k: v\n'],
    ['of {} behind a dash', '- {}  # c\n', [0], '- k: v  # c\n'],
    ['of a null item', '-\n- 1\n', [0], '- k: v\n- 1\n'],
    ['of a flow map', 'm: {a: 1}\n', ['m'], 'm: {a: 1, k: v}\n'],
    ['of a padded flow map', 'm: { a: 1 }\n', ['m'], 'm: { a: 1, k: v }\n'],
    ['of JSON', '{\n  "a": {\n    "b": 1\n  }\n}', ['a'], '{\n  "a": {\n    "b": 1,\n    "k": "v"\n  }\n}'],
  ])('%s', (_title, text, path, expected) => {
    expect(set(text, path, 'k', 'v')).toBe(expected);
  });

  test('quotes keys and texts that Kubernetes would misread', () => {
    expect(set('m: 1\n', [], 'y', '0777')).toBe("m: 1\n'y': '0777'\n");
  });

  test('leaves keys of the value out that are undefined', () => {
    expect(set('m: 1\n', [], 'k', { a: undefined, b: 1 })).toBe('m: 1\nk:\n  b: 1\n');
  });
});

test('anchors inside what is overwritten are refused', () => {
  expect(set('a: {b: &x 1}\nc: *x\n', [], 'a', 1)).toMatch(/anchor/);
});
