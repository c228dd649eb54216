import { expect, test } from './test';

test.beforeEach(({ drawbridge }) => drawbridge.open());

test('an example is open and alive', async ({ page, drawbridge }) => {
  await expect(page).toHaveTitle('Drawbridge');
  await expect(page.getByRole('heading', { name: 'Drawbridge', level: 1 })).toBeVisible();
  for (const flow of [
    'shop/frontend to shop/api, TCP 8443',
    'shop/api to data/db, TCP 5432',
    'data/backup to 10.20.0.0/16 except 10.20.99.0/24, TCP 443',
    '198.51.100.0/24 to monitoring/grafana, TCP 3000',
  ]) {
    await expect(drawbridge.flow(flow)).toBeVisible();
  }
  await expect(drawbridge.node('Namespace data, 3 workloads')).toBeVisible();
  await expect(drawbridge.node('shop/frontend, Deployment, 3 replicas')).toBeVisible();
  await expect(
    drawbridge.policies.getByRole('button', { name: /^db-allow-api, app=db, opens 1/ }),
  ).toBeVisible();
  await expect(drawbridge.lists.getByText('4 namespaces')).toBeVisible();
  await expect(drawbridge.editor.getByRole('tab')).toHaveText(['policies.yaml', 'cluster.yaml']);
  await expect(drawbridge.undoButton).toBeDisabled();
});

test('the strip above the example leads to one’s own manifests', async ({ page, drawbridge }) => {
  const strip = page.getByRole('region', { name: 'Example' });

  await strip.getByRole('button', { name: 'Paste your own' }).click();
  await expect(drawbridge.importDialog).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(drawbridge.importDialog).toBeHidden();

  const chooser = page.waitForEvent('filechooser');
  await strip.getByRole('button', { name: 'Open files' }).click();
  expect((await chooser).isMultiple()).toBe(true);

  await strip.getByRole('button', { name: 'Dismiss' }).click();
  await expect(strip).toBeHidden();
  await page.reload();
  await expect(drawbridge.flow('shop/api to data/db, TCP 5432')).toBeVisible();
  await expect(strip).toBeHidden();
});

test('start empty shows the ways to begin, and undo brings the example back', async ({
  page,
  drawbridge,
}) => {
  await page.getByRole('button', { name: 'Start empty' }).click();
  const ways = page.getByRole('region', { name: 'Begin' });
  await expect(ways.getByRole('button')).toHaveText([
    'Paste manifests',
    'Open folder…',
    'Open the example',
    'New namespace…',
    'New workload…',
  ]);
  await expect(drawbridge.flow(/./)).toHaveCount(0);

  await drawbridge.undoButton.click();
  await expect(ways).toBeHidden();
  await expect(drawbridge.flow('shop/api to data/db, TCP 5432')).toBeVisible();
  await drawbridge.redoButton.click();
  await ways.getByRole('button', { name: 'Open the example' }).click();
  await expect(drawbridge.flow('shop/api to data/db, TCP 5432')).toBeVisible();
});
