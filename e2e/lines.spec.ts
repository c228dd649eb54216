import { deployment } from './manifests';
import { expect, test } from './test';

test.beforeEach(({ drawbridge }) => drawbridge.open());

test('the caret in a policy, a rule, a peer or a port shows its flows', async ({ page, drawbridge }) => {
  const { legend } = drawbridge;
  const putCaretAt = async (text: string) => {
    await drawbridge.selectText(text);
    await page.keyboard.press('ArrowLeft');
  };
  await putCaretAt('name: db-allow-api');
  await expect(legend).toContainText('opened (1)');
  await expect(drawbridge.flow('shop/api to data/db, TCP 5432, opened')).toBeVisible();

  await putCaretAt('app: api');
  await expect(legend).toContainText('ingress rule 1, peer 1:');
  await expect(drawbridge.flow('shop/api to data/db, TCP 5432, opened')).toBeVisible();
  await putCaretAt('port: 5432');
  await expect(legend).toContainText('ingress rule 1, port 1:');

  await legend.getByRole('button', { name: 'Clear selection' }).click();
  await expect(legend).toContainText('allowed by policy');

  await putCaretAt('app: api');
  await expect(legend).toContainText('ingress rule 1, peer 1:');
  await page.keyboard.type('#');
  await expect(legend).toContainText('allowed by policy');
});

test('an edge shows its lines in all policies and files', async ({ drawbridge }) => {
  const policy = (name: string, peer: string) => `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: ${name}, namespace: team }
spec:
  podSelector: { matchLabels: { app: db } }
  ingress:
    - from: [{ podSelector: { matchLabels: ${peer} } }]
`;
  await drawbridge.openFiles(
    { name: 'cluster.yaml', text: `${deployment('team', 'web', 80)}---\n${deployment('team', 'db')}` },
    { name: 'one.yaml', text: policy('one', '{ app: web }') },
    { name: 'two.yaml', text: policy('two', '{}') },
  );
  await drawbridge.flow('team/web to team/db, all ports').click();
  const { inspector, editor } = drawbridge;
  await expect(inspector.getByRole('button', { name: 'one, ingress rule 1, peer 1' })).toBeVisible();
  await expect(inspector.getByRole('button', { name: 'two, ingress rule 1, peer 1' })).toBeVisible();
  for (const file of ['one.yaml', 'two.yaml']) {
    await drawbridge.openFile(file);
    await expect(editor.locator('[class*="marked"]').first()).toBeVisible();
  }
});
