import { denyPolicy, team } from './manifests';
import { deployment } from './manifests';
import { expect, test } from './test';

test.beforeEach(({ drawbridge }) => drawbridge.open());

test('selecting a policy shows its part in every flow', async ({ page, drawbridge }) => {
  await drawbridge.policy('db-allow-api').click();
  await expect(drawbridge.flow('shop/api to data/db, TCP 5432, opened')).toBeVisible();
  await expect(drawbridge.flow('monitoring/grafana to data/db, all ports, also closed')).toBeVisible();
  await expect(drawbridge.legend).toContainText('opened (1)');
  await expect(drawbridge.legend).toContainText('also closed (6)');
  await expect(drawbridge.inspector.getByRole('heading', { name: 'Opens 1 flow' })).toBeVisible();
  await expect(drawbridge.inspector.getByRole('heading', { name: 'Also closes 6 flows' })).toBeVisible();

  await page.keyboard.press('Escape');
  await expect(drawbridge.flow('shop/api to data/db, TCP 5432')).toBeVisible();
  await expect(drawbridge.flow(/, also closed$/)).toHaveCount(0);
  await expect(drawbridge.legend).toContainText('allowed by policy (8)');
});

test('what a policy does alone is told apart from what others do too', async ({ drawbridge }) => {
  await drawbridge.policy('backup-egress').click();
  await expect(drawbridge.flow(/^data\/backup to 10\.20\.0\.0\/16 .*, kept open$/)).toBeVisible();
  await expect(drawbridge.flow(/^data\/backup to data\/db, .*allowed in vain$/)).toBeVisible();
  await expect(drawbridge.flow(/^data\/backup to .*, closed$/).first()).toBeVisible();

  await drawbridge.policy('default-deny-ingress').click();
  await expect(drawbridge.flow('monitoring/grafana to data/backup, all ports, closed')).toBeVisible();
  await expect(drawbridge.flow('monitoring/grafana to data/db, all ports, also closed')).toBeVisible();
});

test('a policy that changes nothing is called redundant', async ({ drawbridge }) => {
  await drawbridge.openFiles({ name: 'team.yaml', text: `${team}---\n${denyPolicy}` });
  await expect(drawbridge.policy('deny-db')).toHaveAccessibleName(/redundant$/);
  await drawbridge.policy('deny-db').click();
  await expect(drawbridge.legend).toContainText('redundant');
  await expect(drawbridge.inspector).toContainText('Redundant: deleting it would change no flow');
});

test('the counts are those of the row, the legend and the line above the policy', async ({ drawbridge }) => {
  await expect(drawbridge.policy('api-ingress')).toHaveAccessibleName(/keeps open 1, closes 7/);
  await drawbridge.policy('api-ingress').click();
  await expect(drawbridge.legend).toContainText('kept open (1)');
  await expect(drawbridge.legend).toContainText('closed (7)');
  await expect(drawbridge.flow(/, closed$/)).toHaveCount(7);
  await expect(drawbridge.editor.getByText('name: api-ingress')).toBeVisible();
  await expect(drawbridge.editor.getByRole('button', { name: 'closes 7' })).toBeVisible();
});

test('the line above a policy in the editor selects it', async ({ drawbridge }) => {
  await drawbridge.editor.getByRole('button', { name: 'opens 1' }).first().click();
  await expect(drawbridge.policy('db-allow-api')).toHaveAttribute('aria-pressed', 'true');
  await expect(drawbridge.flow('shop/api to data/db, TCP 5432, opened')).toBeVisible();
});

test('the list is walked with the arrow keys', async ({ page, drawbridge }) => {
  await drawbridge.policy('default-deny-ingress').focus();
  await page.keyboard.press('ArrowDown');
  await expect(drawbridge.policy('db-allow-api')).toBeFocused();
  await expect(drawbridge.flow('shop/api to data/db, TCP 5432, opened')).toBeVisible();
});

test('every state is drawn, counted and named', async ({ drawbridge }) => {
  const { inspector, legend } = drawbridge;
  const rule = (app: string, port: number) =>
    `{ podSelector: { matchLabels: { app: ${app} } } }], ports: [{ port: ${port} }]`;
  const isolates = (name: string, app: string, spec: string) => `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: ${name}, namespace: team }
spec: { podSelector: { matchLabels: { app: ${app} } }, ${spec} }
`;
  const documents = [
    ...['web', 'api', 'job', 'vault', 'db'].map((name) => deployment('team', name, 80)),
    isolates(
      'all-states',
      'db',
      `policyTypes: [Ingress, Egress],
       ingress: [{ from: [${rule('web', 5432)} }, { from: [${rule('api', 5432)} }],
       egress: [{ to: [${rule('api', 80)} }, { to: [${rule('vault', 80)} }]`,
    ),
    isolates('web-too', 'db', `policyTypes: [Ingress], ingress: [{ from: [${rule('web', 5432)} }]`),
    isolates('closed-vault', 'vault', 'policyTypes: [Ingress]'),
  ];
  await drawbridge.openFiles({ name: 'team.yaml', text: documents.join('---\n') });
  await drawbridge.policy('all-states').click();
  for (const flow of [
    'team/api to team/db, TCP 5432, opened',
    'team/db to team/api, TCP 80, kept open',
    'team/web to team/db, TCP 5432, also opened',
    'team/db to team/vault, TCP 80, allowed in vain',
  ])
    await expect(drawbridge.flow(flow)).toBeVisible();
  await expect(drawbridge.flow(/^team\/db to team\/web, .*, closed$/)).toBeVisible();
  await expect(drawbridge.flow(/^team\/job to team\/db, .*, also closed$/)).toBeVisible();
  for (const state of ['opened', 'kept open', 'also opened', 'closed', 'also closed', 'allowed in vain'])
    await expect(legend.getByText(new RegExp(`^${state} \\(\\d+\\)$`))).toBeVisible();
  for (const state of ['Opens', 'Keeps open', 'Closes', 'Also opens', 'Also closes', 'Allows in vain'])
    await expect(inspector.getByRole('heading', { name: new RegExp(`${state} \\d+ flow`) })).toBeVisible();
});

test('the badge on a card selects the policies of its workload', async ({ drawbridge }) => {
  const badge = drawbridge.canvas.getByRole('button', { name: 'data/db: select its 3 policies' });
  await badge.click();
  await expect(drawbridge.inspector.getByRole('heading', { name: '3 policies together' })).toBeVisible();
  await expect(drawbridge.policy('db-allow-api')).toHaveAttribute('aria-pressed', 'true');
  await expect(drawbridge.flow('shop/api to data/db, TCP 5432, kept open')).toBeVisible();
  await badge.click();
  await expect(drawbridge.policy('db-allow-api')).toHaveAttribute('aria-pressed', 'false');
});
