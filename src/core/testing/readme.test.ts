import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const core = join(import.meta.dirname, '..');
const root = join(core, '../..');

function run(...args: readonly string[]): string {
  const { stdout, stderr } = spawnSync(process.execPath, args, { cwd: root, encoding: 'utf8' });
  return stdout + stderr;
}

test('the examples of the README have the right types and print what they say', () => {
  const folder = mkdtempSync(join(tmpdir(), 'drawbridge-readme-'));
  try {
    const readme = readFileSync(join(core, 'README.md'), 'utf8');
    const program = [...readme.matchAll(/^```ts\n(.*?)^```/gms)].map(([, code]) => code).join('\n');
    const said = [...program.matchAll(/^ *console\.log\(.*\); \/\/ (.*)$/gm)].map(([, line]) => line);
    const [file, config] = [join(folder, 'examples.mts'), join(folder, 'tsconfig.json')];
    writeFileSync(file, program.replaceAll("'./index'", JSON.stringify(join(core, 'index'))));
    const compilerOptions = { types: [], typeRoots: [] };
    writeFileSync(
      config,
      JSON.stringify({ extends: join(root, 'tsconfig.json'), compilerOptions, include: ['examples.mts'] }),
    );
    expect(said).toHaveLength(9);
    expect(run('--import', 'tsx', file).trimEnd().split('\n')).toEqual(said);
    expect(run(join(root, 'node_modules/typescript/bin/tsc'), '--noEmit', '-p', config)).toBe('');
  } finally {
    rmSync(folder, { recursive: true });
  }
}, 60_000);
