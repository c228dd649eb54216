import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { splitUnits } from './documents';
import { locateNearest } from './locate';
import { readUnit } from './read';

function valueOf(text: string): unknown {
  const content = readUnit(text);
  if (content.state !== 'read') throw new Error(JSON.stringify(content));
  return content.value;
}

/** The problems of a broken unit, with the text they point at. */
function problemsOf(text: string): [place: string, message: string][] {
  const content = readUnit(text);
  if (content.state !== 'broken') throw new Error(JSON.stringify(content));
  return content.problems.map(({ from, to, message }) => [text.slice(from, to), message]);
}

describe('values', () => {
  test.each<[string, string, unknown]>([
    ['YAML behind its marker', '---\nkind: Pod\n', { kind: 'Pod' }],
    ['JSON', ' {"kind": "Pod"}\n', { kind: 'Pod' }],
    ['JSON that only YAML reads', '{"kind": "Pod",}', { kind: 'Pod' }],
    ['a directive', '%YAML 1.2\n---\na: 1\n', { a: 1 }],
    ['a merge', 'base: &b {k: 1, l: 2}\na:\n  <<: *b\n  l: 3\n', { base: { k: 1, l: 2 }, a: { k: 1, l: 3 } }],
    [
      'an unknown tag',
      'a: !foo 1\nb: !bar {c: 1}\nd: !!set {e, f}',
      { a: '1', b: { c: 1 }, d: { e: null, f: null } },
    ],
    ['a mark that is indented, and so is none', '  --- a\n', '--- a'],
    ['an alias', 'a: &x [1]\nb: *x\n', { a: [1], b: [1] }],
  ])('%s', (_title, text, value) => {
    expect(valueOf(text)).toEqual(value);
  });

  test.each(['', '\n', '# only a comment\n', '---\n', '--- # nothing\n', 'null\n', '~\n...\n'])(
    '%j is empty',
    (text) => {
      expect(readUnit(text)).toEqual({ state: 'empty' });
    },
  );

  test.each([
    '__proto__: {x: 1}\n',
    '{"__proto__": {"x": 1}}',
    'a: 1\n<<: {__proto__: {x: 1}}\na: 2\n__proto__: {x: 1}\n',
  ])('a __proto__ key is a key: %j', (text) => {
    const value = valueOf(text) as object;
    expect(Object.keys(value)).toContain('__proto__');
    expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
    expect('x' in value).toBe(false);
  });
});

describe('duplicate keys: the last one wins, as for kubectl (V42)', () => {
  const consequence = 'kubectl overlooks it: the last one counts, those before have no effect.';

  test('with a problem at the later key', () => {
    const text = 'spec:\n  podSelector: {}\n  podSelector: {a: 1}\n';
    expect(readUnit(text)).toEqual({
      state: 'read',
      value: { spec: { podSelector: { a: 1 } } },
      duplicateKeys: [{ from: 26, to: 37, message: 'duplicate field "spec.podSelector"', consequence }],
    });
  });

  test('also in lists and in JSON, in the words of strict decoding', () => {
    const yaml = 'items:\n- kind: Pod\n- spec:\n    ingress:\n    - {from: [], ports: [], from: []}\n';
    const json =
      '{"items": [{"kind": "Pod"}, {"spec": {"ingress": [{"from": [], "x": "\\"y\\": ", "from": [1]}]}}]}';
    for (const [text, value] of [
      [yaml, []],
      [json, [1]],
    ] as const) {
      const content = readUnit(text);
      if (content.state !== 'read') throw new Error(text);
      const [duplicate] = content.duplicateKeys;
      expect(duplicate?.message).toBe('duplicate field "items[1].spec.ingress[0].from"');
      expect(text.slice(duplicate?.from).startsWith(text === json ? '"from": [1]' : 'from: []}')).toBe(true);
      expect(content.value).toMatchObject({ items: [{}, { spec: { ingress: [{ from: value }] } }] });
    }
  });

  test('a key after a merge that brings it is none', () => {
    expect(readUnit('a: &a {k: 1}\nb: {<<: *a, k: 2}\n')).toMatchObject({ state: 'read', duplicateKeys: [] });
  });

  test('keys that become the same text are the same', () => {
    expect(readUnit('true: 1\nyes: 2\n')).toMatchObject({
      value: { true: 2 },
      duplicateKeys: [{ from: 8, to: 11 }],
    });
  });
});

