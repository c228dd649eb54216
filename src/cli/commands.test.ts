import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';

// Each test starts a process or two.
vi.setConfig({ testTimeout: 30_000 });

const cluster = ['web', 'db', 'job']
  .map(
    (name) => `apiVersion: v1
kind: Pod
metadata: {name: ${name}, namespace: shop, labels: {app: ${name}}}
spec: {containers: [{ports: [{containerPort: 5432, name: sql}]}]}
`,
  )
  .join('---\n');
const policy = `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: db, namespace: shop}
spec:
  podSelector: {matchLabels: {app: db}}
  ingress:
  - from: [{podSelector: {matchLabels: {app: web}}}]
    ports: [{port: sql}]
`;

const service = `apiVersion: v1
kind: Service
metadata: {name: db, namespace: shop}
spec: {selector: {app: db}, ports: [{port: 80, targetPort: sql}]}
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: {name: site, namespace: shop}
spec: {defaultBackend: {service: {name: db, port: {number: 80}}}}
`;
/** What has no NetworkPolicy is passed on to a baseline, by a policy that denies port 22. */
const tiers = `apiVersion: policy.networking.k8s.io/v1alpha1
kind: AdminNetworkPolicy
metadata: {name: lock}
spec:
  priority: 5
  subject: {namespaces: {}}
  ingress:
  - {action: Deny, from: [{namespaces: {}}], ports: [{portNumber: {port: 22}}]}
  - {action: Pass, from: [{namespaces: {}}], ports: [{portNumber: {port: 5432}}]}
---
apiVersion: policy.networking.k8s.io/v1alpha2
kind: ClusterNetworkPolicy
metadata: {name: base}
spec:
  tier: Baseline
  priority: 1
  subject: {pods: {podSelector: {matchLabels: {app: job}}}}
  ingress:
  - {action: Deny, from: [{pods: {podSelector: {matchLabels: {app: db}}}}]}
  - {action: Accept, from: [{namespaces: {}}]}
`;

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'drawbridge-'));
  mkdirSync(join(folder, 'deep'));
  writeFileSync(join(folder, 'cluster.yaml'), cluster);
  writeFileSync(join(folder, 'deep', 'policy.YML'), policy);
  writeFileSync(join(folder, 'service.yaml'), service);
  writeFileSync(join(folder, 'notes.txt'), 'no: manifest');
});
afterAll(() => rmSync(folder, { recursive: true }));

function run(command: string, args: readonly string[], input = '') {
  const script = join(import.meta.dirname, `${command}.ts`);
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--import', 'tsx', script, ...args], {
    input,
    encoding: 'utf8',
  });
  return { status, stdout, stderr };
}

