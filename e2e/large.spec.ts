import { generateManifests } from '../src/core/testing/generateManifests';
import { expect, test } from './test';

const { cluster, policies } = generateManifests({ namespaces: 20, workloads: 300, policies: 120 });

test.beforeEach(async ({ drawbridge }) => {
  await drawbridge.open();
  await drawbridge.openFiles({ name: 'large.yaml', text: `${cluster}---\n${policies}` });
});

test('from afar everything still has its name, and can be chosen and drawn by the keys', async ({
  page,
  drawbridge,
}) => {
  const { inspector, legend } = drawbridge;
  await expect(drawbridge.canvas.getByRole('group', { name: /^team-\d+\// })).toHaveCount(300);
  await drawbridge.policy('monitoring-87').click();
  await expect(legend).toContainText('closed (3335)');
  await expect(drawbridge.flow(/team-1 to team-1\/web-3, TCP 9100.*, opened$/)).toBeAttached();

  await drawbridge.node(/^team-2\/api-7,/).focus();
  await page.keyboard.press('Enter');
  await expect(inspector.getByRole('heading', { name: 'team-2/api-7' })).toBeVisible();

  await drawbridge.gate('team-2/api-7', 'egress').press('Enter');
  await drawbridge.gate('team-3/worker-1', 'ingress').press('Enter');
  await expect(drawbridge.card('team-2/api-7', 'team-3/worker-1')).toBeVisible();
});

test('search brings a workload and a namespace near enough to be read', async ({ page, drawbridge }) => {
  const find = async (words: string, option: RegExp) => {
    await page.keyboard.press('Control+K');
    await page.getByRole('combobox').fill(words);
    await page.getByRole('option', { name: option }).click();
  };
  await expect(drawbridge.canvas.getByText('cache-2', { exact: true })).toHaveCount(0);
  await find('team-14/cache-2', /^team-14\/cache-2 /);
  await expect(drawbridge.canvas.getByText('cache-2', { exact: true })).toBeInViewport();
  await find('team-5', /^team-5 15 workloads/);
  await expect(drawbridge.node(/^Namespace team-5,/)).toBeInViewport({ ratio: 1 });
  await expect(drawbridge.inspector).toContainText('Namespace, 15 workloads');
});
