import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { splitDocuments, splitUnits } from './documents';
import { readUnit } from './read';
import { kubernetesOptions } from './scalars';

const unitTexts = (text: string) => splitUnits(text).map((unit) => unit.text);

/** Every unit stands where it says, in order; an item of a YAML list differs by its dash only. */
function expectSound(text: string): void {
  let end = 0;
  for (const unit of splitUnits(text)) {
    const original = text.slice(unit.from, unit.to);
    expect(unit.from).toBeGreaterThanOrEqual(end);
    expect(unit.text).toHaveLength(original.length);
    expect(unit.text === original || unit.text === original.replace('-', ' ')).toBe(true);
    end = unit.to;
  }
}

describe('documents', () => {
  test.each<[string, string, string[]]>([
    ['nothing', '', []],
    ['blank lines', '\n\n', []],
    ['one document', 'a: 1\n', ['a: 1\n']],
    ['two', 'a: 1\n---\nb: 2\n', ['a: 1\n', '---\nb: 2\n']],
    ['a leading marker', '---\na: 1\n---\nb: 2\n', ['---\na: 1\n', '---\nb: 2\n']],
    ['empty ones', '---\n---\n', ['---\n', '---\n']],
    ['content on the marker line', '--- {a: 1}\n---\t# x\nb: 2', ['--- {a: 1}\n', '---\t# x\nb: 2']],
    ['dashes that are no marker', 'a: 1\n---b\n ---\n', ['a: 1\n---b\n ---\n']],
    ['a head', '# licence\n\n---\na: 1\n', ['# licence\n\n---\na: 1\n']],
    ['an end marker', 'a: 1\n...\n---\nb: 2\n...\n', ['a: 1\n...\n', '---\nb: 2\n...\n']],
    ['a directive', 'a: 1\n...\n# c\n%YAML 1.2\n---\nb: 2\n', ['a: 1\n...\n', '# c\n%YAML 1.2\n---\nb: 2\n']],
    ['comments after the end marker', 'a: 1\n...\n# c\n', ['a: 1\n...\n# c\n']],
    ['a document without a marker after the end', 'a: 1\n...\nb: 2\n', ['a: 1\n...\n', 'b: 2\n']],
    ['only comments', '# c\n', ['# c\n']],
    ['a marker at the very end', 'a: 1\n---', ['a: 1\n', '---']],
    ['a block text that mentions one', 'a: |\n  ---\nb: 1\n', ['a: |\n  ---\nb: 1\n']],
  ])('%s', (_title, text, expected) => {
    expect(unitTexts(text)).toEqual(expected);
    expectSound(text);
  });

  test('one that does not parse costs no other', () => {
    const states = splitUnits('a: 1\n---\nb: "open\n---\nc: [\n---\nd: 4\n').map(
      (unit) => readUnit(unit.text).state,
    );
    expect(states).toEqual(['read', 'broken', 'broken', 'read']);
  });

  test('a mark behind U+2028 starts none: no line of YAML begins there', () => {
    const text = 'a: "b\u2028--- c"\n---\nitems: |\n  x\u2028...\n';
    expect(unitTexts(text)).toEqual(['a: "b\u2028--- c"\n', '---\nitems: |\n  x\u2028...\n']);
  });

  test('hold what the library reads in the whole stream', () => {
    const lines = fc.constantFrom('a: 1', 'b:', '  - c', '# x', '', '---', '--- d', '...', '---x: 1');
    fc.assert(
      fc.property(fc.array(lines, { maxLength: 10 }), (chosen) => {
        const text = chosen.join('\n');
        const stream = parseAllDocuments(text, kubernetesOptions);
        fc.pre(Array.isArray(stream) && stream.every((document) => document.errors.length === 0));
        const expected = [...stream]
          .map((document) => document.toJS() as unknown)
          .filter((value) => value !== null);
        const read = splitUnits(text).map((unit) => readUnit(unit.text));
        expect(read.flatMap((content) => (content.state === 'read' ? [content.value] : []))).toEqual(
          expected,
        );
        expect(read.some((content) => content.state === 'broken')).toBe(false);
        expect(
          splitDocuments(text)
            .map(({ from, to }) => text.slice(from, to))
            .join('') || '',
        ).toBe(text.trim() === '' ? '' : text);
        expectSound(text);
      }),
      { numRuns: 500 },
    );
  });
});

const dumped = [
  'apiVersion: v1',
  'items:',
  '- apiVersion: v1',
  '  kind: Pod',
  '# about the next',
  '- kind: Service',
  '  args:',
  '  - -x',
  '-',
  '  kind: Namespace',
  'kind: List',
  'metadata:',
  '  resourceVersion: ""',
  '',
].join('\n');

