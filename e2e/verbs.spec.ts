import { expect, test } from './test';

test.beforeEach(({ drawbridge }) => drawbridge.open());

test.describe('flows', () => {
  test('a flow to a namespace, to anywhere and from an address block, by name', async ({
    page,
    drawbridge,
  }) => {
    const before = await drawbridge.text();
    for (const [from, to, flow] of [
      ['data/backup', 'namespace monitoring', /^data\/backup to monitoring\/grafana, TCP 9090/],
      ['203.0.113.0/24', 'shop/api', /^203\.0\.113\.0\/24 to shop\/api, TCP 8443, 9090/],
    ] as const) {
      await page.getByRole('region', { name: 'Canvas' }).focus();
      await page.keyboard.press('a');
      const card = drawbridge.dialog(/^Allow/);
      await card.getByRole('combobox', { name: 'From' }).fill(from);
      await card.getByRole('combobox', { name: 'To' }).fill(to);
      await card.getByRole('textbox', { name: 'Other port or range' }).fill('9090');
      await card.getByRole('button', { name: 'Allow flow' }).click();
      await expect(card).toBeHidden();
      await expect(drawbridge.flow(flow).first()).toBeVisible();
    }
    await drawbridge.undoButton.click();
    await drawbridge.undoButton.click();
    expect(await drawbridge.text()).toBe(before);
  });

  test('a flow is drawn onto the gate of a namespace', async ({ drawbridge }) => {
    await drawbridge.node(/^Namespace monitoring/).hover({ position: { x: 60, y: 12 } });
    await drawbridge.gate('data/backup', 'egress').dragTo(drawbridge.gate('namespace monitoring', 'ingress'));
    const card = drawbridge.card('data/backup', 'namespace monitoring');
    await card.getByRole('checkbox', { name: 'All ports' }).check();
    await card.getByRole('button', { name: 'Allow flow' }).click();
    await expect(drawbridge.flow('data/backup to monitoring/prometheus, all ports')).toBeVisible();
  });

  test('the card shows the lines, and the policy that gets the rule can be chosen', async ({
    drawbridge,
  }) => {
    const card = await drawbridge.draw('monitoring/grafana', 'data/db');
    await card.getByRole('checkbox', { name: /^TCP 5432/ }).check();
    await card.getByText('Where and how it is written').click();
    await card
      .getByRole('combobox', { name: 'Ingress rule in' })
      .selectOption({ label: 'new policy allow-ingress-to-db-from-grafana' });
    await card.getByText(/^YAML: \d+ lines added/).click();
    await expect(card.getByRole('region', { name: 'Text diff' })).toContainText(
      '+ name: allow-ingress-to-db-from-grafana'.slice(2),
    );
    await card.getByRole('button', { name: 'Allow flow' }).click();
    await expect(drawbridge.policy('allow-ingress-to-db-from-grafana')).toBeVisible();
  });

  test('the ports of a flow are changed', async ({ drawbridge }) => {
    await drawbridge.flow('shop/api to data/db, TCP 5432').click();
    await drawbridge.inspector.getByRole('button', { name: 'Change ports…' }).click();
    const dialog = drawbridge.dialog(/^Ports of shop\/api/);
    await dialog.getByRole('textbox', { name: 'Other port or range' }).fill('5433');
    await dialog.getByRole('button', { name: 'Change ports' }).click();
    await expect(drawbridge.flow('shop/api to data/db, TCP 5433')).toBeVisible();
    await expect(drawbridge.flow('shop/api to data/db, TCP 5432')).toBeHidden();
  });

  test('a flow that shares its rule is removed in the way that is chosen', async ({ drawbridge }) => {
    await drawbridge.flow('monitoring/prometheus to data/cache, TCP 9121').click();
    await drawbridge.canvas.getByRole('button', { name: 'Remove flow' }).click();
    const dialog = drawbridge.dialog('Remove monitoring/prometheus → data/cache');
    await expect(dialog.getByText(/also allows monitoring\/prometheus to data\/db, TCP 9187/)).toBeVisible();
    await dialog.getByRole('radio', { name: /^Drop the peer/ }).check();
    await expect(dialog.getByRole('list', { name: 'Flows closed' })).toContainText('data/db, TCP 9187');
    await dialog.getByRole('button', { name: 'Remove flow' }).click();
    await expect(drawbridge.flow('monitoring/prometheus to data/cache, TCP 9121')).toBeHidden();
    await drawbridge.undoButton.click();
    await expect(drawbridge.flow('monitoring/prometheus to data/cache, TCP 9121')).toBeVisible();
  });

  test('a cluster policy is written for a flow', async ({ drawbridge }) => {
    const card = await drawbridge.draw('shop/api', 'data/db');
    await card.getByRole('button', { name: 'Cluster policy…' }).click();
    const dialog = drawbridge.dialog('Cluster policy for shop/api → data/db');
    await expect(dialog.getByRole('list', { name: 'Flows closed' })).toContainText(
      'shop/api to data/db, TCP 5432',
    );
    await dialog.getByRole('button', { name: 'Write rule' }).click();
    await expect(drawbridge.flow('shop/api to data/db, TCP 5432')).toBeHidden();
    await expect(drawbridge.policy('deny-ingress-to-db-from-api')).toBeVisible();
  });
});

