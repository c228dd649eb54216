import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { stylings, writeStyled } from '../testing/writeStyled';
import { applyEdits, invertEdits, type TextEdit } from '../text/edit';
import { lineStart } from '../text/lines';
import { appendItem } from './appendItem';
import { duplicateItem } from './duplicateItem';
import type { YamlEdit } from './editUnit';
import { insertItem } from './insertItem';
import { locate } from './locate';
import { readUnit } from './read';
import { removePath } from './removePath';
import { setKey } from './setKey';
import type { YamlPath } from './unit';

const texts = fc.constantFrom(
  'web',
  'a b',
  '10.0.0.0/8',
  'on',
  '0777',
  'x: y',
  "it's",
  '# no',
  '',
  'é',
  '-',
  '{{x}}',
);
const leaves = fc.oneof(texts, fc.integer({ min: 0, max: 65_535 }), fc.boolean(), fc.constant(null));
const keys = fc.constantFrom(
  'podSelector',
  'matchLabels',
  'from',
  'ports',
  'app',
  'kubernetes.io/name',
  'y',
  '80',
  'k',
);
const { node: values } = fc.letrec<{ node: unknown; list: unknown[]; map: Record<string, unknown> }>(
  (tie) => ({
    node: fc.oneof({ maxDepth: 4 }, leaves, tie('list'), tie('map')),
    list: fc.array(tie('node'), { maxLength: 3 }),
    map: fc.dictionary(keys, tie('node'), { maxKeys: 4, noNullPrototype: true }),
  }),
);
const documents = fc
  .record({ kind: fc.constant('NetworkPolicy'), spec: values, ingress: fc.array(values, { maxLength: 3 }) })
  .map((value) => value as unknown);

/** Paths of all lists, maps, … of a value. */
function pathsOf(value: unknown, accept: (value: unknown) => boolean, path: YamlPath = []): YamlPath[] {
  const own = accept(value) ? [path] : [];
  if (typeof value !== 'object' || value === null) return own;
  const entries: [string | number, unknown][] = Array.isArray(value)
    ? [...value.entries()]
    : Object.entries(value);
  return [...own, ...entries.flatMap(([key, item]) => pathsOf(item, accept, [...path, key]))];
}

const isMap = (value: unknown) => typeof value === 'object' && value !== null && !Array.isArray(value);

const at = (value: unknown, path: YamlPath) =>
  path.reduce<unknown>((inner, key) => (inner as never)[key], value);
const listAt = (value: unknown, path: YamlPath) => at(value, path) as unknown[];
const mapAt = (value: unknown, path: YamlPath) => at(value, path) as Record<string, unknown>;

function pick(paths: readonly YamlPath[], choice: number): YamlPath {
  const path = paths[choice % paths.length];
  if (!path) throw new Error('nothing to choose from');
  return path;
}

function change(value: unknown, mutate: (copy: unknown) => void): unknown {
  const copy = structuredClone(value);
  mutate(copy);
  return copy;
}

function editsOf(text: string, edit: YamlEdit): readonly TextEdit[] {
  if ('refusal' in edit) throw new Error(`${edit.refusal.reason} at ${edit.refusal.from}:\n${text}`);
  return edit.edits;
}

/** The text reads as expected afterwards, and the way back leads exactly to the text. */
function expectEdit(text: string, edit: YamlEdit, expected: unknown): void {
  const edits = editsOf(text, edit);
  const after = applyEdits(text, edits);
  expect(readUnit(after), `\n${text}\n=>\n${after}`).toMatchObject({ state: 'read', value: expected });
  expect(applyEdits(after, invertEdits(text, edits))).toBe(text);
}

function removedBy(text: string, edit: YamlEdit): string {
  return editsOf(text, edit)
    .map(({ from, to }) => text.slice(from, to))
    .join('');
}

