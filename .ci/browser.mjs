/**
 * Finds the Chromium of the browser tests. Run as a program, it also gets one when there is none.
 */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { chromium } from '@playwright/test';

const systemBrowsers = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

/**
 * The one that CHROMIUM_PATH names, else Playwright's own download, else the system's.
 * @returns {string | undefined} the path of the program
 */
export function findChromium() {
  const chosen = process.env.CHROMIUM_PATH;
  if (chosen) {
    if (!existsSync(chosen)) throw new Error(`CHROMIUM_PATH names no file: ${chosen}`);
    return chosen;
  }
  return [chromium.executablePath(), ...systemBrowsers].find((path) => existsSync(path) && starts(path));
}

/**
 * A downloaded browser may be there and still lack libraries of the system.
 * @param {string} path
 */
function starts(path) {
  return process.platform === 'win32' || spawnSync(path, ['--version'], { timeout: 20_000 }).status === 0;
}

/**
 * @param {string} command
 * @param {string[]} args
 */
function run(command, ...args) {
  console.log(`$ ${command} ${args.join(' ')}`);
  return spawnSync(command, args, { stdio: ['ignore', 'inherit', 'inherit'], timeout: 600_000 }).status === 0;
}

function installChromium() {
  run('npx', 'playwright', 'install', '--no-shell', 'chromium');
  if (findChromium() || process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return;
  // As root on Debian or Ubuntu: the missing libraries for the download, or the distribution's browser.
  if (existsSync(chromium.executablePath())) run('npx', 'playwright', 'install-deps', 'chromium');
  if (findChromium() || !run('apt-get', 'update')) return;
  process.env.DEBIAN_FRONTEND = 'noninteractive';
  run('apt-get', 'install', '-y', '--no-install-recommends', 'chromium');
}

function ensureChromium() {
  try {
    if (!findChromium()) installChromium();
    const path = findChromium();
    if (path) return console.log(`The browser tests use ${path}`);
    console.error(
      'No Chromium for the browser tests, and none could be installed.\n' +
        'Install Chromium or Chrome (for example: npx playwright install --with-deps chromium),\n' +
        'or name one: CHROMIUM_PATH=/path/to/chromium npm test',
    );
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
  }
  process.exitCode = 1;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) ensureChromium();
