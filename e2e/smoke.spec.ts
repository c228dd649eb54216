import { expect, test } from '@playwright/test';

test('the built page opens without a complaint in the console', async ({ page }) => {
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(String(error)));

  await page.goto('./');

  await expect(page).toHaveTitle('Drawbridge');
  await expect(page.getByRole('heading', { name: 'Drawbridge' })).toBeVisible();
  expect(complaints).toEqual([]);
});
