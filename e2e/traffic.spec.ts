import { AxeBuilder } from '@axe-core/playwright';
import { expect, test } from './test';

test.beforeEach(async ({ page, drawbridge }) => {
  await drawbridge.open();
  await page.getByRole('tab', { name: 'Tests' }).click();
});

test('a connection is tested, kept, and tested again after an edit', async ({ page, drawbridge }) => {
  const { inspector } = drawbridge;
  const form = page.getByRole('form', { name: 'Test a connection' });
  await form.getByRole('combobox', { name: /^From/ }).fill('shop/api');
  await form.getByRole('combobox', { name: /^To/ }).fill('data/db');
  await form.getByRole('combobox', { name: 'Port', exact: true }).fill('5432');
  await form.getByRole('button', { name: 'Test' }).click();
  await expect(inspector.getByRole('heading', { name: 'shop/api → data/db TCP 5432' })).toBeVisible();
  await expect(inspector.getByText('Allowed', { exact: true })).toBeVisible();
  await expect(inspector.getByRole('button', { name: 'db-allow-api, ingress rule 1, peer 1' })).toBeVisible();

  await form.getByRole('combobox', { name: /^From/ }).fill('10.9.8.7');
  await form.getByRole('button', { name: 'Test' }).click();
  await expect(inspector.getByText('Denied', { exact: true })).toBeVisible();
  await expect(page.getByRole('status').getByText('2 tests, all as expected')).toBeVisible();

  await drawbridge.retype('port: 5432', 'port: 5433');
  await expect(page.getByText('1 of 2 tests not as expected')).toBeVisible();
  await expect(page.getByRole('tab', { name: 'Tests 1' })).toBeVisible();
  const failing = page.getByRole('button', { name: /shop\/api → data\/db.*denied, expected allowed/ });
  await failing.click();
  await expect(inspector.getByText(/port 5432 is not among 5433|5432 is not among/)).toBeVisible();

  await page.reload();
  await page.getByRole('tab', { name: /^Tests/ }).click();
  await expect(page.getByText('1 of 2 tests not as expected')).toBeVisible();
  await page.getByRole('button', { name: 'Change the test shop/api → data/db' }).click();
  await page.getByRole('menuitemradio', { name: 'Should be denied' }).click();
  await expect(page.getByText('2 tests, all as expected')).toBeVisible();
});

test('a denied test offers to allow it', async ({ page, drawbridge }) => {
  await page.getByRole('combobox', { name: /^From/ }).fill('monitoring/grafana');
  await page.getByRole('combobox', { name: /^To/ }).fill('data/db');
  await page.getByRole('combobox', { name: 'Port', exact: true }).fill('5432');
  await page.keyboard.press('Enter');
  await drawbridge.inspector.getByRole('button', { name: 'Allow this…' }).click();
  const card = drawbridge.card('monitoring/grafana', 'data/db');
  await expect(card.getByRole('checkbox', { name: /^TCP 5432/ })).toBeChecked();
  await card.getByRole('button', { name: 'Allow flow' }).click();
  await expect(drawbridge.flow('monitoring/grafana to data/db, TCP 5432')).toBeVisible();
});

test('what cannot be tested is said with the way out', async ({ page, drawbridge }) => {
  await page.getByRole('combobox', { name: /^From/ }).fill('shop/nobody');
  await page.getByRole('combobox', { name: /^To/ }).fill('data/db');
  await page.getByRole('button', { name: 'Test', exact: true }).click();
  await expect(drawbridge.inspector.getByRole('alert')).toContainText(
    'shop/nobody is neither a loaded workload nor an address',
  );
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`no serious fault in ${colorScheme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme });
    await page.getByRole('combobox', { name: /^From/ }).fill('shop/frontend');
    await page.getByRole('combobox', { name: /^To/ }).fill('shop/api');
    await page.getByRole('combobox', { name: 'Port', exact: true }).fill('8443');
    await page.keyboard.press('Enter');
    await expect(page.getByText('1 test, all as expected')).toBeVisible();
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(
      violations
        .filter(({ impact }) => impact === 'serious' || impact === 'critical')
        .map(({ id, nodes }) => [id, nodes[0]?.html, nodes[0]?.failureSummary]),
    ).toEqual([]);
  });
}
