import type { Locator } from '@playwright/test';
import { deployment, team, teamForMany } from './manifests';
import { expect, test } from './test';

test.beforeEach(({ drawbridge }) => drawbridge.open());

const boxOf = async (locator: Locator) => {
  const box = await locator.boundingBox();
  if (!box) throw new Error('not to be seen');
  return box;
};

test('pan, zoom, fit', async ({ page, drawbridge }) => {
  const view = drawbridge.canvas.getByRole('toolbar', { name: 'View' });
  const card = drawbridge.node(/^shop\/api, /);
  const start = await boxOf(card);

  await test.step('the buttons zoom', async () => {
    await view.getByRole('button', { name: 'Zoom in' }).click();
    await expect.poll(async () => (await boxOf(card)).width).toBeGreaterThan(start.width * 1.1);
    await view.getByRole('button', { name: 'Fit' }).click();
    await expect.poll(() => boxOf(card)).toEqual(start);
  });

  await test.step('the wheel zooms, the empty canvas is dragged', async () => {
    const canvas = await boxOf(drawbridge.canvas);
    const [x, y] = [canvas.x + 40, canvas.y + 80];
    await page.mouse.move(x, y);
    await page.mouse.wheel(0, 300);
    await expect.poll(async () => (await boxOf(card)).width).toBeLessThan(start.width);
    const before = await boxOf(card);
    await page.mouse.down();
    await page.mouse.move(x + 60, y + 50, { steps: 5 });
    await page.mouse.up();
    await expect.poll(async () => Math.round((await boxOf(card)).x - before.x)).toBe(60);
  });
});

test('the minimap is shown on demand', async ({ drawbridge }) => {
  const minimap = drawbridge.canvas.getByRole('img', { name: 'Minimap' });
  await expect(minimap).toBeHidden();
  await drawbridge.canvas.getByRole('button', { name: 'Minimap' }).click();
  await expect(minimap).toBeVisible();
});

test('a moved card stays where it was put, and nothing else moves on edits', async ({ page, drawbridge }) => {
  await page.getByRole('button', { name: 'Dismiss' }).click(); // the strip would go with the first edit
  const card = drawbridge.node(/^shop\/frontend, /);
  const name = card.getByText('frontend', { exact: true });
  const before = await boxOf(card);
  await name.hover();
  await page.mouse.down();
  const at = await boxOf(name);
  await page.mouse.move(at.x + at.width / 2, at.y + at.height / 2 + 20, { steps: 5 });
  await page.mouse.up();
  await expect.poll(async () => (await boxOf(card)).y - before.y).toBeGreaterThan(10);

  const places = await drawbridge.places();
  await drawbridge.allow('monitoring/grafana', 'data/db', '5432');
  await expect(drawbridge.flow('monitoring/grafana to data/db, TCP 5432')).toBeVisible();
  expect(await drawbridge.places()).toEqual(places);
  await drawbridge.retype('port: 8443', 'port: 18443');
  await expect(drawbridge.flow('shop/frontend to shop/api, TCP 18443')).toBeVisible();
  expect(await drawbridge.places()).toEqual(places);

  await drawbridge.canvas.getByRole('button', { name: 'Tidy' }).click();
  await expect.poll(async () => Math.round((await boxOf(card)).y - before.y)).toBe(0);
});

test('what nothing restricts can be hidden', async ({ drawbridge }) => {
  const unrestricted = drawbridge.flow(/to kube-system\/coredns, all ports$/);
  const toggle = drawbridge.legend.getByRole('button', { name: /^unrestricted/ });
  await expect(unrestricted).toBeVisible();
  await toggle.click();
  await expect(unrestricted).toBeHidden();
  await expect(drawbridge.flow('shop/api to data/db, TCP 5432')).toBeVisible();
  await toggle.click();
  await expect(unrestricted).toBeVisible();
});

test('where all of a namespace reaches the same, one edge says so', async ({ drawbridge }) => {
  const many = ['a', 'b', 'c', 'd', 'e'].map((name) => deployment('many', name));
  await drawbridge.openFiles({ name: 'all.yaml', text: [...many, team, teamForMany].join('---\n') });
  await expect(drawbridge.flow('many to team/db, TCP 5432')).toBeVisible();
  await expect(drawbridge.flow(/^many\/a to team\/db/)).toHaveCount(0);
});
