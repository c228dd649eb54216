import { expect, test } from './test';

test.beforeEach(({ drawbridge }) => drawbridge.open());

test('dragging from gate to gate allows a flow by the smallest edit', async ({ drawbridge }) => {
  const before = await drawbridge.text();
  const card = await drawbridge.draw('monitoring/grafana', 'data/db');
  await expect(card.getByText('Choose the ports to see what changes.')).toBeVisible();
  await expect(card.getByRole('button', { name: 'Allow flow' })).toBeDisabled();

  await card.getByRole('checkbox', { name: /^TCP 5432 postgres/ }).check();
  await expect(card.getByText('nothing needed: grafana is not isolated for egress')).toBeVisible();
  await expect(card.getByText('new ingress rule in db-allow-api')).toBeVisible();
  await expect(card.getByText('+1 flow opened · 0 closed')).toBeVisible();
  await expect(card.getByRole('list', { name: 'Flows opened' })).toContainText(
    'monitoring/grafana to data/db, TCP 5432',
  );

  await card.getByRole('button', { name: 'Allow flow' }).click();
  await expect(card).toBeHidden();
  await expect(drawbridge.flow('monitoring/grafana to data/db, TCP 5432')).toBeVisible();
  await expect(drawbridge.flow('shop/api to data/db, TCP 5432')).toBeVisible();

  const after = await drawbridge.text();
  expect(linesAdded(before, after)).toEqual([
    '    - from:',
    '        - namespaceSelector:',
    '            matchLabels:',
    '              kubernetes.io/metadata.name: monitoring',
    '          podSelector:',
    '            matchLabels:',
    '              app: grafana',
    '      ports:',
    '        - protocol: TCP',
    '          port: 5432',
  ]);
});

test('a flow dropped on a card is meant for its gate', async ({ drawbridge }) => {
  const name = drawbridge.node(/^data\/db, /).getByText('db', { exact: true });
  await drawbridge.gate('monitoring/grafana', 'egress').dragTo(name);
  await expect(drawbridge.card('monitoring/grafana', 'data/db')).toBeVisible();
});

test('a flow is drawn to an address block', async ({ drawbridge }) => {
  const before = await drawbridge.text();
  const card = await drawbridge.draw('data/backup', '198.51.100.0/24');
  await card.getByRole('textbox', { name: 'Other port or range' }).fill('443');
  await expect(card.getByText('new egress rule in backup-egress')).toBeVisible();
  await card.getByRole('button', { name: 'Allow flow' }).click();
  await expect(drawbridge.flow(/^data\/backup to 198\.51\.100\.0\/24, TCP .*443/)).toBeVisible();
  expect(linesAdded(before, await drawbridge.text()).join('\n')).toContain('cidr: 198.51.100.0/24');
});

test('where both ends are isolated, both policies are written', async ({ drawbridge }) => {
  const before = await drawbridge.text();
  const card = await drawbridge.draw('data/backup', 'data/cache');
  await card.getByRole('checkbox', { name: /^TCP 6379/ }).check();
  await expect(card.getByText('new egress rule in backup-egress')).toBeVisible();
  await expect(card.getByText('new ingress rule in cache-allow-api')).toBeVisible();
  await card.getByRole('button', { name: 'Allow flow' }).click();
  await expect(drawbridge.flow('data/backup to data/cache, TCP 6379')).toBeVisible();
  const added = linesAdded(before, await drawbridge.text()).join('\n');
  expect(added).toMatch(/- from:\n.*app: backup.*- to:\n.*app: cache/s);
});

test('a new policy has a telling name, types, and the namespace by its own label', async ({ drawbridge }) => {
  const before = await drawbridge.text();
  const card = await drawbridge.draw('shop/api', 'data/backup');
  await card.getByRole('textbox', { name: 'Other port or range' }).fill('9000-9010');
  await expect(
    card.getByRole('listitem').getByText('new policy allow-ingress-to-backup-from-api'),
  ).toBeVisible();
  await card.getByRole('button', { name: 'Allow flow' }).click();
  await expect(drawbridge.flow('shop/api to data/backup, TCP 9000–9010')).toBeVisible();
  await expect(drawbridge.policy('allow-ingress-to-backup-from-api')).toBeVisible();

  const policy = linesAdded(before, await drawbridge.text()).join('\n');
  for (const part of [
    'name: allow-ingress-to-backup-from-api\n  namespace: data',
    /policyTypes:\s*(\[Ingress\]|\n\s+- Ingress)\n/,
    'kubernetes.io/metadata.name: shop',
    /port: 9000\n\s+endPort: 9010/,
  ]) {
    expect(policy).toMatch(part);
  }
});

test('a flow is drawn by the keyboard alone', async ({ page, drawbridge }) => {
  await drawbridge.gate('monitoring/grafana', 'egress').press('Enter');
  const destination = drawbridge.gate('data/db', 'ingress');
  await expect(async () => {
    await page.keyboard.press('ArrowDown');
    await expect(destination).toBeFocused({ timeout: 1 });
  }).toPass();
  await page.keyboard.press('Enter');

  const card = drawbridge.card('monitoring/grafana', 'data/db');
  await expect(card.getByRole('checkbox', { name: /^TCP 5432/ })).toBeFocused();
  await page.keyboard.press('Space');
  await expect(card.getByRole('button', { name: 'Allow flow' })).toBeEnabled();
  await card.getByRole('button', { name: 'Cancel' }).focus();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(drawbridge.flow('monitoring/grafana to data/db, TCP 5432')).toBeVisible();
  await expect(drawbridge.gate('monitoring/grafana', 'egress')).toBeFocused();
});

