import { AxeBuilder } from '@axe-core/playwright';
import { dbPolicy, deployment, denyPolicy } from './manifests';
import { expect, test } from './test';

test('the card shows the lines, and the policy that gets the rule can be chosen', async ({ drawbridge }) => {
  await drawbridge.open();
  const card = await drawbridge.draw('monitoring/grafana', 'data/db');
  await card.getByRole('checkbox', { name: /^TCP 5432/ }).check();
  await card
    .getByRole('combobox', { name: 'Ingress rule in' })
    .selectOption('new policy allow-ingress-to-db-from-grafana');
  await card.getByText(/^YAML: \d+ lines added, 0 removed/).click();
  const diff = card.getByRole('region', { name: 'Text diff' });
  await expect(diff).toContainText('name: allow-ingress-to-db-from-grafana');
  await card.getByRole('combobox', { name: 'Ingress rule in' }).selectOption('db-allow-api');
  await expect(diff).not.toContainText('NetworkPolicy');
  await card.getByRole('button', { name: 'Allow flow' }).click();
  await expect(drawbridge.flow('monitoring/grafana to data/db, TCP 5432')).toBeVisible();
});

test('labels that select others too are warned of', async ({ drawbridge }) => {
  const named = (name: string, tier: string) =>
    deployment('team', name).replaceAll(`{ app: ${name} }`, `{ app: web, tier: ${tier} }`);
  await drawbridge.open();
  await drawbridge.paste(
    [named('front', 'front'), named('back', 'back'), deployment('team', 'db'), denyPolicy].join('---\n'),
  );
  const card = await drawbridge.draw('team/front', 'team/db');
  const labels = card.getByRole('combobox', { name: 'team/front by' });
  await expect(labels).toHaveValue('tier=front');
  await expect(card.getByText('+1 flow opened')).toBeVisible();
  await labels.selectOption('app=web');
  await expect(card.getByText('app=web matches team/back too: the flow is theirs as well.')).toBeVisible();
  await expect(card.getByRole('list', { name: 'Flows opened' })).toContainText('team/back to team/db');
});

test('flows lead to and from namespaces, address blocks and anywhere', async ({ page, drawbridge }) => {
  await drawbridge.open();
  const before = await drawbridge.text();
  for (const [from, to, flow] of [
    ['data/backup', 'namespace monitoring', /^data\/backup to monitoring\/grafana, TCP 9090/],
    ['203.0.113.0/24', 'shop/api', /^203\.0\.113\.0\/24 to shop\/api, TCP 8443, 9090/],
    ['anywhere', 'data/cache', /to data\/cache, TCP 6379, 9090|^Anywhere to data\/cache, TCP 9090/],
  ] as const) {
    await page.getByRole('region', { name: 'Canvas' }).focus();
    await page.keyboard.press('a');
    const card = drawbridge.dialog(/^Allow/);
    await card.getByRole('combobox', { name: 'From' }).fill(from);
    await card.getByRole('combobox', { name: 'To' }).fill(to);
    await card.getByRole('textbox', { name: 'Other port or range' }).fill('9090');
    await card.getByRole('button', { name: 'Allow flow' }).click();
    await expect(card).toBeHidden();
    await expect(drawbridge.flow(flow).first()).toBeVisible();
    await drawbridge.undo();
  }
  await drawbridge.node(/^Namespace monitoring/).hover({ position: { x: 60, y: 12 } });
  await drawbridge.gate('data/backup', 'egress').dragTo(drawbridge.gate('namespace monitoring', 'ingress'));
  const card = drawbridge.card('data/backup', 'namespace monitoring');
  await card.getByRole('checkbox', { name: 'All ports' }).check();
  await card.getByRole('button', { name: 'Allow flow' }).click();
  await expect(drawbridge.flow('data/backup to monitoring/prometheus, all ports')).toBeVisible();
  await drawbridge.undo();
  expect(await drawbridge.text()).toBe(before);
});

