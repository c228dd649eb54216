import { deployment } from './manifests';
import { expect, test } from './test';

test.beforeEach(({ drawbridge }) => drawbridge.open());

test('several policies are selected together', async ({ page, drawbridge }) => {
  await drawbridge.policy('db-allow-api').click();
  await drawbridge.policy('default-deny-ingress').click({ modifiers: ['ControlOrMeta'] });
  const { inspector, legend } = drawbridge;
  await expect(inspector.getByRole('heading', { name: '2 policies together' })).toBeVisible();
  for (const name of ['db-allow-api', 'default-deny-ingress'])
    await expect(drawbridge.policy(name)).toHaveAttribute('aria-pressed', 'true');
  await expect(legend).toContainText('closed (');

  await drawbridge.policy('db-allow-api').click({ modifiers: ['ControlOrMeta'] });
  await expect(inspector.getByRole('heading', { name: 'default-deny-ingress' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(drawbridge.policy('default-deny-ingress')).toHaveAttribute('aria-pressed', 'false');
});

test('a policy under the pointer is previewed', async ({ page, drawbridge }) => {
  await drawbridge.policy('db-allow-api').hover();
  await expect(drawbridge.legend).toContainText('opened (1)');
  await expect(drawbridge.policy('db-allow-api')).toHaveAttribute('aria-pressed', 'false');
  await page.mouse.move(700, 500);
  await expect(drawbridge.legend).toContainText('allowed by policy');
});

test('tiers stand around the namespaces, in the order of judgement', async ({ drawbridge }) => {
  await drawbridge.paste(`${deployment('team', 'web', 80)}---
apiVersion: policy.networking.k8s.io/v1alpha2
kind: ClusterNetworkPolicy
metadata: { name: late }
spec:
  tier: Admin
  priority: 20
  subject: { namespaces: {} }
  ingress:
    - { action: Deny, from: [{ namespaces: { matchLabels: { a: b } } }] }
---
apiVersion: policy.networking.k8s.io/v1alpha2
kind: ClusterNetworkPolicy
metadata: { name: early }
spec:
  tier: Admin
  priority: 5
  subject: { namespaces: { matchLabels: { team: nobody } } }
  ingress:
    - { action: Deny, from: [{ namespaces: {} }] }
---
apiVersion: policy.networking.k8s.io/v1alpha2
kind: ClusterNetworkPolicy
metadata: { name: base }
spec:
  tier: Baseline
  priority: 5
  subject: { namespaces: {} }
  ingress:
    - { action: Deny, from: [{ namespaces: {} }] }
`);
  const { policies, inspector } = drawbridge;
  await expect(policies.getByRole('heading')).toHaveText(['Admin tier', 'team', 'Baseline tier']);
  const admin = policies.getByRole('region', { name: 'Admin tier' }).getByRole('listitem');
  await expect(admin).toHaveText([/^early/, /^late/]);
  await expect(admin.first()).toContainText('selects nothing');
  await drawbridge.policy('base').click();
  await expect(inspector.getByText(/ClusterNetworkPolicy of the Baseline tier, priority 5/)).toBeVisible();
});
