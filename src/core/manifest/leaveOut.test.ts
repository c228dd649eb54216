import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dump as dumpYaml, type DumpOptions } from 'js-yaml';
import { generateDump } from '../testing/generateDump';
import { applyEdits } from '../text/edit';
import { finish } from '../text/steps';
import { splitUnits } from '../yaml/documents';
import { readUnit } from '../yaml/read';
import { planLeavingOut } from './leaveOut';
import { readResources } from './readResources';

const dump = (value: unknown, options: DumpOptions = {}) => dumpYaml(value, { noRefs: true, ...options });

function leaveOut(text: string) {
  const { edits, leftOut } = finish(planLeavingOut(text));
  return { text: applyEdits(text, edits), leftOut };
}

const valuesOf = (text: string) =>
  splitUnits(text).flatMap((unit) => {
    const content = readUnit(unit.text);
    return content.state === 'read' ? [content.value] : [];
  });
const isNoSecret = (value: unknown) => (value as { kind?: unknown }).kind !== 'Secret';

const shape = { pods: 7, namespaces: 2, policies: 3 } as const;
const list = { apiVersion: 'v1', items: valuesOf(generateDump(shape)), kind: 'List', metadata: {} };

const dumps: [string, string][] = [
  ['a YAML list', generateDump(shape)],
  ['YAML documents', generateDump({ ...shape, form: 'documents' })],
  ['YAML of another style', list.items.map((item) => dump(item, { flowLevel: 5 })).join('---\n')],
  ['a YAML list in flow style', dump(list, { flowLevel: 3 })],
  ['JSON as kubectl prints it', JSON.stringify(list, null, 4)],
  ['JSON on one line', JSON.stringify(list)],
  ['JSON documents', list.items.map((item) => `${JSON.stringify(item, null, 2)}\n`).join('---\n')],
];

describe.each(dumps)('%s', (_title, text) => {
  const { text: rest, leftOut } = leaveOut(text);

  test('what policies do not need is gone', () => {
    expect(/hunter2|aHVudGVyMg|managedFields|last-applied|envFrom|DB_HOST/.exec(rest)?.[0]).toBeUndefined();
    const isInOnePiece = splitUnits(text).length === 1;
    expect(leftOut).toEqual({
      secrets: isInOnePiece ? 0 : 3,
      data: isInOnePiece ? 6 : 3,
      environments: 10,
      records: 7 + 3 + 3,
    });
  });

  test('the rest says what it said', () => {
    const before = valuesOf(text)
      .filter(isNoSecret)
      .map((value) => readResources(value).resources);
    const after = valuesOf(rest).map((value) => readResources(value).resources);
    const withoutValues = (resources: unknown) =>
      JSON.stringify(resources, (key, value: unknown) =>
        key === 'managedFields' || key === 'annotations' ? undefined : value,
      );
    expect(after.map(withoutValues)).toEqual(before.map(withoutValues));
  });

  test('no character is added but for a map that is emptied', () => {
    expect(isSubsequence(rest.replaceAll('{}', ''), text)).toBe(true);
  });

  test('a second time there is nothing to leave out', () => {
    expect(leaveOut(rest)).toEqual({
      text: rest,
      leftOut: { secrets: 0, data: 0, environments: 0, records: 0 },
    });
  });
});

function isSubsequence(part: string, whole: string): boolean {
  let at = 0;
  for (const letter of part) {
    at = whole.indexOf(letter, at) + 1;
    if (at === 0) return false;
  }
  return true;
}

test.each<[string, string]>([
  ['a Secret', 'apiVersion: v1\nkind: Secret\nmetadata:\n  name: a\ndata:\n  a: YQ==\n'],
  [
    'a Deployment',
    'kind: Deployment\nmetadata:\n  name: a\n  creationTimestamp: null\nspec:\n  template:\n    spec:\n      containers:\n      - env: []\n',
  ],
  ['a reference to something served', 'kind: ConfigMap\nmetadata:\n  name: a\ndata:\n  uid: b\n'],
  ['broken text', 'kind: ConfigMap\nmetadata:\n  uid: a\ndata: "\n'],
])('what somebody wrote stays: %s', (_title, text) => {
  expect(leaveOut(text).text).toBe(text);
});

