import { expect, test } from './test';

test.beforeEach(async ({ drawbridge }) => {
  await drawbridge.open();
  await drawbridge.command('start empty');
});

test('a cluster is designed from nothing', async ({ page, drawbridge }) => {
  const add = async (dialog: string, fields: Record<string, string>, action: string) => {
    const made = drawbridge.dialog(dialog);
    for (const [name, value] of Object.entries(fields)) await made.getByRole('textbox', { name }).fill(value);
    await made.getByRole('button', { name: action }).click();
    await expect(made).toBeHidden();
  };
  const start = page.getByRole('region', { name: 'Begin' });
  await start.getByRole('button', { name: 'New namespace…' }).click();
  await add('New namespace', { Name: 'shop', Labels: 'team=a' }, 'Add namespace');
  await drawbridge.verb(/^Namespace shop/, 'New workload…');
  await add('New workload', { Name: 'web', 'Container ports': 'http:8080' }, 'Add workload');
  await drawbridge.verb(/^Namespace shop/, 'New workload…');
  await add('New workload', { Name: 'db', 'Container ports': '5432' }, 'Add workload');

  const card = await drawbridge.draw('shop/web', 'shop/db');
  await card.getByRole('button', { name: 'Isolate and allow' }).click();
  await expect(drawbridge.flow('shop/web to shop/db, TCP 5432')).toBeVisible();

  // A block stands on the canvas only, until a flow leads to it.
  const before = await drawbridge.text();
  await drawbridge.canvas.getByRole('button', { name: 'New' }).click();
  await page.getByRole('menuitem', { name: 'Address block…' }).click();
  const block = drawbridge.dialog('New address block');
  await block.getByRole('textbox', { name: 'Range' }).fill('10.0.0.0/80');
  await expect(block.getByText(/is not an address block/).first()).toBeVisible();
  await add('New address block', { Range: '10.0.0.0/8' }, 'Add block');
  await expect(drawbridge.node(/^Addresses 10\.0\.0\.0\/8/)).toBeVisible();
  expect(await drawbridge.text()).toBe(before);
  await drawbridge.undo();
  await expect(drawbridge.node(/^Addresses 10/)).toBeHidden();
  await drawbridge.redoButton.click();

  const toBlock = await drawbridge.draw('shop/db', '10.0.0.0/8');
  await toBlock.getByRole('textbox', { name: 'Other port or range' }).fill('443');
  await toBlock.getByRole('button', { name: 'Isolate and allow' }).click();
  await expect(drawbridge.flow('shop/db to 10.0.0.0/8, TCP 443')).toBeVisible();
  expect(await drawbridge.text()).toContain('cidr: 10.0.0.0/8');

  while (await drawbridge.isUndoable()) await drawbridge.undo();
  await expect(drawbridge.flow('shop/api to data/db, TCP 5432')).toBeVisible();
});

test('a cluster is designed by keyboard alone', async ({ page, drawbridge }) => {
  const { keyboard } = page;
  const make = async (command: string, dialog: string, ...fields: string[]) => {
    await drawbridge.command(command);
    await expect(drawbridge.dialog(dialog).locator(':focus')).toBeVisible();
    for (const [index, text] of fields.entries()) {
      if (index > 0) await keyboard.press('Tab');
      await keyboard.type(text);
    }
    await keyboard.press('Enter');
    await expect(drawbridge.dialog(dialog)).toBeHidden();
  };
  await make('new namespace', 'New namespace', 'shop');
  await make('new workload', 'New workload', 'web', '', '', '8080');
  await make('new workload', 'New workload', 'db', '', '', '5432');
  await make('new address block', 'New address block', '10.0.0.0/8', '10.1.0.0/16');
  await drawbridge.verbByKeys(/^Addresses 10/, 'Change the block…');
  await expect(drawbridge.dialog(/^Address block/).locator(':focus')).toBeVisible();
  await keyboard.type('10.0.0.0/9');
  await keyboard.press('Enter');
  await expect(drawbridge.node(/^Addresses 10\.0\.0\.0\/9/)).toBeVisible();

  await drawbridge.gate('shop/web', 'egress').focus();
  await keyboard.press('Enter');
  await drawbridge.gate('shop/db', 'ingress').focus();
  await keyboard.press('Enter');
  const card = drawbridge.card('shop/web', 'shop/db');
  await expect(card.getByRole('checkbox', { name: /^TCP 5432/ })).toBeFocused();
  await expect(card.getByRole('button', { name: 'Isolate and allow' })).toBeEnabled();
  await keyboard.press('Enter');
  await expect(drawbridge.flow('shop/web to shop/db, TCP 5432')).toBeVisible();
  await expect(drawbridge.gate('shop/web', 'egress')).toBeFocused();

  await drawbridge.verbByKeys(/^Addresses 10/, 'Remove from the canvas');
  await expect(drawbridge.node(/^Addresses 10/)).toBeHidden();
});
