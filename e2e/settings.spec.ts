import { expect, test } from './test';

const manifests = `apiVersion: v1
kind: Pod
metadata: {name: web, namespace: shop, labels: {app: web}}
---
apiVersion: v1
kind: Pod
metadata: {name: db, namespace: shop, labels: {app: db}}
status: {podIP: 10.0.0.7}
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: out, namespace: shop}
spec:
  podSelector: {matchLabels: {app: web}}
  policyTypes: [Egress]
  egress:
  - to: [{ipBlock: {cidr: 10.0.0.7/24}}]
    ports: [{port: 5432}]
`;

test('settings change how the text is read, at once, and are kept', async ({ page, drawbridge }) => {
  await drawbridge.open();
  await drawbridge.paste(manifests);
  const flow = drawbridge.flow('shop/web to shop/db, TCP 5432');
  await expect(flow).toBeVisible();

  await drawbridge.header.getByRole('button', { name: 'Settings' }).click();
  const dialog = page.getByRole('dialog', { name: 'Settings' });
  const blocks = dialog.getByRole('group', { name: 'ipBlock and pods' });
  await expect(blocks.getByRole('radio', { name: 'A block matches pods' })).toBeChecked();
  await blocks.getByRole('radio', { name: 'only addresses outside' }).check();
  await expect(flow).toBeHidden();
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();

  await page.reload();
  await expect(drawbridge.node(/^shop\/db, /)).toBeVisible();
  await expect(flow).toBeHidden();

  await page.keyboard.press('ControlOrMeta+K');
  await page.getByRole('combobox').fill('server version');
  await page.keyboard.press('Enter');
  await dialog.getByRole('radio', { name: '1.36 and after' }).check();
  await page.keyboard.press('Escape');
  await page.getByRole('tab', { name: /^Problems/ }).click();
  await expect(
    drawbridge.problems.getByText('must not have bits set beyond the prefix length'),
  ).toBeVisible();
});

test('the network plugin decides what the problems list names, at once, and is kept', async ({
  page,
  drawbridge,
}) => {
  await drawbridge.open();
  await drawbridge.paste(manifests.replace('port: 5432', 'protocol: SCTP, port: 5432'));
  await page.getByRole('tab', { name: /^Problems/ }).click();
  await expect(drawbridge.problems.getByText('10.0.0.7/24').first()).toBeVisible();
  const found = drawbridge.problems.getByText('SCTP is not enforced');
  await expect(found).toBeHidden();

  await drawbridge.header.getByRole('button', { name: 'Settings' }).click();
  const plugin = page
    .getByRole('dialog', { name: 'Settings' })
    .getByRole('combobox', { name: 'Network plugin' });
  await expect(plugin).toHaveValue('unknown');
  await plugin.selectOption({ label: 'AWS VPC CNI' });
  await page.keyboard.press('Escape');
  await expect(found).toBeVisible();

  await page.reload();
  await page.getByRole('tab', { name: /^Problems/ }).click();
  await expect(found).toBeVisible();
});
