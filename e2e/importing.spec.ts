import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from './test';
import { stringify } from 'yaml';
import { dbPolicy, deployment, dump, lonePolicy, team } from './manifests';

const flow = 'team/web to team/db, TCP 5432';

test.beforeEach(({ drawbridge }) => drawbridge.open());

test('pasted text takes the place of the example', async ({ drawbridge }) => {
  await drawbridge.paste(team);
  await expect(drawbridge.flow(flow)).toBeVisible();
  await expect(drawbridge.toast('Opened pasted.yaml')).toBeVisible();
  await expect(drawbridge.editor.getByRole('tab')).toHaveText(['pasted.yaml']);

  await drawbridge.paste(lonePolicy);
  await expect(drawbridge.policy('db-policy')).toBeVisible();
  await expect(drawbridge.page.getByRole('button', { name: 'Undo', exact: true })).toHaveCount(1);
  await drawbridge.page.getByRole('button', { name: 'Undo', exact: true }).click();
  await expect(drawbridge.flow(flow)).toBeVisible();
  await drawbridge.undoButton.click();
  await expect(drawbridge.flow('shop/api to data/db, TCP 5432')).toBeVisible();
});

test('Ctrl+V on the page imports the clipboard', async ({ page, drawbridge }) => {
  await page.evaluate((text) => navigator.clipboard.writeText(text), team);
  await page.getByRole('heading', { name: 'Drawbridge' }).click();
  await page.keyboard.press('Control+V');
  await expect(drawbridge.flow(flow)).toBeVisible();
});

test('a lone policy is drawn with inferred workloads', async ({ drawbridge }) => {
  await drawbridge.paste(lonePolicy);
  await expect(drawbridge.node(/inferred workload/)).toHaveCount(2);
  await expect(drawbridge.flow(/role=api to .*role=db, TCP 3306/)).toBeVisible();
});

test('files with Windows line ends and a byte order mark are read', async ({ drawbridge }) => {
  await drawbridge.openFiles({ name: 'windows.yaml', text: `\uFEFF${team.replaceAll('\n', '\r\n')}` });
  await expect(drawbridge.flow(flow)).toBeVisible();
  await expect(drawbridge.lists.getByText('cannot be read')).toBeHidden();
});

for (const [format, text] of [
  ['json', JSON.stringify(dump, undefined, 4)],
  ['yaml', stringify(dump)],
] as const)
  test(`a dump of a cluster is read as ${format}, with all that is in it`, async ({ drawbridge }) => {
    await drawbridge.paste(text);
    await expect(drawbridge.flow(flow)).toBeVisible();
    await expect(drawbridge.toast(`Opened pasted.${format}`)).toBeVisible();
    await expect(drawbridge.lists.getByText('2 workloads')).toBeVisible();

    const ignored = drawbridge.lists.getByRole('group').filter({ hasText: '4 objects ignored' });
    await ignored.getByText('4 objects ignored').click();
    await expect(ignored.getByRole('listitem')).toHaveText([
      /^ConfigMap\s*2$/,
      /^CustomResourceDefinition\s*1$/,
      /^Ledger\s*1$/,
    ]);
  });

test('what cannot be read loses only itself', async ({ page, drawbridge }) => {
  const template =
    'apiVersion: v1\nkind: Service\nmetadata:\n  name: {{ include "app.name" . }}\n  {{- if .Values.x }}\n';
  await drawbridge.paste([team, template, 'just a sentence\n', '\tapiVersion: v1\n'].join('---\n'));
  await expect(drawbridge.flow(flow)).toBeVisible();
  await drawbridge.lists.getByRole('button', { name: /documents? cannot be read/ }).click();
  await expect(drawbridge.problems.getByRole('button', { name: /^error/ }).first()).toBeVisible();
  await expect(page.getByRole('button', { name: 'Show problems' })).toBeVisible();
});

test('files and folders come in by the dialog or by dropping them anywhere', async ({ drawbridge }, info) => {
  const folder = info.outputPath('manifests');
  await mkdir(join(folder, 'policies'), { recursive: true });
  await writeFile(join(folder, 'workloads.yml'), team.replace(dbPolicy, ''));
  await writeFile(join(folder, 'policies', 'db.yaml'), dbPolicy);
  await writeFile(join(folder, 'README.md'), '# Not a manifest\n');
  const tabs = drawbridge.editor.getByRole('tab');

  await test.step('files give way to nothing but the example', async () => {
    await drawbridge.drop([join(folder, 'workloads.yml')], 'Drop to open');
    await expect(tabs).toHaveText(['workloads.yml']);
    await expect(drawbridge.node(/^team\/db/)).toBeVisible();
    await drawbridge.drop([join(folder, 'policies', 'db.yaml')], 'Add to the workspace');
    await expect(drawbridge.flow(flow)).toBeVisible();
    await expect(tabs).toHaveText(['workloads.yml', 'db.yaml']);
  });

  await test.step('a folder is dropped with all that is in it', async () => {
    await drawbridge.paste(deployment('other', 'one'));
    await expect(drawbridge.node(/^other\/one/)).toBeVisible();
    await drawbridge.drop([folder], 'Replace the workspace');
    await expect(drawbridge.flow(flow)).toBeVisible();
    await expect(tabs).toHaveText(['db.yaml', 'workloads.yml']);
    await expect(drawbridge.header.getByText('manifests')).toBeVisible();
    await expect(drawbridge.toast(/Skipped 1 other file/)).toBeVisible();
  });

  await test.step('a folder is opened by the dialog', async () => {
    await drawbridge.paste(deployment('other', 'one'));
    await expect(drawbridge.node(/^other\/one/)).toBeVisible();
    await drawbridge.openFolder(folder);
    await expect(drawbridge.flow(flow)).toBeVisible();
    await expect(tabs).toHaveCount(2);
  });

  await test.step('what is no manifest is refused with a word', async () => {
    await drawbridge.drop([join(folder, 'README.md')], 'Add to the workspace');
    await expect(drawbridge.toast(/YAML or JSON/)).toBeVisible();
    await expect(tabs).toHaveCount(2);
  });
});
