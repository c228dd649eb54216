import { expect, test } from './test';

test.beforeEach(({ drawbridge }) => drawbridge.open());

test('the editor proposes fields, and what the cluster has', async ({ page, drawbridge }) => {
  await drawbridge.selectText('policyTypes: [Ingress]');
  await page.keyboard.press('End');
  await page.keyboard.press('Enter');
  await page.keyboard.type('eg');
  const proposals = drawbridge.editor.getByRole('listbox').or(page.getByRole('listbox', { name: 'Suggest' }));
  await page.keyboard.press('Control+Space');
  await expect(proposals.getByRole('option', { name: /^egress/ })).toBeVisible();
  await page.keyboard.press('Enter');
  expect(await drawbridge.text()).toContain('policyTypes: [Ingress]\n  egress:\n    - ');
});

test('label values of the pods that a selector is about are proposed', async ({ page, drawbridge }) => {
  await drawbridge.selectText('app: db');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Backspace');
  await page.keyboard.press('Backspace');
  await page.keyboard.press('Control+Space');
  const proposals = page.getByRole('listbox', { name: 'Suggest' });
  await expect(proposals.getByRole('option', { name: /^cache/ })).toBeVisible();
  await proposals.getByRole('option', { name: /^cache/ }).click();
  await expect(drawbridge.editor.getByText('app: cache').first()).toBeVisible();
});

test('below a dash and a key, Enter goes where the value stands, and its fields are told', async ({
  page,
  drawbridge,
}) => {
  await drawbridge.selectText('policyTypes: [Ingress]');
  await page.keyboard.press('End');
  await page.keyboard.press('Enter');
  for (const key of ['egress:', '- to:', '- podSelector:', 'matchLabels: {}']) {
    await page.keyboard.type(key);
    await page.keyboard.press('Escape'); // no proposal
    // Monaco indents what it has coloured, and it colours when the page is idle.
    for (let turn = 0; turn < 2; turn++)
      await page.evaluate(() => new Promise((done) => requestIdleCallback(done)));
    if (!key.endsWith('}')) await page.keyboard.press('Enter');
  }
  await page.keyboard.press('Enter');
  await page.keyboard.press('Control+Space');
  const proposals = page.getByRole('listbox', { name: 'Suggest' });
  await expect(proposals.getByText('Requirements that must all be met.')).toBeVisible();
  expect(await drawbridge.text()).toContain(
    '  egress:\n    - to:\n        - podSelector:\n            matchLabels: {}',
  );
});

test('what stands at the caret is told by key', async ({ page, drawbridge }) => {
  await drawbridge.selectText('namespaceSelector');
  await page.keyboard.press('Control+i');
  await expect(page.getByText('Matches 1 namespace now: shop.')).toBeVisible();
});

test('hovering a selector says what it selects now', async ({ page, drawbridge }) => {
  await drawbridge.editor.getByText('namespaceSelector').first().hover();
  await expect(page.getByText('Matches 1 namespace now: shop.')).toBeVisible();
});

test('from a selector to its workload', async ({ page, drawbridge }) => {
  await drawbridge.selectText('app: api');
  await page.keyboard.press('F12');
  await expect(drawbridge.editor.getByRole('tab', { name: 'cluster.yaml' })).toHaveAttribute(
    'aria-selected',
    'true',
  );
  await expect(drawbridge.editor.getByText('name: api').first()).toBeVisible();
});

test('renaming a label in all policies is one step', async ({ page, drawbridge }) => {
  const before = await drawbridge.text();
  await drawbridge.selectText('app: api');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('F2');
  const field = page.getByRole('textbox', { name: /^Rename input/ });
  await expect(field).toHaveValue('api');
  await field.fill('backend');
  await page.keyboard.press('Enter');
  await expect(drawbridge.editor.getByText('app: backend').first()).toBeVisible();
  expect(await drawbridge.text()).toBe(before.replaceAll('app: api', 'app: backend'));
  await drawbridge.undoButton.click();
  expect(await drawbridge.text()).toBe(before);
});
