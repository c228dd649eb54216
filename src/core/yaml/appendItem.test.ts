import { describe, expect, test } from 'vitest';
import { applyEdits } from '../text/edit';
import { appendItem } from './appendItem';
import type { YamlPath } from './unit';

function append(text: string, path: YamlPath, value: unknown): string {
  const edit = appendItem(text, path, value);
  return 'refusal' in edit ? `refused: ${edit.refusal.reason}` : applyEdits(text, edit.edits);
}

const rule = { from: [{ podSelector: { matchLabels: { app: 'web' } } }], ports: [{ port: 80 }] };

describe('a block list', () => {
  test('keeps its indent; comments inside the last item stay with it, comments after it behind the new one', () => {
    const text = `spec:
  ingress:
  - from: []   # nobody
    # still this rule

  # about egress
  egress: []
`;
    expect(append(text, ['spec', 'ingress'], rule)).toBe(`spec:
  ingress:
  - from: []   # nobody
    # still this rule
  - from:
    - podSelector:
        matchLabels:
          app: web
    ports:
    - port: 80

  # about egress
  egress: []
`);
  });

  test('keeps a wide dash and deep dashes', () => {
    const text = 'ingress:\n    -   from:\n            -   podSelector: {}\n';
    expect(append(text, ['ingress'], { from: [{ a: 1 }] })).toBe(
      `${text}    -   from:\n            -   a: 1\n`,
    );
  });

  test('at the end of a text without a final line end', () => {
    expect(append('a:\n- 1', ['a'], 2)).toBe('a:\n- 1\n- 2');
  });

  test('behind a block text that keeps its empty lines', () => {
    expect(append('a:\n- |+\n  x\n\nb: 1\n', ['a'], 2)).toBe('a:\n- |+\n  x\n\n- 2\nb: 1\n');
  });

  test('inside another item, on the line of its dash', () => {
    expect(append('- - 1\n- 2\n', [0], 3)).toBe('- - 1\n  - 3\n- 2\n');
  });
});

describe('a flow list', () => {
  test.each<[string, string, string]>([
    ['on one line', 'a: [1, 2]  # c\n', 'a: [1, 2, 3]  # c\n'],
    ['with a final comma', 'a: [1, 2,]\n', 'a: [1, 2, 3,]\n'],
    ['on many lines', 'a: [\n  1,\n  2\n]\n', 'a: [\n  1,\n  2,\n  3\n]\n'],
  ])('%s', (_title, text, expected) => {
    expect(append(text, ['a'], 3)).toBe(expected);
  });

  test('keeps the spaces inside its brackets', () => {
    expect(append('a: [ { b: 1 } ]\n', ['a'], { c: 'on' })).toBe("a: [ { b: 1 }, { c: 'on' } ]\n");
  });

  test('in JSON, on lines of its own', () => {
    const value = { spec: { ingress: [{ from: [] }], egress: [] } };
    for (const indent of [2, 4, '\t']) {
      const text = JSON.stringify(value, null, indent);
      const after = { spec: { ingress: [{ from: [] }, rule], egress: [] } };
      expect(append(text, ['spec', 'ingress'], rule)).toBe(JSON.stringify(after, null, indent));
      const filled = { spec: { ...value.spec, egress: [rule] } };
      expect(append(text, ['spec', 'egress'], rule)).toBe(JSON.stringify(filled, null, indent));
    }
  });

  test('in JSON on one line', () => {
    expect(append('{"a":[{"b":1}]}', ['a'], { c: 2 })).toBe('{"a":[{"b":1}, {"c":2}]}');
  });
});

describe('an empty or missing list', () => {
  test.each<[string, string, string]>([
    [
      '[] becomes a block',
      'spec:\n  ingress: []  # none\n  x: 1\n',
      'spec:\n  ingress:  # none\n    - a: 1\n  x: 1\n',
    ],
    ['null', 'spec:\n  ingress:\n  x: 1\n', 'spec:\n  ingress:\n    - a: 1\n  x: 1\n'],
    ['a written null', 'spec:\n  ingress: ~\n', 'spec:\n  ingress:\n    - a: 1\n'],
    ['missing', 'spec:\n  x: 1 # c\n', 'spec:\n  x: 1 # c\n  ingress:\n    - a: 1\n'],
    ['missing with its map', 'kind: X\n', 'kind: X\nspec:\n  ingress:\n    - a: 1\n'],
    ['below a null', 'spec:\n', 'spec:\n  ingress:\n    - a: 1\n'],
    ['below {}', 'spec: {}\n', 'spec:\n  ingress:\n    - a: 1\n'],
    ['in the style of the text', 'spec:\n  ingress: []\nx:\n- 1\n', 'spec:\n  ingress:\n  - a: 1\nx:\n- 1\n'],
    ['inside a flow map', 'spec: {ingress: []}\n', 'spec: {ingress: [{a: 1}]}\n'],
  ])('%s', (_title, text, expected) => {
    expect(append(text, ['spec', 'ingress'], { a: 1 })).toBe(expected);
  });
});

describe('refusals name the place', () => {
  test.each<[string, string, YamlPath, string, RegExp]>([
    ['an anchor', 'a: &x [1]\nb: *x\n', ['a'], '&x', /anchor/],
    ['an alias', 'a: &x [1]\nb: *x\n', ['b'], '*x', /alias/],
    ['an anchor above', 'a: &x\n  b: [1]\nc: *x\n', ['a', 'b'], '&x', /anchor/],
    ['a tag', 'a: !foo [1]\n', ['a'], '!foo', /tag/],
    ['a merge', 'a: {<<: {b: 1}}\n', ['a', 'c'], '<<', /merge/],
    ['no list', 'a: {b: 1}\n', ['a'], '{b: 1}', /not a list/],
    ['no map', 'a: [1]\n', ['a', 'b'], '[1]', /not a map/],
    ['no such item', 'a: [1]\n', ['a', 5, 'b'], '[1]', /no such item/],
    ['a broken text', 'a: [1\n', ['a'], '\n', /does not parse/],
    ['an empty text', '# c\n', ['a'], '# c\n', /nothing/],
  ])('%s', (_title, text, path, place, reason) => {
    const edit = appendItem(text, path, 2);
    if (!('refusal' in edit)) throw new Error(JSON.stringify(edit));
    expect(text.slice(edit.refusal.from, edit.refusal.to)).toBe(place);
    expect(edit.refusal.reason).toMatch(reason);
  });
});
