import { expect, test } from './test';

const first = 'monitoring/grafana to data/db, TCP 5432';
const typed = 'shop/frontend to shop/api, TCP 18443';
const second = 'data/backup to data/cache, TCP 6379';

test('one history over canvas and editor', async ({ page, drawbridge }) => {
  await drawbridge.open();
  const { undoButton, redoButton } = drawbridge;
  const original = await drawbridge.text();

  await drawbridge.allow('monitoring/grafana', 'data/db', '5432');
  await expect(drawbridge.flow(first)).toBeVisible();
  await expect(undoButton).toHaveAccessibleName(`Undo: Allow ${first}`);

  await drawbridge.retype('port: 8443', 'port: 18443');
  await expect(drawbridge.flow(typed)).toBeVisible();
  await expect(undoButton).toHaveAccessibleName('Undo: Typing');

  await drawbridge.allow('data/backup', 'data/cache', '6379');
  await expect(drawbridge.flow(second)).toBeVisible();
  const final = await drawbridge.text();

  await test.step('back with the focus in the editor, on the canvas, on the button', async () => {
    await drawbridge.yaml.press('Control+Z');
    await expect(drawbridge.flow(second)).toBeHidden();
    await expect(redoButton).toHaveAccessibleName(`Redo: Allow ${second}`);
    await drawbridge.gate('shop/api', 'egress').press('Control+Z');
    await expect(drawbridge.flow('shop/frontend to shop/api, TCP 8443')).toBeVisible();
    await undoButton.click();
    await expect(drawbridge.flow(first)).toBeHidden();
    await expect(undoButton).toBeDisabled();
    expect(await drawbridge.text()).toBe(original);
  });

  await test.step('and forth again', async () => {
    await drawbridge.gate('shop/api', 'egress').press('Control+Shift+Z');
    await expect(drawbridge.flow(first)).toBeVisible();
    await drawbridge.yaml.press('Control+Shift+Z');
    await expect(drawbridge.flow(typed)).toBeVisible();
    await redoButton.click();
    await expect(drawbridge.flow(second)).toBeVisible();
    await expect(redoButton).toBeDisabled();
    expect(await drawbridge.text()).toBe(final);
  });

  await test.step('a field keeps its own history', async () => {
    await drawbridge.openImport();
    const field = drawbridge.importDialog.getByRole('textbox');
    await field.pressSequentially('kind');
    await field.press('Control+Z');
    await expect(field).not.toHaveValue('kind');
    await page.keyboard.press('Escape');
    await expect(drawbridge.flow(second)).toBeVisible();
  });
});

test('what is moved and put on the canvas is taken back by its name, in one history with the text', async ({
  page,
  drawbridge,
}) => {
  await drawbridge.open();
  const card = drawbridge.node(/^monitoring\/grafana, /);
  const place = () => card.boundingBox();
  const before = await place();
  await card.focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowDown');
  await expect(drawbridge.undoButton).toHaveAccessibleName('Undo: Move monitoring/grafana');
  const moved = await place();
  expect(moved).not.toEqual(before);
  await drawbridge.verb(/^monitoring\/grafana, /, 'Rename…');
  await page.keyboard.type('charts');
  await page.keyboard.press('Enter');
  await expect(drawbridge.node(/^monitoring\/charts, /)).toBeVisible();
  expect(await drawbridge.node(/^monitoring\/charts, /).boundingBox()).toEqual(moved);

  await drawbridge.undo();
  await expect(page.getByRole('status').getByText(/^Undone: Rename monitoring\/grafana/)).toBeVisible();
  await expect(card).toBeVisible();
  expect(await place()).toEqual(moved);
  await page.keyboard.press('Control+Z');
  await expect.poll(place).toEqual(before);
  await expect(drawbridge.undoButton).toBeDisabled();
  await page.keyboard.press('Control+Shift+Z');
  await expect.poll(place).toEqual(moved);

  await drawbridge.canvas.getByRole('button', { name: 'Tidy' }).click();
  await expect.poll(place).toEqual(before);
  await drawbridge.undo();
  await expect.poll(place).toEqual(moved);
});

test('an undo on the canvas leaves the caret and the selection, shows the lines and has them flash', async ({
  page,
  drawbridge,
}) => {
  await drawbridge.open();
  await drawbridge.selectText('name: grafana-ingress');
  await page.keyboard.press('End');
  await drawbridge.allow('monitoring/grafana', 'data/db', '5432');
  await expect(drawbridge.editor.getByText('app: grafana').first()).toBeVisible();
  await expect(drawbridge.editor.locator('[class*="flashing"]').first()).toBeVisible();

  await drawbridge.gate('shop/api', 'egress').focus();
  await page.keyboard.press('Control+Z');
  await expect(drawbridge.flow(first)).toBeHidden();
  await expect(drawbridge.gate('shop/api', 'egress')).toBeFocused();
  await expect(drawbridge.editor.getByText('port: 5432').first()).toBeVisible();
  await page.keyboard.press('Control+Shift+Z');
  await expect(drawbridge.flow(first)).toBeVisible();

  await drawbridge.yaml.focus();
  await page.keyboard.type(' # here');
  expect(await drawbridge.text()).toContain('name: grafana-ingress # here\n');
});
