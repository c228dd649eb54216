import { expect, test } from './test';

test.beforeEach(({ drawbridge }) => drawbridge.open());

test('typing YAML changes the canvas', async ({ page, drawbridge }) => {
  await drawbridge.retype('port: 5432', 'port: 15432');
  await expect(drawbridge.flow('shop/api to data/db, TCP 15432')).toBeVisible();
  await expect(drawbridge.flow('shop/api to data/db, TCP 5432')).toBeHidden();

  await drawbridge.openFile('cluster.yaml');
  await drawbridge.retype('name: frontend', 'name: storefront');
  await expect(drawbridge.node(/^shop\/storefront, Deployment/)).toBeVisible();
  await page.keyboard.press('Control+Z');
  await expect(drawbridge.node(/^shop\/frontend, Deployment/)).toBeVisible();
});

test('caret and scroll stay where they were in the text when the canvas edits', async ({
  page,
  drawbridge,
}) => {
  await drawbridge.selectText('name: allow-metrics');
  await page.keyboard.press('End');
  const lineAbove = drawbridge.editor.getByText('port: redis');
  const before = await lineAbove.boundingBox();

  await drawbridge.allow('monitoring/grafana', 'data/cache', '6379');
  await expect(drawbridge.editor.getByText('app: grafana')).toBeVisible();
  expect(await lineAbove.boundingBox()).toEqual(before);

  await drawbridge.yaml.focus();
  await page.keyboard.type(' # here');
  await expect(drawbridge.editor.getByText('name: allow-metrics # here')).toBeAttached();
  expect(await drawbridge.text()).toContain('name: allow-metrics # here\n');
});

test('a broken document freezes only itself, and says so', async ({ page, drawbridge }) => {
  await drawbridge.selectText('policyTypes: [Ingress]');
  await page.keyboard.press('End');
  await page.keyboard.press('Backspace');

  const note = drawbridge.canvas.getByText('1 document does not parse: showing its last good state');
  await expect(note).toBeVisible();
  await expect(
    drawbridge.editor.getByRole('button', { name: /^Document 1 does not parse \(line \d+\)/ }),
  ).toBeVisible();
  await expect(drawbridge.lists.getByText('1 document cannot be read')).toBeVisible();
  await expect(drawbridge.policy('default-deny-ingress')).toBeVisible();
  await expect(drawbridge.node(/^Namespace data/)).toContainText('ingress isolated');

  await drawbridge.retype('port: 5432', 'port: 15432');
  await expect(drawbridge.flow('shop/api to data/db, TCP 15432')).toBeVisible();

  await drawbridge.selectText('policyTypes: [Ingress');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.type(']');
  await expect(note).toBeHidden();
  await expect(page.getByText('does not parse')).toHaveCount(0);
});

test('a refused policy is reported at its line', async ({ page, drawbridge }) => {
  await drawbridge.retype('port: 5432', 'port: 70000');
  await page.getByRole('tab', { name: /^Problems/ }).click();
  const line = (await drawbridge.text()).split('\n').findIndex((each) => each.includes('port: 70000')) + 1;
  const problem = drawbridge.problems.getByRole('button', { name: /must be between 1 and 65535/ });
  await expect(problem).toContainText(`policies.yaml:${line}`);
  await expect(drawbridge.flow('shop/api to data/db, TCP 5432')).toBeHidden();

  await drawbridge.yaml.press('Control+End');
  await expect(drawbridge.editor.getByText('port: 70000')).toBeHidden();
  await problem.click();
  await expect(drawbridge.editor.getByText('port: 70000')).toBeVisible();
});
