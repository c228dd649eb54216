/**
 * The quick ways through a file, against the library for the whole of it: the reader of kubectl's style, and the
 * split into documents and items. Other texts in each run; a failure prints the one that shows it.
 */
import { constructFromEvents, parseEvents } from 'js-yaml';
import * as fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import { randomFile, randomYaml } from '../testing/randomYaml';
import { seeded } from '../testing/seeded';
import { readSourceFile } from '../text/workspace';
import { splitUnits } from './documents';
import { readPlain } from './plain';
import { readUnit } from './read';
import { kubernetesSchema } from './scalars';

vi.setConfig({ testTimeout: 60_000 });

const oddness = fc.constantFrom(0, 0.01, 0.03, 0.1, 0.4);

test('what the quick reader reads, the library reads the same', () => {
  let read = 0;
  fc.assert(
    fc.property(fc.nat(), oddness, (seed, odd) => {
      const text = randomYaml(seeded(seed), odd);
      const value = readPlain(text, undefined);
      if (value === undefined) return;
      read++;
      const content = readUnit(text);
      expect(content, text).toEqual(
        value === null ? { state: 'empty' } : { state: 'read', value, duplicateKeys: [] },
      );
      // Not only equal: in the same order, and no number is taken for another.
      if (content.state === 'read') expect(JSON.stringify(value), text).toBe(JSON.stringify(content.value));
    }),
    { numRuns: 5000 },
  );
  expect(read).toBeGreaterThan(500);
});

/** The documents that the library finds in a whole file, lists in their items; undefined: it refuses the file. */
function readWhole(text: string): unknown[] | undefined {
  try {
    const events = parseEvents(text, { maxDepth: 100 });
    const documents: unknown[] = constructFromEvents(events, { source: text, schema: kubernetesSchema });
    return documents.flatMap(itemsOf);
  } catch {
    return undefined;
  }
}

/** Nothing of an empty document; of a list its items. */
function itemsOf(value: unknown): readonly unknown[] {
  const { kind, items } = (value ?? {}) as { readonly kind?: unknown; readonly items?: unknown };
  const found: readonly unknown[] = kind === 'List' && Array.isArray(items) ? items : [value];
  return found.filter((item) => item !== null && item !== undefined);
}

test('the units of a file hold what the library finds in the whole', () => {
  let [whole, split] = [0, 0];
  fc.assert(
    fc.property(fc.nat(), oddness, (seed, odd) => {
      const { text } = readSourceFile('a.yaml', randomFile(seeded(seed), odd));
      // What an alias stands for may be in another item: lists with anchors are not split.
      const expected = readWhole(text);
      if (expected === undefined || /[&*]/.test(text)) return;
      whole++;
      const units = splitUnits(text);
      if (units.some(({ kind }) => kind === 'item')) split++;
      const values = units.flatMap((unit) => {
        const content = readUnit(unit.text);
        if (content.state === 'broken') throw new Error(`${JSON.stringify(content.problems)}\n${unit.text}`);
        return content.state === 'read' ? itemsOf(content.value) : [];
      });
      expect(values, text).toEqual(expected);
    }),
    { numRuns: 3000 },
  );
  expect(whole).toBeGreaterThan(500);
  expect(split).toBeGreaterThan(100);
});

test('a text of any length, with whatever characters', () => {
  for (const filler of ['x', 'é', '😀', '\u2028']) {
    for (const length of [10, 1000, 1_100_000]) {
      const text = `a: b\nc: "${filler.repeat(length)}"\nd: 1\n`;
      const value = readPlain(text, undefined);
      // Half a pair, and what only JavaScript takes for a line end, are left to the library.
      if (filler === '\u2028' || filler === '😀') expect(value).toBeUndefined();
      else expect(value).toEqual({ a: 'b', c: filler.repeat(length), d: 1 });
    }
  }
});
