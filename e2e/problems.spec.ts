import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { hostileManifests, markup } from '../src/core/testing/hostileManifests';
import type { Drawbridge } from './drawbridge';
import { dbPolicy, deployment } from './manifests';
import { expect, test } from './test';

/** An egress policy whose types are left to chance, by name. */
const untyped = (name: string, app: string) => `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: ${name}, namespace: team }
spec:
  podSelector: { matchLabels: { app: ${app} } }
  egress:
    - to: [{ podSelector: { matchLabels: { app: web } } }]
`;
const manifests = [
  deployment('team', 'web', 8080),
  deployment('team', 'db'),
  deployment('team', 'cache', 6379),
  untyped('db-out', 'db'),
  untyped('cache-out', 'cache'),
].join('---\n');

const showProblems = (page: Page) => page.getByRole('tab', { name: /^Problems/ }).click();
const problem = (drawbridge: Drawbridge, name: RegExp) => drawbridge.problems.getByRole('button', { name });
const egressOnly = /^error: There are only egress rules and no policyTypes/;

test.describe('the list of problems', () => {
  test.beforeEach(async ({ page, drawbridge }) => {
    await drawbridge.open();
    await drawbridge.openFiles({ name: 'team.yaml', text: manifests });
    await showProblems(page);
    await expect(problem(drawbridge, egressOnly)).toHaveCount(2);
  });

  test('is grouped, counted and filtered', async ({ drawbridge }) => {
    const { problems } = drawbridge;
    await expect(problems.getByRole('heading', { name: 'Errors 2' })).toBeVisible();
    await problems.getByRole('combobox', { name: 'Group problems' }).selectOption('By policy');
    await expect(problems.getByRole('heading', { name: /^team\/db-out \d/ })).toBeVisible();
    await problems.getByRole('combobox', { name: 'Group problems' }).selectOption('By namespace');
    await expect(problems.getByRole('heading', { name: /^Namespace team \d/ })).toBeVisible();

    await problems.getByRole('textbox', { name: 'Filter problems' }).fill('L8 cache-out');
    await expect(problem(drawbridge, egressOnly)).toHaveCount(1);
    await expect(problems.getByRole('button', { name: '1 error' })).toHaveAttribute('aria-pressed', 'true');
    await problems.getByRole('button', { name: '1 error' }).click();
    await expect(problems.getByText('No problem fits the filter.')).toBeVisible();
    await problems.getByRole('button', { name: 'Show all problems' }).click();
    await expect(problem(drawbridge, egressOnly)).toHaveCount(2);
  });

  test('shows the place of a problem and the flows concerned', async ({ page, drawbridge }) => {
    await drawbridge.yaml.press('Control+Home');
    await problem(drawbridge, egressOnly).last().click();
    await expect(drawbridge.editor.getByText('name: cache-out')).toBeVisible();
    await expect(drawbridge.inspector.getByRole('heading', { name: 'cache-out' })).toBeVisible();
    await expect(drawbridge.legend).toContainText('closed');

    await page.keyboard.press('ArrowUp');
    await expect(problem(drawbridge, egressOnly).first()).toBeFocused();
    await expect(problem(drawbridge, egressOnly).first()).toHaveAttribute('aria-expanded', 'true');
    await expect(drawbridge.inspector.getByRole('heading', { name: 'db-out' })).toBeVisible();
    await page.keyboard.press('End');
    await expect(problem(drawbridge, /^note: /).last()).toBeFocused();
    await page.keyboard.press('Home');
    await expect(problem(drawbridge, egressOnly).first()).toBeFocused();
    await page.keyboard.press('Tab');
    await expect(drawbridge.problems.getByRole('button', { name: 'Fix…' })).toBeFocused();
  });

  test('a fix is looked at first, and may be left', async ({ drawbridge }) => {
    const before = await drawbridge.text();
    await problem(drawbridge, egressOnly).first().press('Control+.');
    const dialog = drawbridge.dialog('Fix L8 in team/db-out');
    await expect(dialog.getByRole('radio')).toHaveCount(2);
    await expect(dialog.getByText(/flows? opened/)).toBeVisible();
    await expect(dialog.getByRole('region', { name: 'Text diff' })).toContainText('policyTypes:');
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    await expect(problem(drawbridge, egressOnly).first()).toBeFocused();
    expect(await drawbridge.text()).toBe(before);
  });

  test('a fix that is made opens its flows, and the focus stays in the list', async ({ drawbridge }) => {
    const before = await drawbridge.text();
    await problem(drawbridge, egressOnly).first().click();
    await drawbridge.problems.getByRole('button', { name: 'Fix…' }).press('Enter');
    const dialog = drawbridge.dialog('Fix L8 in team/db-out');
    await expect(dialog.getByText(/flows? opened/)).toBeVisible();
    await dialog.getByRole('button', { name: 'Fix', exact: true }).press('Enter');
    await expect(problem(drawbridge, egressOnly)).toHaveCount(1);
    await expect(drawbridge.problems.locator(':focus')).toHaveCount(1);
    expect(await drawbridge.text()).toContain('  policyTypes:');
    await drawbridge.undoButton.click();
    await expect(problem(drawbridge, egressOnly)).toHaveCount(2);
    expect(await drawbridge.text()).toBe(before);
  });

  test('all of a kind are mended together', async ({ drawbridge }) => {
    const before = await drawbridge.text();
    await problem(drawbridge, egressOnly).first().click();
    await drawbridge.problems.getByRole('button', { name: 'Fix all 2 of L8…' }).click();
    const dialog = drawbridge.dialog('Fix 2 problems of L8');
    await expect(dialog.getByText(/flows? opened/)).toBeVisible();
    await dialog.getByRole('button', { name: 'Fix all' }).click();
    await expect(problem(drawbridge, egressOnly)).toHaveCount(0);
    expect((await drawbridge.text()).match(/policyTypes:/g)).toHaveLength(2);
    await drawbridge.undoButton.click();
    expect(await drawbridge.text()).toBe(before);
  });

  test('a rule is muted with a reason, and what is muted can be seen', async ({ drawbridge }) => {
    await problem(drawbridge, egressOnly).first().click();
    await drawbridge.problems.getByRole('button', { name: 'Mute…' }).click();
    const dialog = drawbridge.dialog('Mute L8');
    await expect(dialog.getByText('Say why it is muted.').first()).toBeVisible();
    await dialog.getByRole('textbox', { name: 'Why' }).fill('nothing listens there');
    await dialog.getByRole('button', { name: 'Mute', exact: true }).click();
    await expect(problem(drawbridge, egressOnly)).toHaveCount(1);
    expect(await drawbridge.text()).toContain('# drawbridge: ignore L8 nothing listens there\n');

    await drawbridge.problems.getByRole('button', { name: 'Muted 1' }).click();
    const muted = problem(drawbridge, /^muted error: There are only egress rules/);
    await expect(muted).toContainText('Muted: nothing listens there');
    await muted.click();
    await drawbridge.problems.getByRole('button', { name: 'Show the comment' }).click();
    await expect(drawbridge.editor.getByText('# drawbridge: ignore L8 nothing listens there')).toBeVisible();
    await drawbridge.problems.getByRole('button', { name: 'Unmute L8' }).click();
    await expect(muted).toHaveCount(0);
    await expect(problem(drawbridge, egressOnly)).toHaveCount(2);
    expect(await drawbridge.text()).not.toContain('ignore L8');

    await drawbridge.undoButton.click();
    await expect(muted).toHaveCount(1);
    await drawbridge.undoButton.click();
    await expect(muted).toHaveCount(0);
    await expect(problem(drawbridge, egressOnly)).toHaveCount(2);
  });

  test('a rule is muted everywhere', async ({ drawbridge }) => {
    await problem(drawbridge, egressOnly).first().click();
    await drawbridge.problems.getByRole('button', { name: 'Mute…' }).click();
    const dialog = drawbridge.dialog('Mute L8');
    await dialog.getByRole('textbox', { name: 'Why' }).fill('agreed');
    await dialog.getByRole('combobox', { name: 'Where' }).selectOption('Everywhere in the workspace');
    await dialog.getByRole('button', { name: 'Mute', exact: true }).click();
    await expect(problem(drawbridge, egressOnly)).toHaveCount(0);
    await expect(drawbridge.problems.getByRole('button', { name: 'Muted 2' })).toBeVisible();
  });

  test('a rule tells what it is about', async ({ page, drawbridge }) => {
    await problem(drawbridge, egressOnly).first().click();
    const about = drawbridge.problems.getByRole('button', { name: 'About L8' });
    await about.press('Enter');
    await expect(drawbridge.dialog('Rule L8')).toContainText('2 problems of it in this workspace');
    await page.keyboard.press('Escape');
    await expect(about).toBeFocused();
  });

  test('policies, workloads and namespaces say how many problems they have', async ({ page, drawbridge }) => {
    await expect(drawbridge.node(/^team\/db, Deployment.*, \d problems?$/)).toBeVisible();
    await expect(drawbridge.node(/^Namespace team, 3 workloads, \d problems$/)).toBeVisible();
    await expect(drawbridge.node(/^team\/web, Deployment$/)).toBeVisible();
    await page.getByRole('tab', { name: 'Policies' }).click();
    await expect(
      drawbridge.policies.getByRole('button', { name: /^db-out,.*, \d problems?$/ }),
    ).toBeVisible();

    await drawbridge.canvas.getByRole('button', { name: /^team\/db: list \d problems?$/ }).click();
    await expect(drawbridge.problems.getByRole('button', { name: /^About team\/db/ })).toBeVisible();
    await expect(problem(drawbridge, egressOnly)).toHaveCount(1);
    await drawbridge.problems.getByRole('button', { name: /^About team\/db/ }).click();
    await expect(problem(drawbridge, egressOnly)).toHaveCount(2);
  });

  for (const colorScheme of ['light', 'dark'] as const) {
    test(`has no serious fault in ${colorScheme}`, async ({ page, drawbridge }) => {
      await page.emulateMedia({ colorScheme });
      await problem(drawbridge, egressOnly).first().click();
      await test.step('the list', () => expectNoFaults(page));
      await drawbridge.problems.getByRole('button', { name: 'Fix…' }).click();
      await expect(page.getByText(/flows? opened/)).toBeVisible();
      await test.step('a fix', () => expectNoFaults(page));
    });
  }
});

