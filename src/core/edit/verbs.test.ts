/** What holds of every verb, whatever it is asked for and wherever: thousands of random wishes, one after the other. */
import * as fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import { arbitraryFiles } from '../testing/arbitraryManifests';
import { withOddities } from '../testing/oddNeighbours';
import { workspaceOf } from '../testing/planned';
import { diceOf, tierManifests, verbs } from '../testing/randomIntent';
import { wishAlong } from '../testing/wishAlong';
import { readUnit } from '../yaml/read';
import { toYaml } from '../yaml/render';
import type { Intent } from './intent';

const runs = Number(process.env.LAW_RUNS ?? 570);
const wishes = 15;

vi.setConfig({ testTimeout: 300_000 + runs * 1000 });

test('any wishes in any small cluster: every plan keeps the laws, and no verb is always refused', () => {
  const applied = new Map<Intent['type'], number>();
  const shown = new Set<string>();
  const property = fc.property(arbitraryFiles, fc.nat(), (texts, seed) => {
    const dice = diceOf(seed);
    const tiers = dice() < 0.3 ? [['tiers.yaml', tierManifests]] : [];
    const all: Record<string, string> = { ...texts, ...Object.fromEntries(tiers) };
    const isDump = dice() < 0.1;
    const start = workspaceOf(isDump ? asDump(all, dice() < 0.5) : withOddities(all, seed));
    const made = wishAlong(start, dice, wishes);
    for (const verb of made.applied) applied.set(verb, (applied.get(verb) ?? 0) + 1);
    for (const mark of made.shown) shown.add(mark);
  });
  fc.assert(property, { numRuns: runs, endOnFailure: true });

  if (process.env.LAW_RUNS !== undefined) return;
  // With those of verbsInCorpus.test.ts 10,000.
  expect([...applied.values()].reduce((sum, count) => sum + count, 0)).toBeGreaterThanOrEqual(8_300);
  expect(verbs.filter((verb) => !applied.has(verb))).toEqual([]);
  expect([...shown]).toEqual(expect.arrayContaining(['&', '*']));
});

/** The same objects as `kubectl get` prints them: one list, in YAML or JSON. */
function asDump(texts: Record<string, string>, isJson: boolean): Record<string, string> {
  const items = workspaceOf(texts).analysis.files.flatMap(({ units }) =>
    units.flatMap(({ text }) => {
      const content = readUnit(text);
      return content.state === 'read' ? [content.value] : [];
    }),
  );
  const list = { apiVersion: 'v1', items, kind: 'List' };
  return isJson
    ? { 'dump.json': JSON.stringify(list, null, 4) }
    : { 'dump.yaml': toYaml(list, { indent: 2, listIndent: 0, dashWidth: 2 }) };
}
