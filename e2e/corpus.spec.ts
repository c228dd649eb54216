import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from './test';
import { watchFrames } from './watchFrames';

const corpus = join(import.meta.dirname, '..', '..', 'shared', 'corpus');
const isThere = existsSync(corpus);
const absent = `no corpus at ${corpus}`;

/** Folders of a part of the corpus; a name for the skipped test where it is absent. */
const foldersOf = (part: string) =>
  isThere
    ? readdirSync(join(corpus, part), { withFileTypes: true })
        .filter((entry) => entry.isDirectory())
        .map(({ name }) => name)
    : ['(absent)'];

const read = (...path: string[]) => readFileSync(join(corpus, ...path), 'utf8');

/** Above this, in milliseconds, a user calls the page frozen; slow machines are allowed for. */
const frozen = 4000;

test.beforeEach(({ drawbridge }) => {
  test.skip(!isThere, absent);
  return drawbridge.open();
});

for (const name of foldersOf('real')) {
  test(`${name} is read and drawn, and the page stays responsive`, async ({ page, drawbridge }, info) => {
    const text = read('real', name, 'all.yaml');
    const longestPause = await watchFrames(page);
    await drawbridge.openFiles({ name: `${name}.yaml`, text });
    await expect(drawbridge.node(/./).first()).toBeVisible();
    await expect(page.getByText('The analysis failed')).toHaveCount(0);
    const pause = await longestPause();
    info.annotations.push({ type: 'longest pause between frames', description: `${Math.round(pause)} ms` });
    expect(pause).toBeLessThan(frozen);

    await drawbridge.policies.getByRole('listitem').getByRole('button').first().click();
    await expect(drawbridge.inspector.getByRole('heading', { level: 3 })).toBeVisible();
  });
}

test('every example of the tutorials is read and drawn', async ({ page, drawbridge }) => {
  test.slow();
  for (const name of foldersOf('tutorials')) {
    await test.step(name, async () => {
      const text = [read('tutorials', name, 'cluster.yaml'), read('tutorials', name, 'policies.yaml')].join(
        '---\n',
      );
      await drawbridge.openFiles({ name: `${name}.yaml`, text });
      await expect(drawbridge.node(/^Namespace /).first()).toBeVisible();
      await expect(page.getByText('The analysis failed')).toHaveCount(0);
      await expect(drawbridge.lists.getByText('cannot be read')).toBeHidden();
    });
  }
});
