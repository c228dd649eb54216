import { expect, test } from './test';

for (const [width, height] of [
  [720, 450], // a laptop at 200 %
  [800, 700],
  [1024, 768],
  [1440, 900],
  [1920, 1080],
] as const) {
  test(`${width} × ${height}`, async ({ page, drawbridge }) => {
    await page.setViewportSize({ width, height });
    await drawbridge.open();

    const overhang = await page.evaluate(() => {
      const { scrollWidth, clientWidth, scrollHeight, clientHeight } = document.documentElement;
      return [scrollWidth - clientWidth, scrollHeight - clientHeight];
    });
    expect(overhang).toEqual([0, 0]);
    for (const name of [/^Find/, /^Undo/, /^Redo/, 'Import', 'Theme', 'Export YAML']) {
      await expect(drawbridge.header.getByRole('button', { name })).toBeInViewport({ ratio: 1 });
    }
    expect((await drawbridge.canvas.boundingBox())?.width).toBeGreaterThanOrEqual(300);
    await expect(drawbridge.legend).toBeInViewport({ ratio: 1 });
    await expect(drawbridge.canvas.getByRole('toolbar', { name: 'View' })).toBeInViewport({ ratio: 1 });

    await drawbridge.retype('port: 5432', 'port: 15432');
    await expect(drawbridge.editor.getByText('port: 15432')).toBeInViewport();
    await expect(drawbridge.flow('shop/api to data/db, TCP 15432')).toBeInViewport();
  });
}

test('the picture goes on fitting in a window of another size, until one looks elsewhere', async ({
  page,
  drawbridge,
}) => {
  await page.setViewportSize({ width: 1024, height: 768 });
  await drawbridge.open();
  const shop = drawbridge.node(/^Namespace shop/);
  const widthOf = async () => (await shop.boundingBox())?.width ?? 0;
  const small = await widthOf();
  await page.setViewportSize({ width: 1600, height: 900 });
  await expect.poll(widthOf).toBeGreaterThan(small * 1.3);
  await drawbridge.canvas.getByRole('button', { name: /^Zoom out/ }).click();
  await page.waitForFunction(() => document.getAnimations().length === 0);
  const chosen = await widthOf();
  await page.setViewportSize({ width: 1200, height: 800 });
  await expect(drawbridge.canvas.getByRole('toolbar', { name: 'View' })).toBeInViewport({ ratio: 1 });
  expect(await widthOf()).toBeCloseTo(chosen, 0);
});

test('a narrow window leaves the room of the list and of the editor to the canvas', async ({
  page,
  drawbridge,
}) => {
  await drawbridge.open();
  await expect(drawbridge.lists).toBeVisible();
  await page.setViewportSize({ width: 600, height: 800 });
  await expect(drawbridge.lists).toBeHidden();
  await expect(drawbridge.editor).toBeHidden();
  await expect(drawbridge.flow('shop/api to data/db, TCP 5432')).toBeInViewport();

  await page.getByRole('button', { name: 'Unfold the list' }).click();
  await expect(drawbridge.lists).toBeVisible();
  await page.setViewportSize({ width: 1440, height: 900 });
  await expect(drawbridge.editor).toBeVisible();
});
