import { expect, test } from './test';

const backup = 'data/backup to 10.20.0.0/16 except 10.20.99.0/24, TCP 443';

test.beforeEach(({ drawbridge }) => drawbridge.open());

test('a click on an edge tells the way of a packet and shows the lines', async ({ drawbridge }) => {
  const { inspector, editor } = drawbridge;
  await expect(editor.getByText('cidr: 10.20.0.0/16')).toBeHidden();
  await drawbridge.flow(backup).click();
  await expect(inspector.getByRole('heading', { name: /data\/backup → 10\.20\.0\.0\/16/ })).toBeVisible();
  await expect(inspector.getByText('Allowed', { exact: true })).toBeVisible();
  await expect(inspector.getByRole('heading', { name: /^Leaves data\/backup/ })).toBeVisible();
  await expect(inspector.getByText('Isolated for egress by backup-egress')).toBeVisible();
  await expect(inspector.getByText('Outside the cluster: no policy applies to it')).toBeVisible();
  await expect(editor.getByText('cidr: 10.20.0.0/16')).toBeVisible();

  await drawbridge.yaml.press('Control+Home');
  await expect(editor.getByText('cidr: 10.20.0.0/16')).toBeHidden();
  await inspector.getByRole('button', { name: 'backup-egress, egress rule 2, peer 1' }).click();
  await expect(editor.getByText('cidr: 10.20.0.0/16')).toBeVisible();
});

test('folded lines are unfolded to be shown', async ({ page, drawbridge }) => {
  const line = drawbridge.editor.getByText('cidr: 10.20.0.0/16');
  await drawbridge.selectText('policyTypes: [Egress]');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Control+Shift+BracketLeft');
  await expect(line).toBeHidden();
  // The caret stands in the policy, whose part is shown.
  await drawbridge.flow(/^data\/backup to 10\.20\.0\.0\/16 .*, kept open$/).click();
  await expect(line).toBeVisible();
});

test('an edge is explained by keyboard, and its policies are links', async ({ page, drawbridge }) => {
  await drawbridge.flow('shop/api to data/db, TCP 5432').focus();
  await page.keyboard.press('Enter');
  await expect(
    drawbridge.inspector.getByRole('button', { name: 'db-allow-api, ingress rule 1, peer 1' }),
  ).toBeVisible();
  await drawbridge.inspector.getByRole('button', { name: 'db-allow-api', exact: true }).press('Enter');
  await expect(drawbridge.policy('db-allow-api')).toHaveAttribute('aria-pressed', 'true');
  await expect(drawbridge.inspector.getByRole('heading', { name: 'db-allow-api' })).toBeVisible();
});

test('a denied pair is explained by the requirement that failed', async ({ page, drawbridge }) => {
  await drawbridge.policy('db-allow-api').click();
  await drawbridge.flow('monitoring/grafana to data/db, all ports, also closed').press('Enter');
  const { inspector } = drawbridge;
  await expect(inspector.getByText('Denied', { exact: true })).toBeVisible();
  await expect(inspector.getByRole('heading', { name: /^Enters data\/db ?: stopped/ })).toBeVisible();
  for (const reason of [
    'allow-metrics, ingress rule 1: wants app=prometheus, has app=grafana',
    'default-deny-ingress: has no ingress rules',
  ]) {
    await expect(inspector.getByRole('listitem').filter({ hasText: reason }).last()).toBeVisible();
  }

  await inspector.getByRole('button', { name: 'Allow this flow…' }).click();
  await expect(drawbridge.card('monitoring/grafana', 'data/db')).toBeVisible();
  await page.keyboard.press('Escape');
});

test('a workload tells its gates, flows, labels and ports', async ({ drawbridge }) => {
  await drawbridge
    .node(/^data\/db, StatefulSet/)
    .getByText('db', { exact: true })
    .click();
  const { inspector } = drawbridge;
  await expect(inspector.getByRole('heading', { name: 'data/db' })).toBeVisible();
  await expect(
    inspector.getByText('Isolated by default-deny-ingress, db-allow-api and allow-metrics'),
  ).toBeVisible();
  await expect(inspector.getByText('app=db')).toBeVisible();
  await inspector.getByRole('button', { name: 'shop/api to data/db, TCP 5432' }).click();
  await expect(inspector.getByRole('heading', { name: /^shop\/api → data\/db/ })).toBeVisible();
});

test('search finds a workload and selects it', async ({ page, drawbridge }) => {
  await page.keyboard.press('Control+K');
  await page.keyboard.type('grafana');
  await expect(page.getByRole('option', { selected: true })).toHaveText(/^monitoring\/grafana\s*Deployment/);
  await page.keyboard.press('Enter');
  await expect(drawbridge.inspector.getByRole('heading', { name: 'monitoring/grafana' })).toBeVisible();
});
