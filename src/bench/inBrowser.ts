/** Prints what the engine takes in a worker of Chromium, for the shapes named as arguments: `npm run bench:browser`. */
import { chromium } from '@playwright/test';
import { createServer } from 'vite';
import { findChromium } from '../../.ci/browser.mjs';
import type { EngineFigures } from '../core/testing/measureEngine';
import { engineTable, goalTable } from './figures';
import { askedShapes } from './shapes';

const server = await createServer({
  root: 'src/bench/page',
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
  const engines: EngineFigures[] = [];
  for (const shape of askedShapes()) engines.push(await page.evaluate((name) => window.measure(name), shape));
  console.log(`\n${engineTable(engines)}\n\n${goalTable({ engines })}`);
} finally {
  await browser.close();
  await server.close();
}
