import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { team } from './manifests';
import { expect, test } from './test';

for (const colorScheme of ['light', 'dark'] as const) {
  test(`no serious fault in ${colorScheme}`, async ({ page, drawbridge }) => {
    await page.emulateMedia({ colorScheme });
    await drawbridge.open();
    await test.step('the example', () => expectNoFaults(page));

    await drawbridge.policy('db-allow-api').click();
    await expect(drawbridge.legend).toContainText('opened (1)');
    await test.step('a policy selected', () => expectNoFaults(page));

    const card = await drawbridge.draw('shop/api', 'data/backup');
    await card.getByRole('textbox').fill('9000');
    await expect(card.getByText('+1 flow opened')).toBeVisible();
    await test.step('the card of a drawn flow', () => expectNoFaults(page));
    await page.keyboard.press('Escape');

    await drawbridge.openImport();
    await test.step('the import dialog', () => expectNoFaults(page));
  });

  test(`no serious fault in the views and dialogs in ${colorScheme}`, async ({ page, drawbridge }) => {
    test.slow(); // many states, each looked at as a whole
    await page.emulateMedia({ colorScheme });
    await drawbridge.open();
    const look = (part: string, reach: () => Promise<unknown>) =>
      test.step(part, async () => {
        await reach();
        await expectNoFaults(page, part);
      });
    const tab = (name: string | RegExp) => page.getByRole('tab', { name, exact: true }).click();
    const inspector = 'section[aria-label="Inspector"]';

    await look(inspector, () => drawbridge.flow('shop/api to data/db, TCP 5432').click());
    await look(inspector, () => drawbridge.node(/^data\/db, /).click({ position: { x: 40, y: 12 } }));
    await look(inspector, () => drawbridge.node(/^Ingress shop\/web/).click());
    await look('main', () =>
      drawbridge.node(/^data\/db, /).click({ button: 'right', position: { x: 40, y: 12 } }),
    );
    await look('[role="menu"]', () => expect(page.getByRole('menu')).toBeVisible());
    await page.keyboard.press('Escape');
    await look('nav', () => tab(/^Problems/));
    await look('nav', () => tab(/^Tests/));
    await tab('Policies');
    await look('main', async () => {
      await tab('Table');
      await page.getByRole('button', { name: 'Filter' }).click();
    });
    await look('section[aria-label="Flow matrix"]', async () => {
      await tab('Matrix');
      await drawbridge.policy('db-allow-api').click();
    });
    await tab('Canvas');
    const card = await drawbridge.draw('shop/api', 'data/backup');
    await card.getByRole('checkbox', { name: 'All ports' }).check();
    await card.getByRole('button', { name: 'Allow flow' }).click();
    await look('section[aria-label="Review"]', async () => {
      await tab('Review');
      await expect(page.getByRole('textbox', { name: 'Now' })).toBeAttached();
    });
    for (const open of [
      () => page.keyboard.press('Control+K'),
      () => drawbridge.header.getByRole('button', { name: 'Settings' }).click(),
      () => page.keyboard.press('?'),
    ]) {
      await look('[role="dialog"]', open);
      await page.keyboard.press('Escape');
    }
    await look('main', async () => {
      await page.getByRole('button', { name: 'Start empty' }).click();
      await expect(page.getByRole('region', { name: 'Begin' })).toBeVisible();
    });
  });
}

test('Tab leads through everything, and out of the editor', async ({ page, drawbridge }) => {
  await drawbridge.open();
  const reached = new Set<string>();
  while (!(await drawbridge.yaml.evaluate((element) => element === document.activeElement))) {
    await page.keyboard.press('Tab');
    reached.add(await nameOfFocused(page));
    expect(reached.size).toBeLessThan(200);
  }
  const order = [...reached];
  const expected = [
    /^Find a workload/,
    /^Import/,
    /^Theme/,
    /^Export YAML/,
    /^Policies/,
    /^db-allow-api,/,
    /^Paste or drop manifests/,
    /^Resize the list/,
    /^Paste your own/,
    /^shop\/api to data\/db, TCP 5432/,
    /^Namespace data/,
    /^shop\/api, Deployment/,
    /^shop\/api egress gate/,
    /^unrestricted/,
    /^Fit/,
    /^Resize the editor/,
    /^policies\.yaml/,
    /^YAML of policies\.yaml/,
  ];
  const places = expected.map((name) => order.findIndex((each) => name.test(each)));
  expect(places).not.toContain(-1);

  await page.keyboard.press('Control+M');
  await page.keyboard.press('Tab');
  await expect(drawbridge.yaml).not.toBeFocused();
});

test('dialogs and menus hold the focus and give it back', async ({ page, drawbridge }) => {
  await drawbridge.open();
  const button = drawbridge.header.getByRole('button', { name: 'Import', exact: true });
  await button.press('Enter');
  for (let step = 0; step < 12; step++) await page.keyboard.press('Tab');
  await expect(drawbridge.importDialog.locator(':focus')).toHaveCount(1);
  await page.keyboard.press('Escape');
  await expect(button).toBeFocused();

  await page.keyboard.press('?');
  await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(button).toBeFocused();

  const card = drawbridge.node(/^data\/db, /);
  await card.press('Shift+F10');
  await expect(page.getByRole('menuitem').first()).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(card).toBeFocused();
  await card.press('Shift+F10');
  await page.getByRole('menuitem', { name: 'Labels…' }).press('Enter');
  await expect(page.getByRole('dialog', { name: 'Labels of data/db' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(card).toBeFocused();

  const menu = drawbridge.header.getByRole('button', { name: 'Export YAML' });
  await menu.press('Enter');
  await expect(page.getByRole('menuitem').first()).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(menu).toBeFocused();
});

test('importing and exporting go without a mouse', async ({ page, drawbridge }) => {
  await drawbridge.open();
  await page.keyboard.press('Control+O');
  await expect(drawbridge.importDialog.getByRole('textbox', { name: 'Paste manifests' })).toBeFocused();
  await page.evaluate((text) => navigator.clipboard.writeText(text), team);
  await page.keyboard.press('Control+V');
  const importIt = drawbridge.importDialog.getByRole('button', { name: 'Import pasted text' });
  await expect(async () => {
    await page.keyboard.press('Tab');
    await expect(importIt).toBeFocused({ timeout: 1 });
  }).toPass();
  await page.keyboard.press('Enter');
  await expect(drawbridge.flow('team/web to team/db, TCP 5432')).toBeVisible();

  await drawbridge.header.getByRole('button', { name: 'Export YAML' }).press('Enter');
  await page.keyboard.press('ArrowDown');
  await expect(page.getByRole('menuitem', { name: /^Copy this file/ })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(drawbridge.toast('Copied pasted.yaml')).toBeVisible();
});

/** Serious and critical faults of the page or a part of it, each with the elements at fault. */
async function expectNoFaults(page: Page, part = 'html'): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).include(part).analyze();
  const grave = violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => ({
      id,
      nodes: nodes.map(({ html, failureSummary }) => `${html} ${failureSummary}`),
    }));
  expect(grave).toEqual([]);
}

const nameOfFocused = (page: Page) =>
  page.evaluate(() => document.activeElement?.ariaLabel ?? document.activeElement?.textContent ?? '');