describe('verdict', () => {
  const verdict = (...args: readonly string[]) => run('verdict', [folder, ...args]);

  test('allowed: exit code 0 and the rule', () => {
    expect(verdict('--from', 'shop/web', '--to', 'shop/db', '--port', 'sql')).toEqual({
      status: 0,
      stdout: `allowed: shop/web[Pod] to shop/db[Pod], TCP 5432
  egress of shop/web[Pod]: allowed, no policy isolates it
  ingress of shop/db[Pod]: allowed by
    shop/db spec.ingress[0].from[0]
`,
      stderr: '',
    });
  });

  test('denied: exit code 1 and what failed', () => {
    const { status, stdout } = verdict('--from', 'shop/job[Pod]', '--to', 'shop/db', '--port', '5432');
    expect(status).toBe(1);
    expect(stdout).toContain('denied: shop/job[Pod] to shop/db[Pod], TCP 5432');
    expect(stdout).toContain('shop/db spec.ingress[0]: wants app=web, has app=job');
  });

  test('as JSON', () => {
    const { stdout } = verdict(
      '--from',
      '10.0.0.1',
      '--to',
      'shop/db',
      '--port',
      '53',
      '--protocol',
      'udp',
      '--format',
      'json',
    );
    expect(JSON.parse(stdout)).toMatchObject({
      from: '10.0.0.1',
      to: 'shop/db[Pod]',
      protocol: 'UDP',
      port: 53,
      verdict: 'denied',
      egress: { allowed: true },
      ingress: { allowed: false, isolatedBy: ['NetworkPolicy/shop/db'] },
    });
  });

  test.each([
    [
      ['--from', 'shop/wbe', '--to', 'shop/db', '--port', '1'],
      'No workload or address: shop/wbe.\nDid you mean\n  shop/web[Pod]\n',
    ],
    [['--from', 'shop/web', '--to', 'shop/db', '--port', 'http'], 'it has sql (TCP 5432)'],
    [['--from', 'shop/web', '--to', 'shop/db', '--port', '0'], 'must be between 1 and 65535'],
    [['--from', 'shop/web', '--to', 'shop/db[Service]', '--port', '1'], 'it has TCP 80'],
    [['--from', 'shop/db[Service]', '--to', 'shop/db', '--port', '1'], 'No workload or address'],
    [['--from', 'shop/site[Ingress]', '--to', 'shop/web'], 'sends nothing to shop/web[Pod]'],
    [['--from', 'shop/site[Ingress]', '--to', 'shop/db', '--port', '1'], 'on TCP 5432 only'],
    [['--from', 'shop/web', '--to', 'shop/db'], '--port is missing'],
    [['--from', '10.0.0.1', '--to', '10.0.0.2', '--port', '1'], 'no policy decides'],
    [['--no-such-option'], '--no-such-option'],
  ])('wrong use: exit code 2 (%s)', (args, message) => {
    const { status, stdout, stderr } = verdict(...args);
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr).toContain(message);
  });

  test('through a Service: each pod and port behind it', () => {
    expect(verdict('--from', 'shop/web', '--to', 'service shop/db')).toMatchObject({
      status: 0,
      stdout: expect.stringMatching(
        /^allowed: shop\/web\[Pod\] to shop\/db\[Service\]\nallowed: shop\/web\[Pod\] to shop\/db\[Pod\], TCP 5432\n/,
      ),
    });
    const { stdout } = verdict('--from', 'shop/job', '--to', 'shop/db[Service]', '--format', 'json');
    expect(JSON.parse(stdout)).toMatchObject({
      to: 'shop/db[Service]',
      verdict: 'denied',
      flows: [{ to: 'shop/db[Pod]', protocol: 'TCP', port: 5432, verdict: 'denied' }],
    });
  });

  test('from an Ingress: what its controller sends', () => {
    const { status, stdout } = verdict('--from', 'shop/site[Ingress]', '--to', 'shop/db[Service]');
    expect(status).toBe(1);
    expect(stdout).toContain('denied: a controller of shop/site[Ingress] to shop/db[Pod], TCP 5432\n');
  });

  test('the tiers around NetworkPolicies', () => {
    const ask = (from: string, to: string, port: string) => {
      const ends = ['--from', from, '--to', to, '--port', port];
      const { stdout } = run('verdict', ['-', ...ends], `${cluster}---\n${policy}---\n${tiers}`);
      return stdout.split('\n').slice(2);
    };
    expect(ask('shop/web', 'shop/db', '22')).toEqual([
      '  ingress of shop/db[Pod]: denied by',
      '    AdminNetworkPolicy lock spec.ingress[0].from[0]',
      '',
    ]);
    expect(ask('shop/web', 'shop/db', 'sql')).toEqual([
      '  ingress of shop/db[Pod]: allowed by',
      '    shop/db spec.ingress[0].from[0]',
      '    after AdminNetworkPolicy lock spec.ingress[1].from[0] passed it on',
      '',
    ]);
    expect(ask('shop/db', 'shop/job', '80')).toEqual([
      '  ingress of shop/job[Pod]: denied by',
      '    ClusterNetworkPolicy base spec.ingress[0].from[0]',
      '',
    ]);
    expect(ask('shop/web', 'shop/job', 'sql')).toEqual([
      '  ingress of shop/job[Pod]: allowed by',
      '    ClusterNetworkPolicy base spec.ingress[1].from[0]',
      '    after AdminNetworkPolicy lock spec.ingress[1].from[0] passed it on',
      '',
    ]);
  });

  test('--help', () => {
    expect(run('verdict', ['--help'])).toMatchObject({
      status: 0,
      stdout: expect.stringContaining('--protocol'),
    });
  });
});

describe('connlist', () => {
  test('from stdin, with problems on stderr', () => {
    const { status, stdout, stderr } = run(
      'connlist',
      ['-'],
      `${cluster}---\n${policy.replace('sql', '"80"')}`,
    );
    expect(status).toBe(0);
    expect(stderr).toBe(
      'stdin:23:20: error: spec.ingress[0].ports[0].port: Invalid value: "80": must contain at least one letter (a-z) [V3]\n',
    );
    expect(JSON.parse(stdout)).toHaveProperty('connections.length', 12);
  });

  test('from a folder', () => {
    const { stdout } = run('connlist', [folder, '--ipv6']);
    const { connections } = JSON.parse(stdout) as { connections: object[] };
    expect(connections).toContainEqual({
      src: 'shop/web[Pod]',
      dst: 'shop/db[Pod]',
      conn: [{ protocol: 'TCP', ports: [[5432, 5432]] }],
    });
    expect(connections).toContainEqual({
      src: '0.0.0.0-255.255.255.255',
      dst: 'shop/web[Pod]',
      conn: 'All Connections',
    });
    expect(connections).toContainEqual({
      src: 'shop/db[Pod]',
      dst: '::-ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff',
      conn: 'All Connections',
    });
  });

  test('with what Ingresses send', () => {
    const { stdout } = run('connlist', ['-', '--entries'], `${cluster}---\n${service}`);
    const { connections } = JSON.parse(stdout) as { connections: object[] };
    expect(connections).toContainEqual({
      src: 'shop/site[Ingress]',
      dst: 'shop/db[Pod]',
      conn: [{ protocol: 'TCP', ports: [[5432, 5432]] }],
    });
  });

  test('of nothing: exit code 2', () => {
    expect(run('connlist', [])).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('No manifests given'),
    });
    expect(run('connlist', ['no/such/path'])).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('no/such/path'),
    });
  });
});
