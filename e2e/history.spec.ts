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