/** Only the entry's own text goes, and with it comments behind it, commas and the like; nothing above its line. */
function expectLocal(text: string, path: YamlPath, edit: YamlEdit): void {
  const place = locate(text, path);
  const [from, to] = [place?.item?.from ?? place?.key?.from ?? 0, place?.value.to ?? 0];
  const removed = removedBy(text, edit);
  const own = text.slice(from, to);
  expect(removed).toContain(own);
  expect(removed.replace(own, '').replaceAll(/#.*/g, '')).toMatch(/^[\s,]*$/);
  const above = text.slice(0, lineStart(text, from)).trimEnd().replace(/,$/, '').trimEnd().length;
  for (const part of editsOf(text, edit)) {
    expect(part.from >= above || part.insert === ' []' || part.insert === ' {}').toBe(true);
  }
}

const chosen = fc.nat();
const run = { numRuns: Number(process.env.RUNS ?? 500) };

describe('an edit of the text is the same change of the value', () => {
  test('as written, before anything', () => {
    fc.assert(
      fc.property(documents, stylings, (value, styling) => {
        const text = writeStyled(value, styling);
        expect(readUnit(text), text).toEqual({ state: 'read', value, duplicateKeys: [] });
      }),
      run,
    );
  });

  test('appendItem', () => {
    fc.assert(
      fc.property(documents, stylings, values, chosen, (value, styling, item, choice) => {
        const lists = pathsOf(value, Array.isArray);
        const path = pick(lists, choice);
        const text = writeStyled(value, styling);
        const expected = change(value, (copy) => listAt(copy, path).push(item));
        const edit = appendItem(text, path, item);
        expectEdit(text, edit, expected);
        expect(removedBy(text, edit)).toMatch(/^\s*(?:\[\s*\])?\s*$/);
      }),
      run,
    );
  });

  test('insertItem', () => {
    fc.assert(
      fc.property(documents, stylings, values, chosen, chosen, (value, styling, item, choice, place) => {
        const lists = pathsOf(value, (inner) => Array.isArray(inner) && inner.length > 0);
        fc.pre(lists.length > 0);
        const path = pick(lists, choice);
        const position = place % (listAt(value, path).length + 1);
        const text = writeStyled(value, styling);
        const expected = change(value, (copy) => listAt(copy, path).splice(position, 0, item));
        const edit = insertItem(text, path, position, item);
        expectEdit(text, edit, expected);
        expect(removedBy(text, edit)).toBe('');
      }),
      run,
    );
  });

  test('duplicateItem', () => {
    fc.assert(
      fc.property(documents, stylings, chosen, (value, styling, choice) => {
        const items = pathsOf(value, () => true).filter((path) => typeof path.at(-1) === 'number');
        fc.pre(items.length > 0);
        const path = pick(items, choice);
        const text = writeStyled(value, styling);
        const index = Number(path.at(-1));
        const expected = change(value, (copy) => {
          const list = listAt(copy, path.slice(0, -1));
          list.splice(index, 0, structuredClone(list[index]));
        });
        const edit = duplicateItem(text, path);
        expectEdit(text, edit, expected);
        expect(removedBy(text, edit)).toBe('');
      }),
      run,
    );
  });

  test('removeItem', () => {
    fc.assert(
      fc.property(documents, stylings, chosen, (value, styling, choice) => {
        const items = pathsOf(value, () => true).filter((path) => typeof path.at(-1) === 'number');
        fc.pre(items.length > 0);
        const path = pick(items, choice);
        const text = writeStyled(value, styling);
        const expected = change(value, (copy) =>
          listAt(copy, path.slice(0, -1)).splice(Number(path.at(-1)), 1),
        );
        expectEdit(text, removePath(text, path), expected);
        expectLocal(text, path, removePath(text, path));
      }),
      run,
    );
  });

  test('setKey', () => {
    fc.assert(
      fc.property(documents, stylings, keys, values, chosen, (value, styling, key, item, choice) => {
        const maps = pathsOf(value, isMap);
        const path = pick(maps, choice);
        const text = writeStyled(value, styling);
        const expected = change(value, (copy) => {
          mapAt(copy, path)[key] = item;
        });
        expectEdit(text, setKey(text, path, key, item), expected);
      }),
      run,
    );
  });

  test('removeKey', () => {
    fc.assert(
      fc.property(documents, stylings, chosen, (value, styling, choice) => {
        const entries = pathsOf(value, () => true).filter((path) => typeof path.at(-1) === 'string');
        const path = pick(entries, choice);
        const text = writeStyled(value, styling);
        const expected = change(value, (copy) => {
          delete mapAt(copy, path.slice(0, -1))[path.at(-1) ?? ''];
        });
        expectEdit(text, removePath(text, path), expected);
        expectLocal(text, path, removePath(text, path));
      }),
      run,
    );
  });

  test('appendItem and setKey make what is missing on the way', () => {
    fc.assert(
      fc.property(documents, stylings, values, chosen, (value, styling, item, choice) => {
        const maps = pathsOf(value, isMap);
        const path = [...pick(maps, choice), 'new', 'er'];
        const text = writeStyled(value, styling);
        const expected = change(value, (copy) => {
          mapAt(copy, path.slice(0, -2))['new'] = { er: [item] };
        });
        expectEdit(text, appendItem(text, path, item), expected);
        expectEdit(text, setKey(text, path.slice(0, -1), 'er', [item]), expected);
      }),
      run,
    );
  });
});
