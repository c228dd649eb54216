import { expect, test } from '@playwright/test';
import { Drawbridge } from './drawbridge';

test('a bug that no pane has caught is told once, and the work goes on', async ({ page }) => {
  const drawbridge = new Drawbridge(page);
  await drawbridge.open();
  await page.evaluate(() => {
    for (let time = 0; time < 3; time++) void Promise.reject(new Error('the moon is full'));
    setTimeout(() => {
      throw new TypeError('no such thing');
    });
  });
  const alerts = page.getByRole('alert').filter({ hasText: 'Something went wrong' });
  await expect(alerts).toContainText('the moon is full');
  await expect(alerts).toContainText('no such thing');
  await expect(alerts.getByText('the moon is full')).toHaveCount(1);
  await alerts.getByRole('button', { name: 'Dismiss' }).first().click();
  await alerts.getByRole('button', { name: 'Dismiss' }).click();
  await expect(alerts).toHaveCount(0);
  await expect(drawbridge.flow('shop/api to data/db, TCP 5432')).toBeVisible();
});
