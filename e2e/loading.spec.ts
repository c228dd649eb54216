import { writeFile } from 'node:fs/promises';
import { generateDump } from '../src/core/testing/generateDump';
import { team } from './manifests';
import { expect, test } from './test';
import { watchFrames } from './watchFrames';

/** Above this, in milliseconds, a user calls the page frozen; slow machines are allowed for. */
const frozen = 4000;

test.beforeEach(({ drawbridge }) => drawbridge.open());

test('a dump of 20 MB comes in without a frozen page, and without its secrets', async ({
  page,
  drawbridge,
}, info) => {
  const path = info.outputPath('dump.yaml');
  await writeFile(path, generateDump({ pods: 4000, podsPerWorkload: 40, namespaces: 10, policies: 20 }));
  const longestPause = await watchFrames(page);
  await drawbridge.chooseFile(path);
  await expect(page.getByRole('progressbar', { name: 'Read so far' })).toBeVisible();
  await expect(drawbridge.toast('Opened dump.yaml')).toBeVisible({ timeout: 30_000 });
  await expect(drawbridge.toast(/Left out.* Secrets/)).toBeVisible();
  await expect(drawbridge.node(/^Namespace team-0/)).toBeAttached();
  await expect(drawbridge.lists.getByText('100 workloads')).toBeVisible();
  expect(await drawbridge.text()).not.toContain('hunter2');

  await drawbridge.yaml.focus();
  await page.keyboard.press('Control+Home');
  await page.keyboard.type('# typed');
  await expect(drawbridge.editor.getByText('# typed')).toBeVisible();
  await expect(page.getByText('updating…')).toBeHidden();
  const pause = await longestPause();
  info.annotations.push({ type: 'longest pause between frames', description: `${Math.round(pause)} ms` });
  expect(pause).toBeLessThan(frozen);

  await page.reload();
  await expect(drawbridge.editor.getByText('# typed')).toBeVisible({ timeout: 30_000 });
  await expect(drawbridge.editor.getByRole('tab')).toHaveText(['dump.yaml']);
});

for (const [way, cancel] of [
  ['the button', (dialog) => dialog.getByRole('button', { name: 'Cancel' }).click()],
  ['Escape', (dialog) => dialog.press('Escape')],
] satisfies [string, (dialog: import('@playwright/test').Locator) => Promise<void>][]) {
  test(`a large import is cancelled by ${way}, and the workspace stays`, async ({
    page,
    drawbridge,
  }, info) => {
    const path = info.outputPath('dump.yaml');
    await writeFile(path, generateDump({ pods: 14_000, podsPerWorkload: 40 }));
    await drawbridge.chooseFile(path);
    const dialog = page.getByRole('dialog', { name: 'Reading the manifests' });
    await expect(dialog).toBeVisible();
    await cancel(dialog);
    await expect(dialog).toBeHidden();
    await expect(drawbridge.flow('shop/api to data/db, TCP 5432')).toBeVisible();
    await expect(drawbridge.editor.getByRole('tab')).toHaveText(['policies.yaml', 'cluster.yaml']);
    await expect(drawbridge.undoButton).toBeDisabled();

    await drawbridge.paste(team);
    await expect(drawbridge.flow('team/web to team/db, TCP 5432')).toBeVisible();
  });
}
