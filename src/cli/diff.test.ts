import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { analyze, buildComparedFlows, readSourceFile } from '../core/index';
import { type DifferenceRow, toDifferenceRows } from './differenceRows';

vi.setConfig({ testTimeout: 30_000 });

const pods = ['web', 'api', 'db']
  .map(
    (name) => `apiVersion: v1
kind: Pod
metadata: {name: ${name}, namespace: shop, labels: {app: ${name}}}
spec: {containers: [{name: main}]}
`,
  )
  .join('---\n');
const policy = (port: number) => `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: db, namespace: shop}
spec:
  podSelector: {matchLabels: {app: db}}
  ingress: [{from: [{podSelector: {matchLabels: {app: api}}}], ports: [{port: ${port}}]}]
`;

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'drawbridge-diff-'));
  writeFileSync(join(folder, 'old.yaml'), `${pods}---\n${policy(5432)}`);
  writeFileSync(join(folder, 'new.yaml'), `${pods}---\n${policy(5433)}`);
});
afterAll(() => rmSync(folder, { recursive: true }));

const diff = (...args: readonly string[]) =>
  spawnSync(process.execPath, ['--import', 'tsx', join(import.meta.dirname, 'diff.ts'), ...args], {
    encoding: 'utf8',
  });

describe('diff', () => {
  test('prints Markdown', () => {
    const { status, stdout } = diff(join(folder, 'old.yaml'), join(folder, 'new.yaml'));
    expect(status).toBe(0);
    expect(stdout).toContain('**1 flow changed**.');
    expect(stdout).toContain('| shop/api | shop/db | TCP 5432 | TCP 5433 | 1 |');
  });

  test('prints rows as JSON, and tells by the exit code that something differs', () => {
    const args = ['--format', 'json', '--exit-code', join(folder, 'old.yaml'), join(folder, 'new.yaml')];
    const { status, stdout } = diff(...args);
    expect(status).toBe(1);
    expect(JSON.parse(stdout)).toEqual({
      differences: [
        {
          diffType: 'changed',
          src: 'shop/api[Pod]',
          dst: 'shop/db[Pod]',
          ref1: [{ protocol: 'TCP', ports: [[5432, 5432]] }],
          ref2: [{ protocol: 'TCP', ports: [[5433, 5433]] }],
        },
      ],
    });
  });

  test.each([[[]], [['one']], [['a', 'b', 'c']], [['-', '-']], [['a', 'b', '--format', 'yaml']]])(
    'wrong use: exit code 2 (%s)',
    (args) => {
      expect(diff(...args)).toMatchObject({ status: 2, stdout: '' });
    },
  );
});

const corpus = resolve(import.meta.dirname, '../../../shared/corpus');
const recorded = join(corpus, 'netpol-analyzer-diff');

interface Recorded {
  readonly ref1: string;
  readonly ref2: string;
  readonly rows: readonly DifferenceRow[];
}

describe.skipIf(!existsSync(recorded))('as netpol-analyzer, where its corpus is there', () => {
  const judge = (name: string) => {
    const folderOfCase = join(corpus, 'netpol-analyzer', name, 'manifests');
    const files = readdirSync(folderOfCase, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name));
    return analyze(
      files.map((file) => readSourceFile(file, readFileSync(file, 'utf8'))),
      undefined,
      { ipBlock: 'external-only', hostNetwork: 'pod' },
    ).connectivity;
  };
  const toLine = ({ diffType, src, dst, ref1, ref2 }: DifferenceRow): string => {
    const connOf = (conn: DifferenceRow['ref1']) =>
      typeof conn === 'string'
        ? conn
        : conn
            .map(({ protocol, ports }) => `${protocol} ${JSON.stringify(ports)}`)
            .toSorted()
            .join();
    return `${diffType} ${src} ${dst} ${connOf(ref1)} ${connOf(ref2)}`;
  };

  const cases = existsSync(recorded) ? readdirSync(recorded) : [];
  test.each(cases)('%s', (file) => {
    const { ref1, ref2, rows } = JSON.parse(readFileSync(join(recorded, file), 'utf8')) as Recorded;
    const found = toDifferenceRows(buildComparedFlows(judge(ref1), judge(ref2)), { ipv6: false });
    const theirs = rows.filter(({ src }) => src !== '{ingress-controller}');
    expect(found.map(toLine).toSorted()).toEqual(theirs.map(toLine).toSorted());
  });
});
