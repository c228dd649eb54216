import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from './test';

const boutique = join(import.meta.dirname, '../../shared/corpus/real/online-boutique/all.yaml');

test('flows drawn on Online Boutique are taken back and made again byte for byte', async ({ drawbridge }) => {
  test.skip(!existsSync(boutique), `no corpus at ${boutique}`);
  await drawbridge.open();
  await drawbridge.openFiles({ name: 'boutique.yaml', text: readFileSync(boutique, 'utf8') });
  await expect(drawbridge.flow('default/frontend to default/cartservice, TCP 7070')).toBeVisible();
  const opened = await drawbridge.undoButton.getAttribute('aria-label');
  const before = await drawbridge.text();
  const labels: (string | null)[] = [];
  const did = async () => {
    await expect(drawbridge.undoButton).not.toHaveAttribute('aria-label', labels.at(-1) ?? opened ?? '');
    labels.push(await drawbridge.undoButton.getAttribute('aria-label'));
  };

  for (const [from, to, port] of [
    ['adservice', 'redis-cart', '6379'],
    ['emailservice', 'paymentservice', '50051'],
    ['loadgenerator', 'checkoutservice', '5050'],
  ] as const) {
    await drawbridge.allow(`default/${from}`, `default/${to}`, port);
    await expect(drawbridge.flow(`default/${from} to default/${to}, TCP ${port}`)).toBeVisible();
    await did();
  }

  const removed = drawbridge.flow('default/cartservice to default/redis-cart, TCP 6379');
  await removed.focus();
  await removed.press('Delete');
  await expect(removed).toBeHidden();
  await did();

  await drawbridge.verb(/^Namespace default/, 'Allow all egress');
  await did();
  await expect(drawbridge.gate('default/adservice', 'egress')).toHaveAccessibleName(/open$/);
  await drawbridge.verb(/^default\/adservice, /, 'Isolate…');
  const isolate = drawbridge.dialog('Isolate default/adservice');
  await isolate.getByRole('checkbox', { name: /^default\/frontend/ }).check();
  await isolate.getByRole('button', { name: 'Isolate', exact: true }).click();
  await did();
  await expect(drawbridge.gate('default/adservice', 'egress')).toHaveAccessibleName(/isolated/);
  await drawbridge.verb(/^default\/frontend, /, 'Rename…');
  const rename = drawbridge.dialog('Rename default/frontend');
  await rename.getByRole('textbox', { name: 'Name' }).fill('storefront');
  await rename.getByRole('button', { name: 'Rename' }).click();
  await expect(drawbridge.node(/^default\/storefront, /)).toBeVisible();
  await did();
  const after = await drawbridge.text();
  expect(new Set(labels).size).toBe(labels.length);

  while ((await drawbridge.undoButton.getAttribute('aria-label')) !== opened) await drawbridge.undo();
  expect(await drawbridge.text()).toBe(before);
  await expect(removed).toBeVisible();
  for (const label of labels) {
    await drawbridge.redoButton.click();
    await expect(drawbridge.undoButton).toHaveAttribute('aria-label', label ?? '');
  }
  expect(await drawbridge.text()).toBe(after);
  await expect(removed).toBeHidden();
});