const served = (rest: string) => `kind: Pod\nmetadata:\n  uid: a\n${rest}`;

test.each<[string, string, string]>([
  [
    'the first of a list item',
    'spec:\n  containers:\n  - env: []\n    name: a\n',
    'spec:\n  containers:\n  - name: a\n',
  ],
  [
    'neighbours',
    'spec:\n  containers:\n  - args:\n    - a\n    command:\n    - b\n    env:\n    - c: d\n    name: a\n',
    'spec:\n  containers:\n  - name: a\n',
  ],
  [
    'the last',
    'spec:\n  containers:\n  - a: b\n    env: []\n  - c: d\n',
    'spec:\n  containers:\n  - a: b\n  - c: d\n',
  ],
  [
    'all of a list item',
    'spec:\n  containers:\n  - env:\n    - a\n  - c: d\n',
    'spec:\n  containers:\n  - {}\n  - c: d\n',
  ],
  ['all of a map', 'data:\n  a: b\nspec: {}\n', 'spec: {}\n'],
  ['before a comment', 'data:\n  a: b\n\n# c\nspec: {}\n', 'spec: {}\n'],
  ['at the very end', 'spec: {}\ndata: a', 'spec: {}\n'],
  ['a text of several lines', 'data:\n  a: |\n    b\n\n    c\n  d: "e\n    f"\nspec: {}\n', 'spec: {}\n'],
])('lines go whole: %s', (_title, before, after) => {
  expect(leaveOut(served(before)).text).toBe(served(after));
});

test('whatever the layout, what is read stays the same', () => {
  const containers = fc.array(
    fc.dictionary(
      fc.constantFrom('args', 'command', 'env', 'envFrom', 'name', 'image', 'ports'),
      fc.constantFrom('a', ['b'], [{ containerPort: 80 }], {}, 'x\ny\n', "it's: #1"),
      { noNullPrototype: true },
    ),
    { maxLength: 3 },
  );
  const object = fc.record({
    kind: fc.constantFrom('Pod', 'ConfigMap', 'Service'),
    data: fc.constantFrom({ a: 'b' }, {}, 'c'),
    metadata: fc.record({
      annotations: fc.constantFrom(
        { 'kubectl.kubernetes.io/last-applied-configuration': '{}\n' },
        { a: 'b' },
      ),
      managedFields: fc.constantFrom([], [{ manager: 'x' }]),
      name: fc.constant('a'),
      uid: fc.constant('b'),
    }),
    spec: fc.record({ containers }),
  });
  const write = fc.constantFrom<(value: unknown) => string>(
    (value) => JSON.stringify(value),
    (value) => JSON.stringify(value, null, 4),
    (value) => dump(value),
    (value) => dump(value, { seqNoIndent: true, sortKeys: true }),
    (value) => dump(value, { flowLevel: 3 }),
    (value) => dump(value, { indent: 4 }),
  );
  fc.assert(
    fc.property(fc.array(object, { maxLength: 3 }), write, fc.boolean(), (objects, writeValue, asList) => {
      const text = asList
        ? writeValue({ apiVersion: 'v1', kind: 'List', items: objects })
        : objects.map(writeValue).join('\n---\n');
      const { text: rest } = leaveOut(text);
      const cleaned = JSON.stringify(objects, (key, value: unknown) =>
        /^(?:args|command|env|envFrom|data|managedFields|kubectl.*)$/.test(key) ? undefined : value,
      );
      const found = valuesOf(rest).flatMap((value) =>
        asList && !isItem(value) ? (value as { items: object[] }).items : [value],
      );
      expect(withoutEmpty(found)).toEqual(withoutEmpty(JSON.parse(cleaned)));
    }),
    { numRuns: 300 },
  );
});

const isItem = (value: unknown) => (value as { kind: string }).kind !== 'List';

/** A map that lost all its keys may be null. */
function withoutEmpty(value: unknown): unknown {
  return JSON.parse(
    JSON.stringify(value, (_key, inner: unknown) =>
      inner === null ||
      (typeof inner === 'object' && !Array.isArray(inner) && Object.keys(inner).length === 0)
        ? undefined
        : inner,
    ) ?? 'null',
  ) as unknown;
}
