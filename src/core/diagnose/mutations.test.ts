import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { analyze, type Analysis } from '../analyze';
import { planFix } from '../planFix';
import { lintCases } from '../testing/lintCases/lintCases';
import { inventory } from '../testing/lintCases/ruleCase';
import { mutateText } from '../testing/mutateText';
import { seeded } from '../testing/seeded';
import { applyChanges, readSourceFile, type SourceFile } from '../text/workspace';
import type { Diagnostic } from './diagnostic';
import { joinDiagnostics } from './lint/joinDiagnostics';
import { Linter } from './lint/linter';

const corpus = '../shared/corpus';
if (!existsSync(corpus)) console.warn(`Mutations are of our own policies only: ${corpus} is absent.`);

/** So many texts are changed, and looked at a few at a time. */
const mutations = Number(process.env['DRAWBRIDGE_RUNS'] ?? 10_000);
const together = 25;
/** A failure names its seed: with it here, only that one is tried. */
const givenSeed = process.env['DRAWBRIDGE_SEED'];
/** Of every third of these groups so many fixes are made one after the other. */
const mostFixes = 3;
const longest = 4000;

const policies = [...lintCases.map(({ trigger }) => trigger), ...readCorpus()];
const cluster = readSourceFile('cluster.yaml', inventory);

function readCorpus(): readonly string[] {
  if (!existsSync(corpus)) return [];
  const texts = readdirSync(corpus, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.ya?ml$/.test(entry.name))
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8'))
    .filter((text) => text.length < longest && /kind: *\S*NetworkPolicy/.test(text));
  return [...new Set(texts)];
}

const countBroken = ({ files }: Analysis) => files.reduce((sum, { broken }) => sum + broken.length, 0);

interface Seen {
  readonly analysis: Analysis;
  readonly linter: Linter;
  readonly diagnostics: readonly Diagnostic[];
}

function look(files: readonly SourceFile[], before?: Seen): Seen {
  const analysis = analyze(files, before?.analysis);
  const linter = new Linter(analysis, before?.linter);
  linter.work();
  const diagnostics = joinDiagnostics(analysis, linter.diagnostics());
  for (const { file, from, to, message } of diagnostics) {
    const length = files.find(({ name }) => name === file)?.text.length ?? -1;
    const isInside = from >= 0 && from <= to && to <= length;
    if (!isInside)
      throw new Error(`${message}: ${from} to ${to} is not inside ${file}, which ends at ${length}`);
  }
  return { analysis, linter, diagnostics };
}

/** Looks for problems in changed policies, and makes fixes in any order. Gives what there was to see. */
function tryOut(seed: number, before: Seen): { readonly found: number; readonly fixed: number } {
  const random = seeded(seed);
  const changed = Array.from({ length: together }, (_, index) => {
    const text = policies[Math.floor(random() * policies.length)] ?? '';
    return readSourceFile(`${index}.yaml`, mutateText(text, random));
  });
  let files: readonly SourceFile[] = [cluster, ...changed];
  let seen = look(files, before);
  const found = seen.diagnostics.length;
  let fixed = 0;
  for (let left = seed % 3 === 0 ? mostFixes : 0; left > 0; left--) {
    const offers = seen.diagnostics.flatMap((diagnostic) =>
      (diagnostic.fixes ?? []).map((fix) => ({ diagnostic, fix })),
    );
    const chosen = offers[Math.floor(random() * offers.length)];
    if (!chosen) break;
    const plan = planFix(files, seen.analysis, chosen.diagnostic, chosen.fix);
    if (plan.type === 'refusal') continue;
    files = applyChanges(files, plan.transaction.changes);
    const broken = countBroken(seen.analysis);
    seen = look(files, seen);
    if (countBroken(seen.analysis) > broken)
      throw new Error(`${chosen.fix.title} leaves a text that does not parse`);
    fixed += 1;
  }
  return { found, fixed };
}

test('whatever becomes of policies, problems stand inside the text and fixes leave it readable', () => {
  const before = look([cluster]);
  const first = givenSeed === undefined ? Date.now() % 1_000_000_000 : Number(givenSeed);
  const batches = givenSeed === undefined ? mutations / together : 1;
  const sum = { found: 0, fixed: 0 };
  for (let seed = first; seed < first + batches; seed++) {
    try {
      const { found, fixed } = tryOut(seed, before);
      sum.found += found;
      sum.fixed += fixed;
    } catch (error) {
      throw new Error(`DRAWBRIDGE_SEED=${seed}: ${String(error)}`, { cause: error });
    }
  }
  if (givenSeed !== undefined) return;
  expect(sum.found).toBeGreaterThan(mutations);
  expect(sum.fixed).toBeGreaterThan(batches / 4);
}, 300_000);
