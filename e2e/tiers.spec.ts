import { AxeBuilder } from '@axe-core/playwright';
import { team } from './manifests';
import { expect, test } from './test';

const tierPolicy = (name: string, action: string) => `apiVersion: policy.networking.k8s.io/v1alpha2
kind: ClusterNetworkPolicy
metadata: { name: ${name} }
spec:
  tier: Admin
  priority: 5
  subject: { namespaces: {} }
  ingress:
    - action: ${action}
      from: [{ namespaces: {} }]
`;

test.beforeEach(async ({ page, drawbridge }) => {
  await drawbridge.open();
  await page.keyboard.press('Control+K');
  await page.getByRole('combobox').fill('example with tiers');
  await page.keyboard.press('Enter');
  await expect(drawbridge.flow('shop/api to data/db, TCP 5432')).toBeVisible();
});

test('the list has the Admin policies first and the Baseline last', async ({ drawbridge }) => {
  const names = await drawbridge.policies
    .getByRole('button', { name: /(opens|closes) \d/ })
    .allTextContents();
  expect(names[0]).toContain('quarantine');
  expect(names[1]).toContain('guard-data');
  expect(names.at(-1)).toContain('default-deny');
});

test('a gate tells that a tier denies something there', async ({ drawbridge }) => {
  await expect(drawbridge.gate('lab/legacy', 'egress')).toHaveAccessibleName(
    'lab/legacy egress gate, open, some denied by 1 tier policy',
  );
  await expect(drawbridge.gate('data/db', 'ingress')).toHaveAccessibleName(
    'data/db ingress gate, isolated by 1 policy, some denied by 1 tier policy',
  );
  // NetworkPolicies isolate it: the Baseline tier is never asked.
  await expect(drawbridge.gate('shop/api', 'ingress')).toHaveAccessibleName(
    'shop/api ingress gate, isolated by 1 policy',
  );
});

test('a tier policy tells its rules in order, and its part is drawn', async ({ drawbridge }) => {
  const { inspector, editor } = drawbridge;
  await drawbridge.policy('guard-data').click();
  await expect(inspector).toContainText('ClusterNetworkPolicy of the Admin tier, priority 20');
  const rules = inspector.getByRole('list', { name: 'Ingress rules' }).getByRole('listitem');
  await expect(rules).toHaveText([
    /^Passmonitoringfrom namespaces purpose=monitoringall ports/,
    /^Passapplications/,
    /^Denyanyone-elsefrom all namespacesall ports/,
  ]);
  await expect(drawbridge.flow(/^kube-system\/coredns to data\/cache, .*closed$/).first()).toBeVisible();
  await rules.last().getByRole('button', { name: 'anyone-else' }).click();
  await expect(editor.getByText('name: anyone-else')).toBeVisible();
});

test('what nothing defines is a warning', async ({ drawbridge }) => {
  await drawbridge.openFiles({
    name: 'tie.yaml',
    text: [team, tierPolicy('allow-all', 'Accept'), tierPolicy('deny-all', 'Deny')].join('---\n'),
  });
  await drawbridge.policy('deny-all').click();
  await expect(drawbridge.inspector).toContainText('Undefined.');
  await expect(drawbridge.inspector).toContainText('priority 5');
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`no serious fault in ${colorScheme}`, async ({ page, drawbridge }) => {
    await page.emulateMedia({ colorScheme });
    await drawbridge.policy('guard-data').click();
    await expect(drawbridge.inspector.getByRole('list', { name: 'Ingress rules' })).toBeVisible();
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(
      violations
        .filter(({ impact }) => impact === 'serious' || impact === 'critical')
        .map(({ id, nodes }) => [id, nodes[0]?.html, nodes[0]?.failureSummary]),
    ).toEqual([]);
  });
}
