import { readFile } from 'node:fs/promises';
import type { Download } from '@playwright/test';
import { strFromU8, unzipSync } from 'fflate';
import { expect, test } from './test';
import { deployment, dbPolicy, team } from './manifests';

const bytesOf = async (download: Download) => readFile(await download.path());

test.beforeEach(({ drawbridge }) => drawbridge.open());

test('one file is saved under its name, with its comments, line ends and byte order mark', async ({
  page,
  drawbridge,
}) => {
  const text = `\uFEFF${team.replaceAll('\n', '\r\n')}`;
  await drawbridge.openFiles({ name: 'team.yaml', text });
  const download = page.waitForEvent('download');
  await drawbridge.export(/^Download/);
  expect((await download).suggestedFilename()).toBe('team.yaml');
  expect((await bytesOf(await download)).toString()).toBe(text);
});

test('edits take the line ends of the file', async ({ page, drawbridge }) => {
  const text = [deployment('team', 'job'), team].join('---\n').replaceAll('\n', '\r\n');
  await drawbridge.openFiles({ name: 'team.yaml', text });
  await drawbridge.allow('team/job', 'team/db', '5432');
  await expect(drawbridge.undoButton).toHaveAccessibleName(/^Undo: Allow team\/job to team\/db/);
  const download = page.waitForEvent('download');
  await page.keyboard.press('Control+S');
  const saved = (await bytesOf(await download)).toString();
  expect(saved).toContain('podSelector: { matchLabels: { app: job } }\r\n');
  expect(saved.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
});

test('several files are saved as a zip, or as one', async ({ page, drawbridge }) => {
  const files = [
    { name: 'workloads.yaml', text: deployment('team', 'web') },
    { name: 'policies.yaml', text: dbPolicy.replaceAll('\n', '\r\n') },
  ];
  await drawbridge.openFiles(...files);
  const zip = page.waitForEvent('download');
  await drawbridge.export(/as a zip/);
  const entries = Object.entries(unzipSync(await bytesOf(await zip)));
  expect(entries.map(([name, content]) => ({ name, text: strFromU8(content) }))).toEqual(files);

  const one = page.waitForEvent('download');
  await drawbridge.export(/as one YAML file/);
  expect((await bytesOf(await one)).toString()).toBe(`${deployment('team', 'web')}---\n${dbPolicy}`);
});

test('copying gives the file in front, or all', async ({ page, drawbridge }) => {
  expect(await drawbridge.text()).toContain('name: db-allow-api');
  await drawbridge.openFile('cluster.yaml');
  const cluster = await drawbridge.text();
  expect(cluster).toContain('kind: StatefulSet');
  expect(cluster).not.toContain('NetworkPolicy');

  await drawbridge.export(/^Copy all/);
  const clipboard = () => page.evaluate(() => navigator.clipboard.readText());
  await expect.poll(clipboard).toMatch(/name: api-ingress[^]*---\napiVersion: v1\nkind: Namespace/);
});
