import { describe, expect, test } from 'vitest';
import { applyEdits } from '../text/edit';
import { splitUnits } from './documents';
import { editsInFile, removeUnit } from './editFile';
import { removePath } from './removePath';
import { setKey } from './setKey';

describe('removeUnit takes a document and one separator', () => {
  test.each<[string, string, number, string]>([
    ['the first without a marker', 'a: 1\n---\nb: 2\n---\nc: 3\n', 0, 'b: 2\n---\nc: 3\n'],
    ['the first with a marker', '---\na: 1\n---\nb: 2\n', 0, '---\nb: 2\n'],
    ['the first before a marker with content', 'a: 1\n--- # two\nb: 2\n', 0, '--- # two\nb: 2\n'],
    ['one in between', 'a: 1\n---\nb: 2\n---\nc: 3\n', 1, 'a: 1\n---\nc: 3\n'],
    ['the last', 'a: 1\n---\n# b\nb: 2', 1, 'a: 1\n'],
    ['the only one', '---\na: 1\n', 0, ''],
  ])('%s', (_title, text, index, expected) => {
    expect(applyEdits(text, removeUnit(text, index))).toBe(expected);
  });

  const list = 'kind: List\nitems: # two\n- a: 1\n  # in one\n\n# two\n- b: 2\nmetadata: {}\n';

  test.each<[string, string, number, string]>([
    ['the first item', list, 0, 'kind: List\nitems: # two\n# two\n- b: 2\nmetadata: {}\n'],
    ['the last item', list, 1, 'kind: List\nitems: # two\n- a: 1\n  # in one\n\n# two\nmetadata: {}\n'],
    ['the only item', 'items:\n  - a: 1\nkind: List\n', 0, 'items: []\nkind: List\n'],
    [
      'the only item of the second list',
      `${list}---\n${list.replace(/- a[^]*(?=# two\n-)/, '')}`,
      2,
      `${list}---\nkind: List\nitems: [] # two\n# two\nmetadata: {}\n`,
    ],
  ])('%s', (_title, text, index, expected) => {
    expect(applyEdits(text, removeUnit(text, index))).toBe(expected);
  });

  test.each([0, 2])('an item of a JSON list with indent %j', (indent) => {
    const listOf = (...items: object[]) =>
      JSON.stringify({ kind: 'List', items, apiVersion: 'v1' }, null, indent);
    const text = listOf({ a: 1 }, { b: 2 });
    expect(applyEdits(text, removeUnit(text, 0))).toBe(listOf({ b: 2 }));
    expect(applyEdits(text, removeUnit(text, 1))).toBe(listOf({ a: 1 }));
    const one = listOf({ a: 1 });
    expect(JSON.parse(applyEdits(one, removeUnit(one, 0)))).toMatchObject({ items: [] });
  });

  test('throws for a unit that is not there', () => {
    expect(() => removeUnit('a: 1\n', 1)).toThrow(RangeError);
  });
});

describe('editsInFile', () => {
  const file = 'items:\n- a: 1\n  b: 2\n- c: 3\n  # about d\n  d: 4\nkind: List\n';
  const [first, second] = splitUnits(file);

  function edited(unit: typeof first, edit: ReturnType<typeof setKey>): string {
    if (!unit || 'refusal' in edit) throw new Error(JSON.stringify(edit));
    return applyEdits(file, editsInFile(unit, edit.edits));
  }

  test('moves them to where the unit stands', () => {
    expect(edited(second, setKey(second?.text ?? '', [], 'd', 5))).toBe(file.replace('d: 4', 'd: 5'));
  });

  test('leaves the dash when the first line goes', () => {
    expect(edited(first, removePath(first?.text ?? '', ['a']))).toBe(file.replace('- a: 1\n  b', '- b'));
    expect(edited(second, removePath(second?.text ?? '', ['c']))).toBe(file.replace('- c: 3\n  #', '- #'));
  });
});