test.describe('the editor', () => {
  test.beforeEach(async ({ page, drawbridge }) => {
    await drawbridge.open();
    await drawbridge.openFiles({ name: 'team.yaml', text: manifests });
    await showProblems(page);
    await expect(problem(drawbridge, egressOnly)).toHaveCount(2);
    await drawbridge.selectText('name: db-out');
    for (let line = 0; line < 3; line++) await page.keyboard.press('ArrowDown');
  });

  test('offers the fixes of a problem, and asks where flows change', async ({ page, drawbridge }) => {
    await page.keyboard.press('Control+.');
    const menu = page.getByRole('listbox', { name: 'Action Widget' });
    await expect(menu.getByText('Fix: Write policyTypes: [Egress]')).toBeVisible();
    await expect(menu.getByText('Fix all of L8…')).toBeVisible();
    await expect(menu.getByText('Mute L8…')).toBeVisible();
    await page.keyboard.press('Enter');
    const dialog = drawbridge.dialog('Fix L8 in team/db-out');
    await expect(dialog.getByText(/flows? opened/)).toBeVisible();
    await dialog.getByRole('button', { name: 'Fix', exact: true }).click();
    await expect(problem(drawbridge, egressOnly)).toHaveCount(1);
    await drawbridge.undoButton.click();
    await expect(problem(drawbridge, egressOnly)).toHaveCount(2);
  });

  test('makes a fix at once where no flow changes', async ({ page, drawbridge }) => {
    const before = await drawbridge.text();
    const fix = 'Fix: Write policyTypes: [Ingress, Egress]: ingress stays closed';
    await drawbridge.yaml.focus();
    await page.keyboard.press('Control+.');
    await page.getByRole('listbox', { name: 'Action Widget' }).getByText(fix).click();
    await expect(problem(drawbridge, egressOnly)).toHaveCount(1);
    await expect(page.getByRole('dialog')).toHaveCount(0);
    await drawbridge.yaml.press('Control+Z');
    await expect(problem(drawbridge, egressOnly)).toHaveCount(2);
    expect(await drawbridge.text()).toBe(before);
  });

  test('tells of a problem under the pointer, with its consequence and its rule', async ({
    page,
    drawbridge,
  }) => {
    await drawbridge.editor.getByText('egress', { exact: true }).first().hover();
    const hover = page.getByRole('tooltip').filter({ hasText: 'There are only egress rules' });
    await expect(hover).toBeVisible();
    await hover.getByRole('link', { name: 'L8' }).click();
    await expect(drawbridge.dialog('Rule L8')).toBeVisible();
  });
});