test.describe('isolation', () => {
  test('a workload is isolated with the flows that are ticked, and opened again', async ({ drawbridge }) => {
    await drawbridge.verb(/^shop\/frontend, Deployment/, 'Isolate…');
    const dialog = drawbridge.dialog('Isolate shop/frontend');
    await dialog.getByRole('checkbox', { name: /^shop\/api to shop\/frontend/ }).check();
    await expect(dialog.getByRole('list', { name: 'Flows closed' })).toBeVisible();
    await dialog.getByRole('button', { name: 'Isolate', exact: true }).click();
    await expect(drawbridge.gate('shop/frontend', 'ingress')).toHaveAccessibleName(/isolated by 1 policy/);
    await expect(drawbridge.flow('shop/api to shop/frontend, all ports')).toBeVisible();

    await drawbridge.verb(/^shop\/frontend, Deployment/, 'Allow all ingress');
    await expect(drawbridge.gate('shop/frontend', 'ingress')).toHaveAccessibleName(/open$/);
  });

  test('a namespace is isolated, DNS stays', async ({ drawbridge }) => {
    await drawbridge.verb(/^Namespace monitoring/, 'Isolate…');
    const dialog = drawbridge.dialog('Isolate namespace monitoring');
    await dialog.getByRole('checkbox', { name: /^Egress/ }).check();
    await expect(dialog.getByRole('checkbox', { name: /^Keep DNS/ })).toBeChecked();
    await dialog.getByRole('button', { name: 'Isolate', exact: true }).click();
    await expect(drawbridge.gate('monitoring/prometheus', 'egress')).toHaveAccessibleName(/isolated/);
    await expect(
      drawbridge.flow(/^monitoring(\/\w+)? to kube-system(\/coredns)?, TCP 53 · UDP 53$/).first(),
    ).toBeVisible();
  });
});

test('a policy is made, renamed, selects others, is copied and deleted', async ({ page, drawbridge }) => {
  await drawbridge.canvas.getByRole('button', { name: 'New' }).click();
  await page.getByRole('menuitem', { name: 'Policy…' }).click();
  const made = drawbridge.dialog('New policy');
  await made.getByRole('textbox', { name: 'Name' }).fill('front-door');
  await made.getByRole('combobox', { name: 'Namespace' }).selectOption('shop');
  await made.getByRole('textbox', { name: 'Pods' }).fill('app=frontend');
  await page.keyboard.press('Enter');
  await expect(made.getByText(/^\+|new policy/).first()).toBeVisible();
  await made.getByRole('button', { name: 'Create policy' }).click();
  await expect(drawbridge.gate('shop/frontend', 'ingress')).toHaveAccessibleName(/isolated by 1 policy/);

  const menu = async (name: string, item: string) => {
    await drawbridge.policy(name).click();
    await drawbridge.inspector.getByRole('button', { name: `Change ${name}` }).click();
    await page.getByRole('menuitem', { name: item, exact: true }).click();
  };
  await menu('front-door', 'Rename…');
  const renamed = drawbridge.dialog('Rename front-door');
  await renamed.getByRole('textbox', { name: 'Name' }).fill('gate-house');
  await renamed.getByRole('button', { name: 'Rename' }).click();
  await expect(drawbridge.policy('gate-house')).toBeVisible();

  await menu('gate-house', 'Change selector…');
  const selector = drawbridge.dialog('Pods that gate-house selects');
  await selector.getByRole('textbox', { name: 'Pods' }).fill('app in (api, frontend)');
  await selector.getByRole('button', { name: 'Change selector' }).click();
  await expect(drawbridge.gate('shop/api', 'ingress')).toHaveAccessibleName(/isolated by 2 policies/);

  await menu('gate-house', 'Duplicate');
  await expect(drawbridge.policy('gate-house-2')).toBeVisible();
  await menu('gate-house-2', 'Delete');
  await expect(drawbridge.policy('gate-house-2')).toBeHidden();
});

test('a cluster is designed from nothing', async ({ page, drawbridge }) => {
  await page.keyboard.press('Control+K');
  await page.getByRole('combobox').fill('start empty');
  await page.keyboard.press('Enter');
  const make = async (item: string, dialog: string, fields: Record<string, string>, action: string) => {
    await page.keyboard.press('Control+K');
    await page.getByRole('combobox').fill(item);
    await page.keyboard.press('Enter');
    const made = drawbridge.dialog(dialog);
    for (const [name, value] of Object.entries(fields)) await made.getByRole('textbox', { name }).fill(value);
    await made.getByRole('button', { name: action }).click();
    await expect(made).toBeHidden();
  };
  await make('new namespace', 'New namespace', { Name: 'shop', Labels: 'team=a' }, 'Add namespace');
  await make('new workload', 'New workload', { Name: 'web', 'Container ports': 'http:8080' }, 'Add workload');
  await make('new workload', 'New workload', { Name: 'db', 'Container ports': '5432' }, 'Add workload');
  await expect(drawbridge.node(/^shop\/web, Deployment/)).toBeVisible();

  const card = await drawbridge.draw('shop/web', 'shop/db');
  await card.getByRole('button', { name: 'Isolate and allow only this' }).click();
  await expect(drawbridge.flow('shop/web to shop/db, TCP 5432')).toBeVisible();

  await drawbridge.verb(/^shop\/web, Deployment/, 'Rename…');
  const renamed = drawbridge.dialog('Rename shop/web');
  await renamed.getByRole('textbox', { name: 'Name' }).fill('front');
  await renamed.getByRole('button', { name: 'Rename' }).click();
  await expect(drawbridge.flow('shop/front to shop/db, TCP 5432')).toBeVisible();

  await drawbridge.verb(/^Namespace shop/, 'Labels…');
  const labels = drawbridge.dialog('Labels of namespace shop');
  await labels.getByRole('textbox', { name: 'Labels' }).fill('team=b');
  await labels.getByRole('button', { name: 'Change labels' }).click();
  await expect(labels).toBeHidden();

  await drawbridge.verb(/^shop\/front, Deployment/, 'Remove the workload');
  await expect(drawbridge.node(/^shop\/front, Deployment/)).toBeHidden();
  await expect(drawbridge.undoButton).toBeEnabled();
});
