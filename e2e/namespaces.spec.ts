import { expect, test } from './test';

test.beforeEach(({ drawbridge }) => drawbridge.open());

test('a namespace tells who is isolated, its policies, and what comes in and goes out', async ({
  page,
  drawbridge,
}) => {
  const { inspector } = drawbridge;
  await drawbridge.node(/^Namespace data/).click({ position: { x: 40, y: 12 } });
  await expect(inspector.getByRole('heading', { name: 'data', exact: true })).toBeVisible();
  await expect(inspector).toContainText('3 workloads, 2 Services');
  await expect(inspector.getByRole('heading', { name: 'Ingress isolated' })).toBeVisible();
  await expect(inspector.getByRole('heading', { name: 'Egress 1 of 3 isolated' })).toBeVisible();
  await expect(inspector.getByRole('button', { name: 'shop/api to data/db, TCP 5432' })).toBeVisible();
  await expect(inspector.getByRole('button', { name: /^data\/backup to 10\.20\.0\.0\/16/ })).toBeVisible();

  await inspector.getByRole('button', { name: 'backup-egress' }).click();
  await expect(drawbridge.policy('backup-egress')).toHaveAttribute('aria-pressed', 'true');

  await drawbridge.node(/^Namespace data/).press('Enter');
  await inspector.getByRole('button', { name: 'Show the flows of data only' }).click();
  await page.getByRole('tab', { name: 'Table' }).click();
  await page.getByRole('textbox', { name: 'Destination contains' }).fill('grafana');
  await expect(page.getByRole('tabpanel', { name: 'Table' }).getByRole('status')).toHaveText('0 flows');
});

test('search finds a namespace by its name and shows it', async ({ page, drawbridge }) => {
  await page.keyboard.press('Control+K');
  await page.getByRole('combobox').fill('kube-sys');
  await page.getByRole('option', { name: /^kube-system 1 workload/ }).click();
  await expect(drawbridge.inspector.getByRole('heading', { name: 'kube-system', exact: true })).toBeVisible();
  await expect(drawbridge.inspector).toContainText('every flow is allowed in and out');
  await expect(drawbridge.node(/^Namespace kube-system/)).toBeInViewport({ ratio: 1 });
});

test('search does not take the label that every namespace has for a hit', async ({ page }) => {
  await page.keyboard.press('Control+K');
  await page.getByRole('combobox').fill('data');
  await expect(page.getByRole('option', { name: /^data 3 workloads/ })).toBeVisible();
  await expect(page.getByRole('option', { name: /^monitoring/ })).toHaveCount(0);
});

test('addresses and hubs tell what comes from them and goes to them', async ({ drawbridge }) => {
  const { inspector } = drawbridge;
  await drawbridge.node(/^Addresses 10\.20\.0\.0\/16/).click();
  await expect(inspector).toContainText('Addresses that a policy names, except 10.20.99.0/24');
  await expect(inspector.getByRole('button', { name: /^data\/backup to 10\.20\.0\.0\/16/ })).toBeVisible();
  await drawbridge.node(/^Every open egress gate/).click();
  await expect(inspector).toContainText('Stands for 7 workloads and every address outside');
  await expect(inspector.getByRole('heading', { name: 'Comes from it' })).toBeVisible();
});
