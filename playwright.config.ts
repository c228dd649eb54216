import { defineConfig } from '@playwright/test';
import { findChromium } from './.ci/browser.mjs';
import { builtFolder } from './e2e/builtApp';

const inCi = Boolean(process.env.CI);
const port = Number(process.env.E2E_PORT ?? 4179);
const baseURL = `http://127.0.0.1:${port}/`;
const executablePath = findChromium();

/** The tests run against the built app: `npm run build` first (`npm run test:e2e` does). */
export default defineConfig({
  testDir: 'e2e',
  fullyParallel: true,
  forbidOnly: inCi,
  retries: 2, // a browser on a busy machine may be late; what fails thrice is wrong
  reporter: 'list',
  timeout: 60_000,
  expect: { timeout: 15_000 },
  use: {
    baseURL,
    browserName: 'chromium',
    viewport: { width: 1440, height: 900 },
    permissions: ['clipboard-read', 'clipboard-write'],
    contextOptions: { reducedMotion: 'reduce' },
    trace: 'retain-on-failure',
    screenshot: 'only-on-failure',
    launchOptions: {
      ...(executablePath ? { executablePath } : {}),
      args: [
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
        '--no-first-run',
      ],
    },
  },
  webServer: {
    command: `npx vite preview --port ${port} --outDir ${builtFolder}`,
    url: baseURL,
    reuseExistingServer: false, // it might serve another working copy
  },
});
