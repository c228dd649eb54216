import { writeFile } from 'node:fs/promises';
import { AxeBuilder } from '@axe-core/playwright';
import { dbPolicy, denyPolicy, deployment } from './manifests';
import { expect, test } from './test';

const cluster = {
  name: 'cluster.yaml',
  text: `${deployment('team', 'web', 80)}---\n${deployment('team', 'db')}---\n${deployment('team', 'job', 80)}`,
};
const policy = { name: 'policy.yaml', text: dbPolicy };

test.beforeEach(async ({ drawbridge }) => {
  await drawbridge.open();
  await drawbridge.openFiles(cluster, policy);
});

test('what changed since the import, as flows, on the canvas, as text and as Markdown', async ({
  page,
  drawbridge,
}) => {
  await page.getByRole('tab', { name: 'Review' }).click();
  const review = page.getByRole('region', { name: 'Review' });
  await expect(review.getByText('no flow differs')).toBeVisible();
  await expect(review.getByText('The texts are the same.')).toBeVisible();

  await drawbridge.openFile('policy.yaml');
  await drawbridge.retype('app: web', 'app: job');
  const added = review.getByRole('region', { name: 'Added flows' });
  await expect(added.getByRole('button', { name: 'team/job to team/db, TCP 5432, added' })).toBeVisible();
  const removed = review.getByRole('region', { name: 'Removed flows' });
  await expect(removed.getByRole('button', { name: 'team/web to team/db, TCP 5432, removed' })).toBeVisible();
  await expect(review.getByText('Policies changed')).toBeVisible();
  await expect(review.getByText('app: job').first()).toBeVisible();

  await review.getByRole('button', { name: 'Copy as Markdown' }).click();
  await expect(drawbridge.toast('Copied the review as Markdown')).toBeVisible();
  const markdown = await page.evaluate(() => navigator.clipboard.readText());
  expect(markdown).toContain('| team/job | team/db | TCP 5432 | 1 |');

  await review.getByRole('button', { name: 'Show on the canvas' }).click();
  await expect(drawbridge.legend).toContainText('added (1)');
  await expect(drawbridge.flow('team/web to team/db, TCP 5432, removed')).toBeVisible();
  await drawbridge.legend.getByRole('button', { name: 'End the review' }).click();
  await expect(drawbridge.legend).toContainText('allowed by policy');

  await page.reload();
  await page.getByRole('tab', { name: 'Review' }).click();
  await expect(added.getByRole('button', { name: 'team/job to team/db, TCP 5432, added' })).toBeVisible();
});

test('other files are compared with, and a click explains', async ({ page, drawbridge }) => {
  await page.getByRole('tab', { name: 'Review' }).click();
  const review = page.getByRole('region', { name: 'Review' });
  const chooser = page.waitForEvent('filechooser');
  await review.getByRole('button', { name: 'Compare with files…' }).click();
  await (await chooser).setFiles([
    { name: 'old.yaml', mimeType: 'application/yaml', buffer: Buffer.from(cluster.text) },
  ]);
  await expect(review.getByText('Compared with old.yaml')).toBeVisible();
  await review.getByRole('button', { name: /to team\/db, .*changed from all ports/ }).click();
  await expect(drawbridge.inspector.getByRole('heading', { name: /→ team\/db/ })).toBeVisible();
  await review.getByRole('button', { name: 'Compare with the import' }).click();
  await expect(review.getByText('no flow differs')).toBeVisible();
});

test('what is dropped to compare with is compared', async ({ page, drawbridge }, info) => {
  const old = info.outputPath('old.yaml');
  await writeFile(old, `${cluster.text}---\n${denyPolicy}`);
  await drawbridge.drop([old], 'Compare with');
  const review = page.getByRole('region', { name: 'Review' });
  await expect(review.getByText('Compared with old.yaml')).toBeVisible();
  await expect(review.getByRole('button', { name: 'team/web to team/db, TCP 5432, added' })).toBeVisible();
  await expect(drawbridge.editor.getByRole('tab')).toHaveText(['cluster.yaml', 'policy.yaml']);
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`no serious fault in ${colorScheme}`, async ({ page, drawbridge }) => {
    await page.emulateMedia({ colorScheme });
    await drawbridge.openFile('policy.yaml');
    await drawbridge.retype('app: web', 'app: job');
    await page.getByRole('tab', { name: 'Review' }).click();
    await expect(page.getByRole('region', { name: 'Added flows' })).toBeVisible();
    await expect(page.getByRole('region', { name: 'Review' }).getByText('app: job').first()).toBeVisible();
    const { violations } = await new AxeBuilder({ page }).exclude('.monaco-diff-editor').analyze();
    expect(
      violations
        .filter(({ impact }) => impact === 'serious' || impact === 'critical')
        .map(({ id, nodes }) => [id, nodes[0]?.html, nodes[0]?.failureSummary]),
    ).toEqual([]);
  });
}
