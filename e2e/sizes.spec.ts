import { expect, test } from './test';

for (const [width, height] of [
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
