/** Prints what the engine takes in a worker of Chromium, for the shapes named as arguments: `npm run bench:browser`. */
import { chromium } from '@playwright/test';
import { createServer } from 'vite';
import { findChromium } from '../.ci/browser.mjs';
import { clusterShapes } from '../src/core/testing/generateCluster';
import type { ShapeName } from '../src/core/testing/measureEngine';
import { head, toLine } from './figures';

const isShape = (name: string): name is ShapeName => name in clusterShapes;
const asked = process.argv.slice(2).filter(isShape);
const shapes: readonly ShapeName[] = asked.length > 0 ? asked : ['a', 'b', 'c', 'r', 'd'];

const server = await createServer({
  root: 'bench/page',
  configFile: false,
  logLevel: 'warn',
  server: { port: 0 },
});
await server.listen();
const browser = await chromium.launch({ executablePath: findChromium() });
try {
  const page = await browser.newPage();
  await page.goto(server.resolvedUrls?.local[0] ?? '');
  console.log(`Chromium ${browser.version()}`);
  console.log(head);
  for (const shape of shapes) console.log(toLine(await page.evaluate((name) => window.measure(name), shape)));
} finally {
  await browser.close();
  await server.close();
}
