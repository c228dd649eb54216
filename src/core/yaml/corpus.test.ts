import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { applyEdits, invertEdits } from '../text/edit';
import { readSourceFile, writeSourceFile } from '../text/workspace';
import { appendItem } from './appendItem';
import { splitUnits } from './documents';
import { editsInFile, removeUnit } from './editFile';
import type { YamlEdit } from './editUnit';
import { locate } from './locate';
import { readUnit } from './read';
import { removePath } from './removePath';
import { setKey } from './setKey';
import type { YamlPath, YamlUnit } from './unit';

const corpus = join(import.meta.dirname, '../../../../shared/corpus');
const isThere = existsSync(corpus);

interface PolicyFile {
  readonly name: string;
  readonly text: string;
  readonly units: readonly YamlUnit[];
  readonly values: readonly unknown[];
}

/** Every file of the corpus that holds a policy, with LF line ends. */
function readPolicyFiles(): PolicyFile[] {
  const names = readdirSync(corpus, { recursive: true, encoding: 'utf8' }).filter((name) =>
    /\.ya?ml$/.test(name),
  );
  return names.flatMap((name) => {
    const { text } = readSourceFile(name, readFileSync(join(corpus, name), 'utf8'));
    if (
      !/kind"?: *"?(?:NetworkPolicy|AdminNetworkPolicy|BaselineAdminNetworkPolicy|ClusterNetworkPolicy)/.test(
        text,
      )
    )
      return [];
    const units = splitUnits(text);
    return [{ name, text, units, values: units.map(valueOf) }];
  });
}

function valueOf(unit: YamlUnit): unknown {
  const content = readUnit(unit.text);
  return content.state === 'read' ? content.value : undefined;
}

const isPolicy = (value: unknown) =>
  String((value as { kind?: unknown } | undefined)?.kind).endsWith('NetworkPolicy');

function pathsOf(value: unknown, path: YamlPath = []): YamlPath[] {
  if (typeof value !== 'object' || value === null) return [path];
  const entries: [string | number, unknown][] = Array.isArray(value)
    ? [...value.entries()]
    : Object.entries(value);
  return [path, ...entries.flatMap(([key, item]) => pathsOf(item, [...path, key]))];
}

const at = (value: unknown, path: YamlPath): unknown =>
  path.reduce<unknown>((inner, key) => (inner as Record<string | number, unknown>)[key], value);

/** Every small change of a value, as an edit of the text and as one of plain objects. */
function* changesOf(
  text: string,
  value: unknown,
): Generator<[title: string, edit: YamlEdit, expected: unknown]> {
  const change = (path: YamlPath, mutate: (inner: never) => void) => {
    const copy = structuredClone(value);
    mutate(at(copy, path) as never);
    return copy;
  };
  for (const path of pathsOf(value)) {
    const title = path.join('.');
    const inner = at(value, path);
    const key = path.at(-1);
    const parent = path.slice(0, -1);
    if (Array.isArray(inner)) {
      const item = { podSelector: { matchLabels: { app: 'on', 'a/b': '1' } } };
      yield [
        `append to ${title}`,
        appendItem(text, path, item),
        change(path, (list: unknown[]) => list.push(item)),
      ];
    } else if (typeof inner === 'object' && inner !== null) {
      const set = change(path, (map: Record<string, unknown>) => (map['new'] = ['x']));
      yield [`set in ${title}`, setKey(text, path, 'new', ['x']), set];
    }
    if (typeof key === 'number') {
      yield [
        `remove ${title}`,
        removePath(text, path),
        change(parent, (list: unknown[]) => list.splice(key, 1)),
      ];
    } else if (key !== undefined) {
      const removed = change(parent, (map: Record<string, unknown>) => delete map[key]);
      yield [`remove ${title}`, removePath(text, path), removed];
      const set = change(parent, (map: Record<string, unknown>) => (map[key] = 'yes'));
      yield [`overwrite ${title}`, setKey(text, parent, key, 'yes'), set];
    }
  }
}

describe.skipIf(!isThere)('the policies of ../shared/corpus', () => {
  const files = isThere ? readPolicyFiles() : [];
  const policies = files.flatMap(({ name, text, units, values }) =>
    units.flatMap((unit, index) =>
      isPolicy(values[index]) ? [{ name, file: text, unit, value: values[index] }] : [],
    ),
  );

  test('are there', () => {
    expect(policies.length).toBeGreaterThan(300);
  });

  test('every change of the text is the same change of the value, and can be taken back', () => {
    // All of them take two minutes: `CORPUS=all npx vitest run src/core/yaml`.
    const step = process.env['CORPUS'] === 'all' ? 1 : 40;
    const chosen = distinct(policies).filter((_policy, index) => index % step === 0);
    let count = 0;
    for (const { name, file, unit, value } of chosen) {
      for (const [title, edit, expected] of changesOf(unit.text, value)) {
        const where = `${name} at ${unit.from}: ${title}`;
        if ('refusal' in edit) throw new Error(`${where}: ${edit.refusal.reason}`);
        expect(readUnit(applyEdits(unit.text, edit.edits)), where).toMatchObject({
          state: 'read',
          value: expected,
        });
        const inFile = editsInFile(unit, edit.edits);
        const after = applyEdits(file, inFile);
        expect(applyEdits(after, invertEdits(file, inFile)) === file, where).toBe(true);
        count += 1;
      }
    }
    expect(count).toBeGreaterThan(500);
  }, 300_000);

  test('every path is found in the text', () => {
    for (const { unit, value } of distinct(policies)) {
      for (const path of pathsOf(value)) {
        const place = locate(unit.text, path);
        const inner = at(value, path);
        if (typeof inner === 'string')
          expect(unit.text.slice(place?.value.from, place?.value.to)).toContain(inner.slice(0, 3));
        expect(place, path.join('.')).toBeDefined();
      }
    }
  });

  test('a unit that is removed leaves the others as they are', () => {
    for (const { name, text, units } of files.filter((file) => file.text.length < 100_000)) {
      for (const [index] of units.entries()) {
        const after = splitUnits(applyEdits(text, removeUnit(text, index))).map((unit) => unit.text);
        const others = units.toSpliced(index, 1).map((unit) => unit.text);
        expect(after.flatMap(withoutMarker), `${name} ${index}`).toEqual(others.flatMap(withoutMarker));
      }
    }
  });

  test('files are written as they were read', () => {
    for (const { name } of files) {
      const raw = readFileSync(join(corpus, name), 'utf8');
      const lineEnds = new Set(raw.match(/\r?\n/g));
      if (lineEnds.size < 2) expect(writeSourceFile(readSourceFile(name, raw)) === raw, name).toBe(true);
    }
  });
});

/** A document's text without the line that starts it; nothing for an empty one or a list without items. */
function withoutMarker(text: string): string[] {
  const content = text.replace(/^---[ \t]*\n/, '');
  return content.trim() === '' || /^items: \[\]/m.test(content) ? [] : [content];
}

/** Many cases repeat the same policies. */
function distinct<T extends { readonly unit: YamlUnit }>(policies: readonly T[]): T[] {
  return [...new Map(policies.map((policy) => [policy.unit.text, policy])).values()];
}
