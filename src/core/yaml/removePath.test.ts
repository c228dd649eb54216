import { describe, expect, test } from 'vitest';
import { applyEdits } from '../text/edit';
import type { YamlEdit } from './editUnit';
import { removePath } from './removePath';
import type { YamlPath } from './unit';

function result(text: string, edit: YamlEdit): string {
  return 'refusal' in edit ? `refused: ${edit.refusal.reason}` : applyEdits(text, edit.edits);
}

describe('removeItem', () => {
  test.each<[string, string, YamlPath, string]>([
    [
      'with its comments, not those above',
      'a:\n# one\n- 1 # c\n  # d\n# two\n- 2\n',
      ['a', 0],
      'a:\n# one\n# two\n- 2\n',
    ],
    ['the last one', 'a:\n- 1\n- b: 2\n  c: 3\nd: 4\n', ['a', 1], 'a:\n- 1\nd: 4\n'],
    ['the last one of a text without a final line end', 'a:\n- 1\n- 2', ['a', 1], 'a:\n- 1'],
    ['the only one leaves []', 'a: # c\n# d\n- 1\nb: 2\n', ['a', 0], 'a: [] # c\n# d\nb: 2\n'],
    ['the only one of a whole text', '- 1\n', [0], '[]\n'],
    ['the first of a list behind a dash', '- - 1\n  - 2\n', [0, 0], '- - 2\n'],
    ['the only one of a list behind a dash', '- - 1\n- 2\n', [0, 0], '- []\n- 2\n'],
    ['of a flow list', 'a: [1, 2, 3]\n', ['a', 1], 'a: [1, 3]\n'],
    ['the last of a flow list', 'a: [1, 2]\n', ['a', 1], 'a: [1]\n'],
    ['the only one of a flow list', 'a: [ 1 ]\n', ['a', 0], 'a: []\n'],
    ['of JSON', '{\n  "a": [\n    1,\n    2\n  ]\n}', ['a', 0], '{\n  "a": [\n    2\n  ]\n}'],
  ])('%s', (_title, text, path, expected) => {
    expect(result(text, removePath(text, path))).toBe(expected);
  });
});

describe('removeKey', () => {
  test.each<[string, string, YamlPath, string]>([
    ['with its value', 'a: 1\nb:\n  - 2\n  # c\nd: 3\n', ['b'], 'a: 1\nd: 3\n'],
    ['the first one behind a dash', '- a: 1\n  b: 2\n', [0, 'a'], '- b: 2\n'],
    [
      'the first one behind a dash, with a comment',
      '- a: 1\n  # b\n  b: 2\n',
      [0, 'a'],
      '-\n  # b\n  b: 2\n',
    ],
    ['the only one leaves {}', 'a:\n  b: 1\n', ['a', 'b'], 'a: {}\n'],
    ['the only one behind a dash', '- a: 1 # c\n', [0, 'a'], '- {} # c\n'],
    ['of a flow map', '{a: 1, b: 2}\n', ['a'], '{b: 2}\n'],
  ])('%s', (_title, text, path, expected) => {
    expect(result(text, removePath(text, path))).toBe(expected);
  });

  test.each<[string, string, YamlPath, RegExp]>([
    ['what is not there', 'a: 1\n', ['b'], /not written/],
    ['what a merge brings', 'a: &a {b: 1}\nc: {<<: *a}\n', ['c', 'b'], /not written/],
    ['a key beside a merge', 'a: {<<: {c: 1}, b: 1}\n', ['a', 'b'], /merge/],
    ['what others speak of', 'a: {b: &x 1}\nc: *x\n', ['a'], /anchor/],
    ['the later of two equal keys', 'a: 1\na: 2\nb: 3\n', ['a'], /only a person/],
  ])('refuses %s', (_title, text, path, reason) => {
    expect(result(text, removePath(text, path))).toMatch(reason);
  });
});
