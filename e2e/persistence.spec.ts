import type { Locator } from '@playwright/test';
import { expect, test } from './test';

const example = 'shop/api to data/db, TCP 5432';

test.beforeEach(({ drawbridge }) => drawbridge.open());

test('work survives a reload: text, moved nodes and the file in front', async ({ page, drawbridge }) => {
  await drawbridge.allow('monitoring/grafana', 'data/db', '5432');
  await expect(drawbridge.flow('monitoring/grafana to data/db, TCP 5432')).toBeVisible();
  await drawbridge.openFile('cluster.yaml');
  const distance = () =>
    distanceBetween(drawbridge.node(/^shop\/api, /), drawbridge.node(/^Namespace shop, /));
  const before = await distance();
  await drawbridge.node(/^shop\/api, /).press('Shift+ArrowDown');
  const moved = await distance();
  expect(moved).not.toBeCloseTo(before, 1);

  await page.reload();
  await expect(drawbridge.flow('monitoring/grafana to data/db, TCP 5432')).toBeVisible();
  await expect(drawbridge.editor.getByRole('tab', { selected: true })).toHaveText('cluster.yaml');
  expect(await distance()).toBeCloseTo(moved, 1);
});

test('a saved state that cannot be read is set aside, and the page says so', async ({ page, drawbridge }) => {
  const writeGarbage = () =>
    page.evaluate(
      () =>
        new Promise<void>((resolve, reject) => {
          const opening = indexedDB.open('drawbridge');
          opening.addEventListener('error', () => reject(new Error('no database')));
          opening.addEventListener('success', () => {
            const change = opening.result.transaction('state', 'readwrite');
            change.objectStore('state').put({ version: 1, files: 'garbage' }, 'workspace');
            change.addEventListener('complete', () => resolve());
          });
        }),
    );
  await writeGarbage();
  await page.reload();
  await expect(drawbridge.flow(example)).toBeVisible();
  await expect(
    page.getByText('The work of your last visit could not be read and was set aside'),
  ).toBeVisible();
});

/** From the top of a box down to a card, in heights of the card: the zoom does not matter. */
async function distanceBetween(card: Locator, box: Locator): Promise<number> {
  const [inner, outer] = [await card.boundingBox(), await box.boundingBox()];
  if (!inner || !outer) throw new Error('not to be seen');
  return (inner.y - outer.y) / inner.height;
}