test('of thousands of problems only those in sight are drawn', async ({ page, drawbridge }) => {
  await drawbridge.open();
  const policies = Array.from({ length: 50 }, (_, index) => {
    const ports = Array.from({ length: 100 }, (__, port) => `{ port: ${1000 + 100 * index + port} }`);
    return dbPolicy
      .replace('name: db-policy', `name: db-${index}`)
      .replace('- port: 5432', `- ${ports.join('\n        - ')}`);
  });
  const text = [deployment('team', 'web', 8080), deployment('team', 'db'), ...policies].join('---\n');
  await drawbridge.openFiles({ name: 'many.yaml', text });
  await showProblems(page);
  const { problems } = drawbridge;
  await expect(problems.getByText(/^[\d,]{5,} problems listed$/)).toBeAttached({ timeout: 30_000 });
  expect(await problems.getByRole('listitem').count()).toBeLessThan(60);
  const first = problem(drawbridge, /^(error|warning): /).first();
  await first.click();
  await page.keyboard.press('End');
  await expect(problems.locator(':focus')).toHaveAccessibleName(/^note: /);
  await expect(problems.locator(':focus')).toBeInViewport();
  await page.keyboard.press('Home');
  await expect(first).toBeFocused();
});

test('markup in the manifests is text everywhere', async ({ page, drawbridge }) => {
  page.on('dialog', () => {
    throw new Error('something in the manifests was executed');
  });
  const expectText = async () => {
    await expect(page.getByText('<img', { exact: false }).first()).toBeVisible();
    expect(await page.locator('img').count()).toBe(0);
  };
  await drawbridge.open();
  await drawbridge.openFiles({ name: `${markup}.yaml`, text: hostileManifests });
  await expect(drawbridge.toast(`Opened ${markup}.yaml`)).toBeVisible();
  await test.step('the lists', async () => {
    await expect(drawbridge.policies.getByText(markup).first()).toBeVisible();
    await showProblems(page);
    await expect(problem(drawbridge, /<img src=x/).first()).toBeVisible();
    await problem(drawbridge, /<img src=x/)
      .first()
      .click();
    for (const grouping of ['By policy', 'By namespace']) {
      await drawbridge.problems.getByRole('combobox', { name: 'Group problems' }).selectOption(grouping);
      await expectText();
    }
  });
  await test.step('the canvas and the inspector', async () => {
    await expect(drawbridge.canvas.getByText(markup).first()).toBeVisible();
    for (const kind of [/^team\/<img/, /^<img.*\/db/]) {
      await drawbridge
        .node(kind)
        .first()
        .click({ position: { x: 40, y: 12 } });
      await expect(drawbridge.inspector.getByText(/<img/).first()).toBeVisible();
    }
    await drawbridge.policies.page().getByRole('tab', { name: 'Policies' }).click();
    await drawbridge.policies.getByText(markup).first().click();
    await expect(drawbridge.inspector.getByText(markup).first()).toBeVisible();
    await expectText();
  });
  await test.step('the table and the matrix', async () => {
    for (const view of ['Table', 'Matrix']) {
      await page.getByRole('tab', { name: view }).click();
      await expect(page.getByRole('tabpanel', { name: view }).getByText(/<img/).first()).toBeVisible();
      await expectText();
    }
    await page.getByRole('tab', { name: 'Canvas' }).click();
  });
  await test.step('the editor', async () => {
    await drawbridge.selectText('policyTypes: [Ingress, Egress]');
    await page.keyboard.press('Control+.');
    await page.keyboard.press('Escape');
    await drawbridge.selectText('matchLabels: {app: "<img');
    for (const text of ['matchLabels', 'podSelector', 'namespaceSelector']) {
      await drawbridge.editor.getByText(text).first().hover();
      await expect(page.getByRole('tooltip').first()).toBeVisible();
    }
    await expectText();
  });
  await test.step('dialogs, the search and what is told', async () => {
    await showProblems(page);
    await drawbridge.problems.getByRole('textbox', { name: 'Filter problems' }).fill(`L ${markup}`);
    await drawbridge.problems
      .getByRole('button', { name: /has a fix/ })
      .first()
      .click();
    await drawbridge.problems.getByRole('button', { name: 'Fix…' }).click();
    await expect(page.getByRole('dialog').getByText(/<img/).first()).toBeVisible();
    await expectText();
    await page.keyboard.press('Escape');
    await page.keyboard.press('Control+K');
    await page.getByRole('combobox').last().fill('img');
    await expect(page.getByRole('option', { name: /<img/ }).first()).toBeVisible();
    await expectText();
    await page.keyboard.press('Escape');
  });
});

/** Serious and critical faults, each with the elements at fault. */
async function expectNoFaults(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  const grave = violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => ({
      id,
      nodes: nodes.map(({ html, failureSummary }) => `${html} ${failureSummary}`),
    }));
  expect(grave).toEqual([]);
}