describe('problems point at their place, in plain words', () => {
  test.each<[string, string, string, RegExp]>([
    ['a tab', 'a:\n\tb: 1\n', '\t', /tab/],
    ['a second colon', 'a: b: c\n', 'b', /second “: ” on this line/],
    ['an indent too deep', 'a: 1\n  b: 2\n', '1', /next line is indented/],
    ['an open quote', 'a: "x\n', '\n', /closing quote/],
    ['an open bracket', 'a: [1, 2\nb: 3\n', 'b', /closing \] is missing/],
    ['a reserved character', 'a: @x\n', '@', /in quotes/],
    ['a missing colon', 'spec\n  ingress: []\n', 'spec\n  ingress', /“:” is missing/],
    ['an unknown alias', 'a: *x\n', 'x', /alias|anchor/],
    ['no key', ': 1\n', ':', /a key is missing/],
    ['a null key', '~: 1\n', '~', /a key is missing/],
    ['a map as a key', '{a: 1}: b\n', '{a: 1}', /cannot be a key/],
    ['infinity', 'a: .inf\n', '.inf', /not a number/],
    ['a bad merge', '<<: 1\na: 2\n', '<', /merge/],
    ['text after JSON', '{"a": 1} x', 'x', /does not belong here/],
  ])('%s', (_title, text, place, message) => {
    const [first] = problemsOf(text);
    expect(first?.[0]).toBe(place);
    expect(first?.[1]).toMatch(message);
  });

  test('several at once, in order, each place once', () => {
    const problems = problemsOf('a: @x\nb: `y\nc: 1\n');
    expect(problems.map(([place]) => place)).toEqual(['@', '`']);
  });

  test('a document too large for the closer look still says where it broke', () => {
    const text = `a: 1\nb: @x\n${'c: 1 # filler\n'.repeat(100_000)}`;
    expect(problemsOf(text)).toHaveLength(1);
    expect(problemsOf(text)[0]?.[0]).toBe('@');
  });
});

describe('Helm templates', () => {
  test.each<[string, string]>([
    ['kind: Pod\nmetadata:\n  name: {{ .Values.name }}\n', '{{ .Values.name }}'],
    ['{{- if .Values.on }}\nkind: Pod\n{{- end }}\n', '{{- if .Values.on }}'],
    ['metadata:\n  labels:\n    {{- include "x" . | nindent 4 }}\n', '{{- include "x" . | nindent 4 }}'],
    ['name: x-{{ .Release.Name }}\na: b: c', '{{ .Release.Name }}'],
  ])('%j: rendering is advised at the place', (text, place) => {
    expect(problemsOf(text)).toEqual([[place, expect.stringContaining('helm template')]]);
  });

  test('braces in texts that do parse are left alone', () => {
    expect(valueOf('a: "{{ $labels.pod }}"\nb: |\n  {{ .Values.x }}\n')).toMatchObject({
      b: '{{ .Values.x }}\n',
    });
    expect(valueOf('a: 1\na: 2\nb: |\n  {{ .Values.x }}\n')).toMatchObject({ a: 2 });
  });
});

describe('hostile texts are harmless', () => {
  const chain = (width: number, height: number) =>
    Array.from({ length: height }, (_, level) => {
      const item = level === 0 ? 'x' : `*k${level - 1}`;
      return `k${level}: &k${level} [${Array(width).fill(item).join(', ')}]`;
    }).join('\n');

  test('a few aliases are read', () => {
    expect(valueOf(chain(9, 3))).toHaveProperty('k2.8.8.8', 'x');
  });

  test('aliases that multiply are refused', () => {
    expect(problemsOf(chain(9, 9))).toEqual([['*k4', expect.stringContaining('repeat too much')]]);
  });

  test('an alias inside what it stands for is refused', () => {
    expect(problemsOf('a: &a [1, {b: *a}]\n')).toEqual([['*a', expect.stringContaining('contains it')]]);
  });

  test.each([
    ['JSON', `${'['.repeat(5000)}${']'.repeat(5000)}`],
    ['flow', 'a: [{b: '.repeat(5000)],
    ['block', Array.from({ length: 5000 }, (_, depth) => `${' '.repeat(depth)}a:`).join('\n')],
    ['dashes', '- '.repeat(5000)],
    ['broken and deep', `a: @\nb: ${'['.repeat(100_000)}`],
  ])('deep nesting is refused: %s', (_title, text) => {
    expect(problemsOf(text).length).toBeGreaterThan(0);
  });

  test('no text makes it throw or point outside', () => {
    const words = `a|: |- |  |{|}|[|]|,|"|'|&a |*a|!t |>|#|---|...|<<: |? |%|@|\\|{{|.inf`.split('|');
    const oddities = ['|', '\n', '\t', '\u0000', '\uD800', '😀', '\u2028', '\uFEFF'];
    const pieces = fc.constantFrom(...words, ...oddities);
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 30 }), (chosen) => {
        const text = chosen.join('');
        for (const unit of [...splitUnits(text).map((part) => part.text), text]) {
          const content = readUnit(unit);
          const problems = content.state === 'broken' ? content.problems : [];
          expect(content.state === 'broken' && problems.length === 0).toBe(false);
          for (const { from, to } of problems) expect(0 <= from && from < to && to <= unit.length).toBe(true);
          expect(() => locateNearest(unit, ['a', 0, 'a'])).not.toThrow();
        }
      }),
      { numRuns: 3000 },
    );
  });

  test('a hundred levels are fine', () => {
    expect(readUnit(`${'['.repeat(99)}${']'.repeat(99)}`).state).toBe('read');
    expect(readUnit(`a: ${'['.repeat(99)}${']'.repeat(99)}`).state).toBe('read');
  });
});
