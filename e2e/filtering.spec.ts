import { expect, test } from './test';

test.beforeEach(({ drawbridge }) => drawbridge.open());

test('a workload is brought into focus, hop by hop, in every view', async ({ page, drawbridge }) => {
  await page.getByRole('button', { name: 'Filter' }).click();
  const filter = page.getByRole('search', { name: 'Filter' });
  await filter.getByRole('combobox', { name: 'Focus on a workload' }).fill('data/db');
  await expect(filter.getByText('data/db')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Filter (1)' })).toBeVisible();
  await expect(drawbridge.flow('shop/api to data/db, TCP 5432')).toBeVisible();
  await expect(drawbridge.flow('shop/frontend to shop/api, TCP 8443')).toBeHidden();

  await filter.getByRole('button', { name: 'More hops' }).click();
  await expect(filter.getByText('2 hops')).toBeVisible();
  await expect(drawbridge.flow('shop/frontend to shop/api, TCP 8443')).toBeVisible();

  await filter.getByRole('button', { name: 'Fewer hops' }).click();
  await page.getByRole('tab', { name: 'Table' }).click();
  await page.getByRole('button', { name: 'Unrestricted' }).click();
  const rows = page.getByRole('grid').getByRole('rowgroup').last().getByRole('row');
  await expect(rows).toHaveCount(2);
  await expect(rows.first()).toHaveAccessibleName('monitoring/prometheus to data/db, TCP 9187');

  await page.getByRole('tab', { name: 'Matrix' }).click();
  await expect(page.getByRole('gridcell', { name: 'shop/frontend to shop/api, filtered out' })).toBeVisible();

  await filter.getByRole('button', { name: 'End the focus' }).click();
  await expect(page.getByRole('gridcell', { name: 'shop/frontend to shop/api, TCP 8443' })).toBeVisible();
});

test('the inspector focuses, and F does', async ({ page, drawbridge }) => {
  await page.keyboard.press('Control+K');
  await page.keyboard.type('app=grafana');
  await page.getByRole('option', { name: /^monitoring\/grafana\s*Deployment/ }).click();
  await drawbridge.inspector.getByRole('button', { name: 'Focus on monitoring/grafana' }).click();
  const filter = page.getByRole('search', { name: 'Filter' });
  await expect(filter.getByText('monitoring/grafana')).toBeVisible();
  await filter.getByRole('button', { name: 'Clear' }).click();
  await expect(filter.getByText('monitoring/grafana')).toBeHidden();
  await page.getByRole('heading', { name: 'Drawbridge' }).click();
  await page.keyboard.press('f');
  await expect(filter.getByText('monitoring/grafana')).toBeVisible();
});

test('flows are filtered by namespace, port, isolation and from outside', async ({ page, drawbridge }) => {
  await page.getByRole('button', { name: 'Filter' }).click();
  const filter = page.getByRole('search', { name: 'Filter' });
  const workloads = filter.getByRole('status').last();
  await filter.getByRole('textbox', { name: 'Port' }).fill('3000');
  await expect(drawbridge.flow('198.51.100.0/24 to monitoring/grafana, TCP 3000')).toBeVisible();
  await expect(drawbridge.flow('shop/api to data/db, TCP 5432')).toBeHidden();
  await filter.getByRole('button', { name: 'Clear' }).click();

  await filter.getByRole('button', { name: 'From outside' }).click();
  await expect(workloads).toHaveText('4 workloads');
  await filter.getByRole('combobox', { name: 'Namespace' }).selectOption('monitoring');
  await expect(workloads).toHaveText('2 workloads');
  await filter.getByRole('combobox', { name: 'Isolation' }).selectOption('Into what is not isolated');
  await page.getByRole('tab', { name: 'Table' }).click();
  const rows = page.getByRole('grid').getByRole('rowgroup').last().getByRole('row');
  await expect(rows).toHaveCount(3);
  await expect(rows.first()).toHaveAccessibleName(/to monitoring\/prometheus, all ports$/);
});

test('search finds Services', async ({ page, drawbridge }) => {
  await page.keyboard.press('Control+K');
  await page.keyboard.type('db');
  await expect(page.getByRole('option').filter({ hasText: 'data/db' }).first()).toBeVisible();
  await expect(page.getByText('Services', { exact: true })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(drawbridge.canvas).toBeVisible();
});
