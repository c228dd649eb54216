/** What holds of every verb, whatever it is asked for and wherever: thousands of random wishes, one after the other. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import * as fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { planIntent } from '../planIntent';
import { arbitraryFiles } from '../testing/arbitraryManifests';
import { checkPlan } from '../testing/checkPlan';
import { reread, workspaceOf, type Workspace } from '../testing/planned';
import { diceOf, randomIntent, randomVerb, tierManifests, verbs, type Dice } from '../testing/randomIntent';
import { applyChanges } from '../text/workspace';
import { readUnit } from '../yaml/read';
import { toYaml } from '../yaml/render';
import type { Intent } from './intent';

const runs = Number(process.env.LAW_RUNS ?? 860);
const wishes = 12;

vi.setConfig({ testTimeout: 60_000 + runs * 400 });

/** Makes wishes one after the other, each on the text that the one before leaves, and holds each plan to the laws. */
function wishAlong(start: Workspace, dice: Dice, count: number): Intent['type'][] {
  const accepted: Intent['type'][] = [];
  let now = start;
  for (let made = 0; made < count; made++) {
    const intent = randomIntent(now, dice, randomVerb(now, dice));
    const plan = planIntent(now.files, now.analysis, intent);
    if (plan.type === 'refusal') {
      expect(plan.reason).toMatch(/^\S.*\.$/s);
      continue;
    }
    const after = reread(applyChanges(now.files, plan.transaction.changes), now.analysis);
    checkPlan({ before: now, after, intent, plan });
    accepted.push(intent.type);
    now = after;
  }
  return accepted;
}

test('any wishes in any small cluster: every plan keeps the laws, and no verb is always refused', () => {
  const accepted = new Set<Intent['type']>();
  const property = fc.property(arbitraryFiles, fc.nat(), (texts, seed) => {
    const dice = diceOf(seed);
    const tiers = dice() < 0.3 ? [['tiers.yaml', tierManifests]] : [];
    const all: Record<string, string> = { ...texts, ...Object.fromEntries(tiers) };
    const start = workspaceOf(dice() < 0.1 ? asDump(all, dice() < 0.5) : all);
    for (const verb of wishAlong(start, dice, wishes)) accepted.add(verb);
  });
  fc.assert(property, { numRuns: runs }); // 860 runs of 12 wishes: more than 10,000

  if (runs >= 500) expect(verbs.filter((verb) => !accepted.has(verb))).toEqual([]);
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

const corpus = join(import.meta.dirname, '../../../../shared/corpus');
if (!existsSync(corpus)) console.warn(`skipped: no corpus at ${corpus}`);

/** Larger folders take too long for a test that runs with every change. */
const largest = 150_000;

/** The manifests of others, by folder, as they wrote them: comments, line ends and all. */
function* foldersOf(folder: string): Iterable<readonly [name: string, texts: Record<string, string>]> {
  const entries = readdirSync(folder, { withFileTypes: true });
  const texts = entries
    .filter((entry) => entry.isFile() && /\.ya?ml$/.test(entry.name))
    .map(({ name }) => [name, readFileSync(join(folder, name), 'utf8')] as const);
  const size = texts.reduce((sum, [, text]) => sum + text.length, 0);
  if (texts.length > 0 && size < largest) yield [relative(corpus, folder), Object.fromEntries(texts)];
  for (const entry of entries) if (entry.isDirectory()) yield* foldersOf(join(folder, entry.name));
}

describe.skipIf(!existsSync(corpus))('wishes in what others wrote', () => {
  test('every plan keeps the laws', () => {
    const seed = Number(process.env.DRAWBRIDGE_SEED ?? Math.floor(Math.random() * 2 ** 31));
    let plans = 0;
    for (const [name, texts] of foldersOf(corpus)) {
      try {
        plans += wishAlong(workspaceOf(texts), diceOf(seed), Number(process.env.CORPUS_WISHES ?? 4)).length;
      } catch (error) {
        throw new Error(`in ${name}, with DRAWBRIDGE_SEED=${seed}`, { cause: error });
      }
    }
    expect(plans).toBeGreaterThan(100);
  });
});
