/**
 * `npm test`: everything, in the order of what fails fastest. Stops at the first step that fails and ends
 * with one line that counts the unit and browser tests.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const reports = mkdtempSync(join(tmpdir(), 'drawbridge-test-'));
const unitReport = join(reports, 'unit.json');
const browserReport = join(reports, 'browser.json');

const steps = [
  ['Types', 'npm run -s typecheck'],
  ['Lint', 'npm run -s lint:code'],
  [
    'Unit tests',
    `npm run -s test:unit -- --reporter=default --reporter=json --outputFile.json=${unitReport}`,
  ],
  ['Build', 'npm run -s build'],
  ['Browser', 'node .ci/browser.mjs'],
  ['Browser tests', 'npx playwright test --reporter=list,json'],
];

/** @param {string} path */
function readReport(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return undefined; // the step did not get that far
  }
}

function countTests() {
  const unit = readReport(unitReport);
  const browser = readReport(browserReport)?.stats;
  return {
    passed: (unit?.numPassedTests ?? 0) + (browser?.expected ?? 0) + (browser?.flaky ?? 0),
    failed: (unit?.numFailedTests ?? 0) + (browser?.unexpected ?? 0),
  };
}

/** @param {string} command */
function run(command) {
  const env = { ...process.env, PLAYWRIGHT_JSON_OUTPUT_FILE: browserReport };
  return spawnSync(command, { shell: true, stdio: ['ignore', 'inherit', 'inherit'], env }).status === 0;
}

const failedStep = steps.find(([title, command = '']) => {
  console.log(`\n== ${title}`);
  return !run(command);
});

const { passed, failed } = countTests();
rmSync(reports, { recursive: true });
if (failedStep) {
  console.log(`\nFailed: ${failedStep[0]}`);
  process.exitCode = 1;
}
// A step that fails without a failed test (types, a file that does not load) counts as one.
console.log(`\n${passed} passed, ${failedStep ? Math.max(failed, 1) : failed} failed`);
