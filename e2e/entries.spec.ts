import { AxeBuilder } from '@axe-core/playwright';
import { deployment, team } from './manifests';
import { expect, test } from './test';

const service = `apiVersion: v1
kind: Service
metadata: { name: web, namespace: team }
spec:
  selector: { app: web }
  ports: [{ port: 80, targetPort: 8080 }]
`;
const ingress = (name: string) => `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: ${name}, namespace: team }
spec:
  defaultBackend: { service: { name: web, port: { number: 80 } } }
`;
const controller = `apiVersion: apps/v1
kind: Deployment
metadata: { name: ingress-nginx, namespace: edge }
spec:
  selector: { matchLabels: { app.kubernetes.io/name: nginx-ingress } }
  template:
    metadata: { labels: { app.kubernetes.io/name: nginx-ingress } }
    spec: { containers: [{ name: nginx, image: registry.example/nginx }] }
`;
const webIsolated = `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: web-isolated, namespace: team }
spec:
  podSelector: { matchLabels: { app: web } }
  policyTypes: [Ingress]
`;
const blocked = [team, service, ingress('site'), controller, webIsolated].join('---\n');

test.beforeEach(({ drawbridge }) => drawbridge.open());

test('an entry leads to what its Services select, and says that its controller is not loaded', async ({
  page,
  drawbridge,
}) => {
  const { inspector, legend } = drawbridge;
  await expect(drawbridge.node('Ingress shop/web, controller not loaded')).toBeVisible();
  await drawbridge.flow('Ingress shop/web to shop/frontend, TCP 8080').click();
  await expect(inspector.getByRole('heading', { name: /^Ingress shop\/web → shop\/frontend/ })).toBeVisible();
  await expect(inspector.getByText('Let through', { exact: true })).toBeVisible();
  await expect(inspector).toContainText('Its controller is not loaded');

  await inspector.getByRole('button', { name: 'Ingress shop/web' }).click();
  await expect(drawbridge.editor.getByRole('tab', { name: 'cluster.yaml' })).toHaveAttribute(
    'aria-selected',
    'true',
  );

  await page.keyboard.press('Escape');
  await legend.getByRole('button', { name: 'Entries (1)' }).click();
  await expect(drawbridge.node(/^Ingress/)).toHaveCount(0);
  await expect(drawbridge.flow(/^Ingress/)).toHaveCount(0);
  await legend.getByRole('button', { name: 'Entries (1)' }).click();
  await expect(drawbridge.flow('Ingress shop/web to shop/frontend, TCP 8080')).toBeVisible();
});

test('a blocked entry is said to be, is explained, and is let in from its controller', async ({
  page,
  drawbridge,
}) => {
  const { inspector, legend } = drawbridge;
  await drawbridge.openFiles({ name: 'team.yaml', text: blocked });
  const flow = drawbridge.flow('Ingress team/site to team/web, TCP 8080, blocked');
  await expect(flow).toHaveText('TCP 8080 · blocked');
  await expect(legend).toContainText('blocked (1)');
  await flow.focus();
  await page.keyboard.press('Enter');
  await expect(inspector.getByText('Blocked', { exact: true })).toBeVisible();
  await expect(inspector).toContainText('Enters team/web');
  await expect(inspector).toContainText('web-isolated: has no ingress rules');

  await inspector.getByRole('button', { name: 'Allow edge/ingress-nginx → team/web…' }).click();
  const card = drawbridge.card('edge/ingress-nginx', 'team/web');
  await card.getByRole('checkbox', { name: /^TCP 8080\b/ }).check();
  await card.getByRole('button', { name: 'Allow flow' }).click();
  await expect(drawbridge.flow('Ingress team/site to team/web, TCP 8080')).toBeVisible();
  await expect(drawbridge.flow('edge/ingress-nginx to team/web, TCP 8080')).toBeVisible();
});

test('an entry is selected by the keyboard, and cannot be removed or drawn to', async ({
  page,
  drawbridge,
}) => {
  const { inspector } = drawbridge;
  await drawbridge.openFiles({ name: 'team.yaml', text: blocked });
  await drawbridge.node('Ingress team/site, through edge/ingress-nginx').focus();
  await page.keyboard.press('Enter');
  await expect(inspector.getByRole('heading', { name: 'Ingress team/site' })).toBeVisible();
  await expect(inspector.getByRole('heading', { name: 'Leads to 1 workload' })).toBeVisible();
  await inspector.getByRole('button', { name: 'edge/ingress-nginx' }).click();
  await expect(inspector.getByRole('heading', { name: 'edge/ingress-nginx' })).toBeVisible();

  await drawbridge.flow('Ingress team/site to team/web, TCP 8080, blocked').click();
  await page.keyboard.press('Delete');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(drawbridge.flow('Ingress team/site to team/web, TCP 8080, blocked')).toBeVisible();
});

