import { AxeBuilder } from '@axe-core/playwright';
import { expect, test } from './test';

test.beforeEach(({ drawbridge }) => drawbridge.open());

test.describe('the flow table', () => {
  test.beforeEach(({ page }) => page.getByRole('tab', { name: 'Table' }).click());

  test('lists, narrows and sorts the flows, and explains one', async ({ page, drawbridge }) => {
    const table = page.getByRole('grid', { name: 'Flows' });
    const count = page.getByRole('tabpanel', { name: 'Table' }).getByRole('status');
    await expect(count).toHaveText('63 flows');
    await page.getByRole('button', { name: 'Unrestricted' }).click();
    await expect(count).toHaveText('12 flows');
    await page.getByRole('textbox', { name: 'Destination contains' }).fill('data/db');
    await expect(count).toHaveText('2 flows');
    await page.getByRole('combobox', { name: 'Verdict' }).selectOption('Allowed and denied');
    await expect(count).toHaveText('10 flows');

    await table.getByRole('button', { name: 'Ports' }).click();
    await expect(table.getByRole('columnheader', { name: 'Ports' })).toHaveAttribute(
      'aria-sort',
      'ascending',
    );
    const rows = table.getByRole('rowgroup').last().getByRole('row');
    await expect(rows.first()).toHaveAccessibleName('shop/api to data/db, TCP 5432');
    await expect(rows.first()).toContainText('in: db-allow-api');
    await expect(rows.last()).toContainText('not let in by default-deny-ingress, db-allow-api +1');

    await table.getByRole('row', { name: 'shop/frontend to data/db, no flow' }).click();
    await expect(drawbridge.inspector.getByText('Denied', { exact: true })).toBeVisible();
  });

  test('tells the part of the selected policy, and keeps it while a flow is explained', async ({
    page,
    drawbridge,
  }) => {
    await drawbridge.policy('db-allow-api').click();
    await page.getByRole('combobox', { name: 'Verdict' }).selectOption('Allowed and denied');
    await page.getByRole('button', { name: "Policy's part only" }).click();
    await page.getByRole('grid').getByRole('button', { name: 'Policy' }).click();
    const first = page.getByRole('grid').getByRole('rowgroup').last().getByRole('row').first();
    await expect(first).toHaveAccessibleName('shop/api to data/db, TCP 5432, opened');
    const opened = page.getByRole('row', { name: 'shop/api to data/db, TCP 5432, opened' });
    await opened.click();
    await expect(drawbridge.inspector.getByText('Allowed', { exact: true })).toBeVisible();
    await expect(opened).toHaveAttribute('aria-selected', 'true');
    await expect(drawbridge.policy('db-allow-api')).toHaveAttribute('aria-pressed', 'true');
  });

  test('is walked by the keys, and remembered', async ({ page, drawbridge }) => {
    const first = page.getByRole('row', { name: 'data/backup to kube-system/coredns, TCP 53 · UDP 53' });
    await first.focus();
    await page.keyboard.press('End');
    const last = page.getByRole('row', { name: 'Other addresses to shop/frontend, all ports' });
    await expect(last).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(drawbridge.inspector.getByText('Allowed', { exact: true })).toBeVisible();
    await page.keyboard.press('Home');
    await expect(first).toBeFocused();

    await page.reload();
    await expect(page.getByRole('tab', { name: 'Table' })).toHaveAttribute('aria-selected', 'true');
    await expect(first).toBeVisible();
  });
});

test.describe('the matrix', () => {
  test.beforeEach(({ page }) => page.getByRole('tab', { name: 'Matrix' }).click());

  test('says all, some or none, and explains a cell', async ({ page, drawbridge }) => {
    const cell = (name: string) => page.getByRole('gridcell', { name, exact: true });
    await expect(cell('shop/api to data/db, TCP 5432')).toHaveText('5432');
    await expect(cell('data/db to kube-system/coredns, all ports')).toHaveText('all');
    await expect(cell('shop to data, 2 of 6 flows')).toHaveText('2/6');
    await cell('shop/frontend to data/db, no flow').click();
    await expect(
      drawbridge.inspector.getByRole('heading', { name: /^shop\/frontend → data\/db/ }),
    ).toBeVisible();

    await drawbridge.policy('db-allow-api').click();
    await expect(cell('shop/api to data/db, TCP 5432, opened')).toHaveText('+ 5432');
    await expect(cell('shop/frontend to data/db, no flow, also closed')).toHaveText('✕');
  });

  test('folds and is walked by the keys', async ({ page, drawbridge }) => {
    const cell = (name: string) => page.getByRole('gridcell', { name, exact: true });
    await cell('data to data, no flow').focus();
    await page.keyboard.press('ArrowLeft');
    const namespace = page.getByRole('rowheader', { name: 'data, 3 workloads' });
    await expect(namespace).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(namespace).toHaveAttribute('aria-expanded', 'false');
    await expect(page.getByRole('rowheader', { name: 'data/db' })).toBeHidden();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowUp');
    await expect(page.getByRole('columnheader', { name: 'data, 3 workloads' })).toBeFocused();
    await page.keyboard.press('Control+End');
    await page.keyboard.press('Control+Home');
    await expect(cell('data to data, no flow')).toBeFocused();

    await page.getByRole('button', { name: 'Fold all', exact: true }).click();
    await cell('shop to data, 2 of 6 flows').press('Enter');
    await expect(drawbridge.inspector.getByRole('heading', { name: /shop → .*data/ })).toBeVisible();
  });
});

for (const colorScheme of ['light', 'dark'] as const) {
  for (const view of ['Table', 'Matrix']) {
    test(`the ${view} has no serious fault in ${colorScheme}`, async ({ page, drawbridge }) => {
      await page.emulateMedia({ colorScheme });
      await drawbridge.policy('db-allow-api').click();
      await page.getByRole('tab', { name: view }).click();
      await expect(page.getByRole('grid')).toContainText('db');
      const { violations } = await new AxeBuilder({ page }).analyze();
      expect(
        violations
          .filter(({ impact }) => impact === 'serious' || impact === 'critical')
          .map(({ id, nodes }) => [id, nodes[0]?.html, nodes[0]?.failureSummary]),
      ).toEqual([]);
    });
  }
}
