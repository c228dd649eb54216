/** What holds of every verb, in all manifests of others. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { expect, test, vi } from 'vitest';
import { workspaceOf } from '../testing/planned';
import { diceOf } from '../testing/randomIntent';
import { wishAlong } from '../testing/wishAlong';

vi.setConfig({ testTimeout: 600_000 });

const corpus = join(import.meta.dirname, '../../../../shared/corpus');
if (!existsSync(corpus)) console.warn(`skipped: no corpus at ${corpus}`);

/** In larger folders every wish takes its time. */
const large = 150_000;
const wishes = Number(process.env.CORPUS_WISHES ?? 5);

/** The manifests of others, by folder, as they wrote them: comments, line ends and all. */
function* foldersOf(folder: string): Iterable<readonly [name: string, texts: Record<string, string>]> {
  const entries = readdirSync(folder, { withFileTypes: true });
  const texts = entries
    .filter((entry) => entry.isFile() && /\.ya?ml$/.test(entry.name))
    .map(({ name }) => [name, readFileSync(join(folder, name), 'utf8')] as const);
  if (texts.length > 0) yield [relative(corpus, folder), Object.fromEntries(texts)];
  for (const entry of entries) if (entry.isDirectory()) yield* foldersOf(join(folder, entry.name));
}

test.skipIf(!existsSync(corpus))('every plan keeps the laws in what others wrote', () => {
  const seed = Number(process.env.DRAWBRIDGE_SEED ?? Math.floor(Math.random() * 2 ** 31));
  let applied = 0;
  for (const [name, texts] of foldersOf(corpus)) {
    const size = Object.values(texts).reduce((sum, text) => sum + text.length, 0);
    try {
      applied += wishAlong(workspaceOf(texts), diceOf(seed), size > large ? 1 : wishes).applied.length;
    } catch (error) {
      throw new Error(`in ${name}, with DRAWBRIDGE_SEED=${seed}`, { cause: error });
    }
  }
  if (process.env.CORPUS_WISHES === undefined) expect(applied).toBeGreaterThanOrEqual(1_700);
});