test('the workload tells by which Services and entries it is reached', async ({ drawbridge }) => {
  await drawbridge.node('shop/frontend, Deployment, 3 replicas').click();
  const { inspector } = drawbridge;
  await expect(inspector.getByRole('heading', { name: 'Reached through' })).toBeVisible();
  await expect(inspector.getByText('Service shop/frontend')).toBeVisible();
  await inspector.getByRole('button', { name: 'Ingress shop/web to shop/frontend, TCP 8080' }).click();
  await expect(inspector.getByRole('heading', { name: /^Ingress shop\/web → shop\/frontend/ })).toBeVisible();
});

test('many entries are one by their controller, and are listed', async ({ drawbridge }) => {
  const { inspector } = drawbridge;
  const many = Array.from({ length: 60 }, (_, i) => ingress(`site-${i}`));
  await drawbridge.openFiles({
    name: 'many.yaml',
    text: [team, service, controller, webIsolated, ...many].join('---\n'),
  });
  await drawbridge.flow('60 Ingresses through edge/ingress-nginx to team/web, TCP 8080, blocked').click();
  await expect(inspector.getByText('Blocked', { exact: true })).toBeVisible();
  await inspector.getByRole('button', { name: 'Ingress team/site-7 to team/web, TCP 8080, blocked' }).click();
  await expect(inspector.getByRole('heading', { name: /^Ingress team\/site-7 → team\/web/ })).toBeVisible();
  await drawbridge.node('60 Ingresses, through edge/ingress-nginx').click();
  await expect(inspector.getByRole('heading', { name: 'Entries 60' })).toBeVisible();
});

test('a Service is a destination: the workload behind it, on its pods’ ports', async ({
  page,
  drawbridge,
}) => {
  const behind = deployment('team', 'canary', 8080).replaceAll('app: canary', 'app: web');
  await drawbridge.openFiles({ name: 'team.yaml', text: [blocked, behind].join('---\n') });
  await drawbridge.canvas.focus();
  await page.keyboard.press('a');
  const card = drawbridge.dialog(/^Allow /);
  await card.getByRole('combobox', { name: 'From' }).fill('team/db');
  await card.getByRole('combobox', { name: 'To' }).fill('service team/web');
  await expect(card).toContainText('Leads to team/web and team/canary');
  await expect(card.getByRole('checkbox', { name: /^TCP 8080\b/ })).toBeChecked();
  await card.getByRole('combobox', { name: 'Workload behind service team/web' }).selectOption('team/canary');
  await expect(drawbridge.card('team/db', 'team/canary')).toBeVisible();
  await expect(card.getByRole('checkbox', { name: /^TCP 8080\b/ })).toBeChecked();
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`no serious fault in ${colorScheme}`, async ({ page, drawbridge }) => {
    await page.emulateMedia({ colorScheme });
    await drawbridge.openFiles({ name: 'team.yaml', text: blocked });
    await drawbridge.flow('Ingress team/site to team/web, TCP 8080, blocked').click();
    await expect(drawbridge.inspector.getByText('Blocked', { exact: true })).toBeVisible();
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(
      violations
        .filter(({ impact }) => impact === 'serious' || impact === 'critical')
        .map(({ id, nodes }) => [id, nodes[0]?.html, nodes[0]?.failureSummary]),
    ).toEqual([]);
  });
}

test('entries are found by the search, and listed beside table and matrix', async ({ page, drawbridge }) => {
  await drawbridge.openFiles({ name: 'team.yaml', text: blocked });
  await page.keyboard.press('Control+K');
  await page.getByRole('combobox').fill('site');
  await page.getByRole('option', { name: /^Ingress team\/site/ }).click();
  await expect(drawbridge.inspector.getByText('A way into the cluster from outside')).toBeVisible();

  for (const view of ['Table', 'Matrix']) {
    await page.getByRole('tab', { name: view }).click();
    await page.getByText('Ways into the cluster: 1 flow of entries, 1 blocked').click();
    const entries = page.getByRole('table', { name: 'Entries' });
    await expect(entries.getByRole('row', { name: /team\/web TCP 8080 blocked/ })).toBeVisible();
    await entries.getByRole('button', { name: 'Ingress team/site to team/web, TCP 8080, blocked' }).click();
    await expect(drawbridge.inspector.getByText('Blocked', { exact: true })).toBeVisible();
  }
});