test('where nothing is isolated, the card offers to isolate and names what closes', async ({
  drawbridge,
}) => {
  const card = await drawbridge.draw('shop/frontend', 'monitoring/prometheus');
  await expect(card.getByText(/is allowed already: neither end is isolated/)).toBeVisible();
  await expect(card.getByText('new policy allow-ingress-to-prometheus-from-frontend')).toBeVisible();
  await expect(card.getByRole('list', { name: 'Flows closed' })).toContainText(
    'shop/api to monitoring/prometheus, all ports',
  );
  await card.getByRole('button', { name: 'Isolate and allow' }).click();
  await expect(drawbridge.flow('shop/frontend to monitoring/prometheus, TCP 9090')).toBeVisible();
  await expect(drawbridge.gate('monitoring/prometheus', 'ingress')).toHaveAccessibleName(
    /isolated by 1 policy/,
  );
});

test('Escape cancels, before and after the second gate', async ({ page, drawbridge }) => {
  const before = await drawbridge.text();
  await drawbridge.gate('shop/api', 'egress').press('Enter');
  await expect(drawbridge.canvas.getByText('Choose the ingress gate')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(drawbridge.canvas.getByText('Choose the ingress gate')).toBeHidden();

  const card = await drawbridge.draw('shop/api', 'data/backup');
  await page.keyboard.press('Escape');
  await expect(card).toBeHidden();
  await expect(drawbridge.gate('shop/api', 'egress')).toBeFocused();
  expect(await drawbridge.text()).toBe(before);
  await expect(drawbridge.undoButton).toBeDisabled();
});

test('a drawn flow is removed without a trace, by key or button', async ({ page, drawbridge }) => {
  const before = await drawbridge.text();
  const flow = drawbridge.flow('monitoring/grafana to data/db, TCP 5432');

  await drawbridge.allow('monitoring/grafana', 'data/db', '5432');
  await flow.click();
  await page.keyboard.press('Delete');
  await expect(flow).toBeHidden();
  await expect(drawbridge.gate('monitoring/grafana', 'egress')).toBeFocused();
  expect(await drawbridge.text()).toBe(before);

  await drawbridge.allow('monitoring/grafana', 'data/db', '5432');
  await flow.click();
  await drawbridge.inspector.getByRole('button', { name: 'Remove this flow' }).click();
  await expect(flow).toBeHidden();
  expect(await drawbridge.text()).toBe(before);
});

test('removing the last peer of a policy allows nothing', async ({ drawbridge }) => {
  await drawbridge.flow('shop/frontend to shop/api, TCP 8443').click();
  await drawbridge.canvas.getByRole('button', { name: 'Remove flow' }).click();
  await expect(drawbridge.flow('shop/frontend to shop/api, TCP 8443')).toBeHidden();
  await expect(drawbridge.flow(/ to shop(\/api)?, (?!denied)/)).toHaveCount(0);
  await expect(drawbridge.gate('shop/api', 'ingress')).toHaveAccessibleName(/isolated by 1 policy/);
  expect(await drawbridge.text()).toMatch(/name: api-ingress[^]*ingress: \[\]/);
});

test('what cannot be done is refused with the reason', async ({ drawbridge }) => {
  const before = await drawbridge.text();
  const card = await drawbridge.draw('shop/api', 'data/db');
  await card.getByRole('textbox', { name: 'Other port or range' }).fill('70000');
  await expect(card.getByText('Ports are 1 to 65535')).toBeVisible();
  await card.getByRole('textbox', { name: 'Other port or range' }).fill('5432');
  await expect(card.getByText('is allowed already by ingress rule 1 of db-allow-api')).toBeVisible();
  expect(await drawbridge.text()).toBe(before);
});

test('the table allows a denied flow by the same card, by mouse and by keyboard', async ({
  page,
  drawbridge,
}) => {
  await page.getByRole('tab', { name: 'Table' }).click();
  await page.getByRole('combobox', { name: 'Verdict' }).selectOption('Denied');
  const row = page.getByRole('row', { name: 'monitoring/grafana to data/db, no flow' });
  await row.hover();
  await row.getByRole('button', { name: 'Allow monitoring/grafana to data/db…' }).click();
  const card = drawbridge.card('monitoring/grafana', 'data/db');
  await page.keyboard.press('Escape');
  await expect(card).toBeHidden();

  await row.focus();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await card.getByRole('checkbox', { name: /^TCP 5432/ }).check();
  await page.keyboard.press('Enter');
  await expect(card).toBeHidden();
  await expect(row).toBeHidden();
  await page.getByRole('tab', { name: 'Canvas' }).click();
  await expect(drawbridge.flow('monitoring/grafana to data/db, TCP 5432')).toBeVisible();
});

/** The lines that were added. Fails where any line of the text before was changed or removed. */
function linesAdded(before: string, after: string): string[] {
  const old = before.split('\n');
  const added: string[] = [];
  for (const line of after.split('\n')) {
    if (line === old[0]) old.shift();
    else added.push(line);
  }
  expect(old, 'lines of the text before that are gone').toEqual([]);
  return added;
}
