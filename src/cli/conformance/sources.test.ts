import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { corpusFolder } from './corpus';
import { conformancePage, updatePage } from './report';
import { compareCorpus } from './sources';

const isThere = existsSync(corpusFolder);
if (!isThere) console.warn(`Tests against the known answers of others are skipped: no ${corpusFolder}.`);

describe.skipIf(!isThere)('the known answers of others', () => {
  const results = isThere ? compareCorpus(corpusFolder) : [];

  describe.each(results.map(({ name, cases }) => [name, cases] as const))('%s', (_source, cases) => {
    const compared = cases.filter(({ agreed, disagreements }) => agreed > 0 || disagreements.length > 0);
    const leftOut = cases.filter((given) => !compared.includes(given));

    test.each(compared.map(({ name, disagreements }) => [name, disagreements] as const))(
      '%s',
      (_name, disagreements) => expect(disagreements).toEqual([]),
    );
    test.skip.each(leftOut.map(({ name }) => name))('%s', () => {});
  });

  test('docs/conformance.md has the figures; else run `npm run conformance -- --write`', () => {
    const page = readFileSync(conformancePage, 'utf8');
    expect(page).toBe(updatePage(page, results));
  });
});
