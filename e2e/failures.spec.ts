import { Drawbridge } from './drawbridge';
import { expect, test } from './test';

const example = 'shop/api to data/db, TCP 5432';

test('an editor that cannot be loaded says so, and can be asked for again', async ({ page }) => {
  const drawbridge = new Drawbridge(page); // which, without the fixture, may complain in the console
  const itsCode = /assets\/EditorPane-.*\.js/;
  await page.route(itsCode, (route) => route.abort());
  await page.goto('./');
  await expect(drawbridge.flow(example)).toBeVisible();
  await expect(drawbridge.editor.getByText('The editor stopped working')).toBeVisible();

  await page.unroute(itsCode);
  await drawbridge.editor.getByRole('button', { name: 'Try again' }).click();
  await expect(drawbridge.yaml).toBeAttached();
});

test('an analysis that cannot start says so, and can be tried again', async ({ page, drawbridge }) => {
  const itsCode = /assets\/analysis\.worker-.*\.js/;
  await page.route(itsCode, (route) => route.abort());
  await page.goto('./');
  await expect(drawbridge.canvas.getByText('The analysis could not start')).toBeVisible();

  await page.unroute(itsCode);
  await drawbridge.canvas.getByRole('button', { name: 'Try again' }).click();
  await expect(drawbridge.flow(example)).toBeVisible();
  await expect(drawbridge.canvas.getByText('The analysis could not start')).toBeHidden();
});

test('without any storage the page works, and says once that it keeps nothing', async ({
  page,
  drawbridge,
}) => {
  await page.addInitScript(() => {
    for (const storage of ['indexedDB', 'localStorage']) {
      Object.defineProperty(window, storage, {
        get() {
          throw new DOMException('The operation is insecure.', 'SecurityError');
        },
      });
    }
  });
  await drawbridge.open();
  await page.getByRole('button', { name: 'Start empty' }).click();
  await expect(page.getByRole('region', { name: 'Begin' })).toBeVisible();
  await expect(drawbridge.toast(/your work is not kept/)).toHaveCount(1);

  await drawbridge.undoButton.click();
  await expect(drawbridge.flow(example)).toBeVisible();
  await expect(drawbridge.editor.getByRole('tab')).toHaveText(['policies.yaml', 'cluster.yaml']);
  await page.getByRole('button', { name: 'Dismiss' }).last().click();
  await drawbridge.redoButton.click();
  await expect(page.getByRole('region', { name: 'Begin' })).toBeVisible();
  await expect(drawbridge.toast(/your work is not kept/)).toHaveCount(0);
});