test('some ports of a flow are removed in the way that is chosen', async ({ drawbridge }) => {
  const shared = dbPolicy
    .replace('{ app: web } }', '{ app: web } }\n        - podSelector: { matchLabels: { app: job } }')
    .replace('- port: 5432', '- port: 5432\n        - port: 9187');
  await drawbridge.open();
  await drawbridge.paste(
    [...['web', 'job', 'db'].map((name) => deployment('team', name, 9187)), shared].join('---\n'),
  );
  await drawbridge.flow('team/web to team/db, TCP 5432, 9187').click();
  await drawbridge.inspector.getByRole('button', { name: 'Ways to remove…' }).click();
  const dialog = drawbridge.dialog('Remove team/web → team/db');
  await expect(
    dialog.getByText(/^Allowed by db-policy, ingress rule 1, which also allows team\/job/),
  ).toBeVisible();
  await expect(dialog.getByRole('radio', { name: 'Drop the peer: changes nothing else' })).toBeChecked();
  await dialog.getByRole('checkbox', { name: /^TCP 9187/ }).check();
  await dialog.getByRole('radio', { name: 'Narrow the ports: closes 1 other flow too' }).check();
  const closed = dialog.getByRole('list', { name: 'Flows closed' });
  await expect(closed).toContainText('team/job to team/db, TCP 9187');
  await dialog.getByRole('button', { name: 'Remove flow' }).click();
  await expect(drawbridge.flow('team/web to team/db, TCP 5432')).toBeVisible();
  await expect(drawbridge.flow('team/job to team/db, TCP 5432')).toBeVisible();
});

test('what is in the way of an edit is shown', async ({ page, drawbridge }) => {
  const anchored = denyPolicy.replace('spec:', 'spec: &deny');
  await drawbridge.open();
  await drawbridge.paste([deployment('team', 'web'), deployment('team', 'db'), anchored].join('---\n'));
  const card = await drawbridge.draw('team/web', 'team/db');
  await card.getByRole('combobox', { name: 'Ingress rule in' }).selectOption('deny-db');
  await expect(card.getByText(/an anchor \(&\) is used here/)).toBeVisible();
  await card.getByRole('button', { name: /^Show line \d+ of pasted\.yaml$/ }).click();
  await expect(drawbridge.editor.getByText('spec: &deny')).toBeVisible();
  await page.keyboard.press('Escape');
});

test('a namespace is isolated, DNS stays', async ({ drawbridge }) => {
  await drawbridge.open();
  await drawbridge.verb(/^Namespace monitoring/, 'Isolate…');
  const dialog = drawbridge.dialog('Isolate namespace monitoring');
  await dialog.getByRole('checkbox', { name: /^Egress/ }).check();
  await expect(dialog.getByRole('checkbox', { name: /^Keep DNS/ })).toBeChecked();
  await dialog.getByRole('button', { name: 'Isolate', exact: true }).click();
  await expect(drawbridge.gate('monitoring/prometheus', 'egress')).toHaveAccessibleName(/isolated/);
  await expect(
    drawbridge.flow(/^monitoring(\/\w+)? to kube-system(\/coredns)?, TCP 53 · UDP 53$/).first(),
  ).toBeVisible();
});

test('letters typed in a menu or a dialog run no commands', async ({ page, drawbridge }) => {
  await drawbridge.open();
  await drawbridge.verb(/^shop\/frontend, /, 'Isolate…');
  const dialog = drawbridge.dialog('Isolate shop/frontend');
  await dialog.getByRole('checkbox', { name: /^Ingress/ }).focus();
  await page.keyboard.press('a');
  await expect(dialog).toBeVisible();
  await expect(drawbridge.dialog(/^Allow/)).toBeHidden();
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`the card in all its states, ${colorScheme}`, async ({ page, drawbridge }, info) => {
    await page.emulateMedia({ colorScheme });
    await drawbridge.open();
    const states = [
      ['simple', 'monitoring/grafana', 'data/db', /^TCP 5432/, '+1 flow opened'],
      ['both halves', 'data/backup', 'data/cache', /^TCP 6379/, 'new egress rule in backup-egress'],
      ['warning', 'shop/frontend', 'monitoring/prometheus', /^namespace data/, '8 closed'],
      ['refusal', 'shop/api', 'data/db', /^TCP 5432/, /is allowed already by ingress rule 1/],
    ] as const;
    for (const [state, from, to, tick, says] of states) {
      await test.step(state, async () => {
        const card = await drawbridge.draw(from, to);
        await card.getByRole('checkbox', { name: tick }).check();
        await expect(card.getByText(says)).toBeVisible();
        if (state === 'warning' || state === 'refusal') {
          const { violations } = await new AxeBuilder({ page }).include('dialog').analyze();
          expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
        }
        await info.attach(state, { body: await card.screenshot(), contentType: 'image/png' });
        await page.keyboard.press('Escape');
        await expect(card).toBeHidden();
      });
    }
  });
}
