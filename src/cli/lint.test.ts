import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';

// Each test starts a process.
vi.setConfig({ testTimeout: 30_000 });

const policy = `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: db, namespace: shop}
spec:
  podSelector: {matchLabels: {app: db}}
  egress:
  - to: [{podSelector: {matchLabels: {app: web}}}]
`;
const fine = policy.replace('spec:\n', 'spec:\n  policyTypes: [Egress]\n');

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'drawbridge-lint-'));
  writeFileSync(join(folder, 'policy.yaml'), policy);
  writeFileSync(join(folder, 'fine.yaml'), fine);
});
afterAll(() => rmSync(folder, { recursive: true }));

function run(args: readonly string[], input = '') {
  const script = join(import.meta.dirname, 'lint.ts');
  return spawnSync(process.execPath, ['--import', 'tsx', script, ...args], { input, encoding: 'utf8' });
}

describe('lint', () => {
  test('tells what it finds line by line, and fails on errors', () => {
    const { stdout, status } = run([join(folder, 'policy.yaml')]);
    expect(stdout).toContain('policy.yaml:6:3: error: There are only egress rules and no policyTypes');
    expect(stdout).toContain('[L8]');
    expect(status).toBe(1);
  });

  test('fails on warnings only when told so, and reads what comes in', () => {
    expect(run(['-'], fine)).toMatchObject({ status: 0 });
    expect(run(['--fail-on', 'warning', '-'], fine)).toMatchObject({ status: 1 });
  });

  test('tells it as JSON', () => {
    const { stdout } = run(['--format', 'json', join(folder, 'policy.yaml')]);
    const { diagnostics } = JSON.parse(stdout) as { diagnostics: { code: string }[] };
    expect(diagnostics.find(({ code }) => code === 'L8')).toMatchObject({
      line: 6,
      column: 3,
      severity: 'error',
      resource: 'NetworkPolicy/shop/db',
      fixes: ['Write policyTypes: [Egress]', 'Write policyTypes: [Ingress, Egress]: ingress stays closed'],
    });
  });

  test('tells it as SARIF, also where there is nothing to tell', () => {
    const { stdout, status } = run(['--format', 'sarif', '-']);
    expect(status).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ version: '2.1.0', runs: [{ results: [] }] });
  });

  test('leaves out what is muted', () => {
    const muted = `# drawbridge: ignore L8 ingress is closed elsewhere\n${policy}`;
    expect(run(['-'], muted)).toMatchObject({ status: 0 });
  });

  test.each([[['--format', 'xml', '.']], [['--fail-on', 'note', '.']], [['--plugin', 'none', '.']], [[]]])(
    'says what is wrong with %j',
    (args) => {
      const { status, stderr } = run(args);
      expect(status).toBe(2);
      expect(stderr).toContain('See --help.');
    },
  );
});