describe('lists as kubectl prints them', () => {
  test('YAML: an item is a unit, its dash a space', () => {
    expect(unitTexts(dumped)).toEqual([
      '  apiVersion: v1\n  kind: Pod\n# about the next\n',
      '  kind: Service\n  args:\n  - -x\n',
      ' \n  kind: Namespace\n',
    ]);
    expect(splitUnits(dumped).every((unit) => unit.kind === 'item')).toBe(true);
    expectSound(dumped);
  });

  test.each<[string, (text: string) => string]>([
    [
      'with dashes in the third column',
      (text) => text.replaceAll(/^(?=- |-$| {2}\S)/gm, '  ').replace('    res', '  res'),
    ],
    ['with kind first', (text) => `kind: List\n${text.replace('kind: List\n', '')}`],
    ['as the second document', (text) => `a: 1\n---\n${text}---\nb: 2\n`],
    ['without a final line end', (text) => text.trimEnd()],
    ['ending with an item', (text) => `kind: List\n${text.slice(0, text.indexOf('kind: List'))}`],
  ])('YAML %s', (_title, change) => {
    const text = change(dumped);
    const items = splitUnits(text).filter((unit) => unit.kind === 'item');
    expect(items.map((unit) => readUnit(unit.text))).toMatchObject([
      { value: { kind: 'Pod' } },
      { value: { kind: 'Service', args: ['-x'] } },
      { value: { kind: 'Namespace' } },
    ]);
    expectSound(text);
  });

  test.each<[string, string]>([
    ['another kind', dumped.replace('kind: List', 'kind: ConfigMap')],
    ['a typed list, whose items may leave out their kind', dumped.replace('kind: List', 'kind: PodList')],
    ['no kind', dumped.replace('kind: List\n', '')],
    ['another key', `${dumped}extra: 1\n`],
    ['a second items', `${dumped}items: []\n`],
    ['an anchor', dumped.replace('- apiVersion: v1', '- apiVersion: &v v1')],
    ['no items', 'kind: List\nitems: []\n'],
    ['nothing below items', 'kind: List\nitems:\n'],
    ['items that are a map', 'kind: List\nitems:\n  a: 1\n'],
    ['a key below the dashes', 'kind: List\nitems:\n  - a: 1\n b: 2\n'],
    ['a quoted key', dumped.replace('kind: List', '"kind": List\nkind: List')],
    ['a broken top level', `${dumped}- \n`],
    ['a kind that goes on', dumped.replace('kind: List\n', 'kind: List\n\n  - x\n')],
    ['an odd line end', dumped.replace('- -x', '- "\u2028- x"')],
  ])('one document: %s', (_title, text) => {
    expect(unitTexts(text)).toEqual([text]);
  });

  const list = {
    apiVersion: 'v1',
    items: [{ kind: 'Pod', a: '}]"\\' }, { kind: 'Service' }],
    kind: 'List',
    metadata: {},
  };

  test.each([0, 4, '\t'])('JSON with indent %j', (indent) => {
    const text = JSON.stringify(list, null, indent);
    expect(unitTexts(text).map((item) => JSON.parse(item) as unknown)).toEqual(list.items);
    expectSound(text);
  });

  test.each<[string, string]>([
    ['another kind', JSON.stringify({ ...list, kind: 'ConfigMap' })],
    ['a typed list', JSON.stringify({ ...list, kind: 'PodList' })],
    ['another key', JSON.stringify({ ...list, extra: 1 })],
    ['items that are no maps', JSON.stringify({ ...list, items: [1] })],
    ['a second items', JSON.stringify(list).replace('"kind":"List"', '"kind":"List","items":1')],
    ['an open bracket', JSON.stringify(list).slice(0, -20)],
    ['no comma', JSON.stringify(list).replace('},{', '}{')],
  ])('JSON, one document: %s', (_title, text) => {
    expect(unitTexts(text)).toEqual([text]);
  });

  test('an empty JSON list has no units', () => {
    expect(splitUnits(JSON.stringify({ ...list, items: [] }))).toEqual([]);
  });
});

test('ten megabytes are split at once', () => {
  const document = `kind: NetworkPolicy\nmetadata:\n  name: a\nspec:\n${'  x: some text that fills the line\n'.repeat(20)}`;
  const text = Array(14_000).fill(document).join('---\n');
  expect(text.length).toBeGreaterThan(10_000_000);
  const start = performance.now();
  expect(splitUnits(text)).toHaveLength(14_000);
  expect(performance.now() - start).toBeLessThan(500);
});
