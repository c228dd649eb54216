/** A corpus of our own, right and wrong: a comparison that cannot fail proves nothing. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { compareCorpus } from './conformance/sources';

vi.setConfig({ testTimeout: 30_000 });

const cluster = ['web', 'db']
  .map(
    (name) => `apiVersion: v1
kind: Pod
metadata: {name: ${name}, namespace: shop, labels: {app: ${name}}}
spec: {containers: []}
`,
  )
  .join('---\n');
const policy = (port: number | string) => `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: db, namespace: shop}
spec:
  podSelector: {matchLabels: {app: db}}
  ingress:
  - from: [{podSelector: {matchLabels: {app: web}}}]
    ports: [{port: ${port}}]
`;
const adminPolicy = `apiVersion: policy.networking.k8s.io/v1alpha1
kind: AdminNetworkPolicy
metadata: {name: lock}
spec:
  priority: 1
  subject: {pods: {namespaceSelector: {}, podSelector: {matchLabels: {app: db}}}}
  ingress:
  - {name: pass, action: Pass, from: [{pods: {namespaceSelector: {}, podSelector: {matchLabels: {app: web}}}}]}
  - {name: deny, action: Deny, from: [{namespaces: {}}]}
`;
const ingress = `apiVersion: v1
kind: Service
metadata: {name: db, namespace: shop}
spec: {selector: {app: db}, ports: [{port: 80, targetPort: 5432}]}
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: {name: site, namespace: shop}
spec: {defaultBackend: {service: {name: db, port: {number: 80}}}}
`;
const manifests = `${cluster}---\n${policy(5432)}`;

const everywhere = '0.0.0.0-255.255.255.255';
const [web, db] = ['shop/web[Pod]', 'shop/db[Pod]'];
const tcp = (low: number, high = low) => [{ protocol: 'TCP', ports: [[low, high]] }];
const rows = [
  { src: web, dst: db, conn: tcp(5432) },
  { src: db, dst: web, conn: 'All Connections' },
  // Divided where nothing differs: the same as one row.
  { src: '0.0.0.0-9.255.255.255', dst: web, conn: 'All Connections' },
  { src: '10.0.0.0-255.255.255.255', dst: web, conn: 'All Connections' },
  { src: web, dst: everywhere, conn: 'All Connections' },
  { src: db, dst: everywhere, conn: 'All Connections' },
];
const list = (connections: unknown, ...variants: unknown[]) => {
  return { scope: 'pure', tags: [], connections, variants };
};
const refusal = (messageContains: string) => {
  return { ...list(null), scope: 'error', errors: [{ messageContains }] };
};
/** A run that explains why the database is open or closed to another end. */
const explain = (src: string, verdict: string, rule: string, part = 'denied') => {
  const rules = [{ kind: 'AdminNetworkPolicy', policy: 'lock', rule }];
  const decided = { direction: 'Ingress', verdict, rules };
  const parts = [{ conn: tcp(5432), directions: [decided] }];
  return { flags: {}, pairs: [{ src, dst: db, allowed: [], denied: [], [part]: parts }] };
};
const exposed = (other: string, conn: unknown) => ({ peer: db, other, conn });
/** Without a policy, and with an Ingress. */
const open = [
  { src: web, dst: db, conn: 'All Connections' },
  ...rows.slice(1),
  { src: everywhere, dst: db, conn: 'All Connections' },
  { src: '{ingress-controller}', dst: db, conn: tcp(5432) },
];
/** On the one port that is asked about. */
const fromDb = [
  { src: db, dst: web },
  { src: db, dst: everywhere },
];
const check = (port: number, allowed: boolean) => {
  return { src: 'shop/web', dst: 'shop/db', protocol: 'TCP', port, allowed };
};
const state = (...checks: unknown[]) => ({ cluster: 'cluster.yaml', policies: 'policies.yaml', checks });
const table = (port: number, allowed: string[]) => {
  return { pods: ['shop/web', 'shop/db'], expected: [{ protocol: 'TCP', port, allowed }] };
};
const flow = (port: number, verdict: string) => {
  return { from: 'shop/web', to: 'shop/db', protocol: 'TCP', port, verdict };
};
const paths = { cluster: 'cluster.yaml', policies: 'policies.yaml' };
const both = { 'cluster.yaml': cluster, 'policies.yaml': policy(5432) };

/** Part and case → files. */
const corpus: Record<string, Record<string, unknown>> = {
  'tutorials/right': {
    ...both,
    'expect.json': { flows: [flow(5432, 'allow'), flow(80, 'deny')], diagnostics: ['L7'] },
  },
  'tutorials/wrong': { ...both, 'expect.json': { flows: [], diagnostics: ['L1'], invalid: ['spec.ingres'] } },
  'recipes/right': { ...both, 'expected.json': { states: [state(check(5432, true), check(80, false))] } },
  'recipes/wrong': { ...both, 'expected.json': { states: [state(check(80, true))] } },
  'recipes/unknown': {
    ...both,
    'expected.json': { states: [state({ ...check(80, true), dst: 'shop/cache' })] },
  },
  'k8s-e2e/right': { ...both, 'expected.json': { steps: [{ ...paths, ...table(80, ['#X', '.#']) }] } },
  'cyclonus/wrong': { ...both, 'expected.json': { ...paths, ...table(5432, ['XX', 'XX']) } },
  'netpol-analyzer/right': { 'manifests/all.yaml': manifests, 'expected.json': list(rows) },
  'netpol-analyzer/missing': { 'manifests/all.yaml': manifests, 'expected.json': list(rows.slice(1)) },
  'netpol-analyzer/more': {
    'manifests/all.yaml': manifests,
    'expected.json': list([...rows, { src: '10.0.0.0-10.0.0.255', dst: db, conn: tcp(1, 80) }]),
  },
  'netpol-analyzer/controller': {
    'manifests/all.yaml': `${cluster}---\n${ingress}`,
    'expected.json': list(open, { flags: {}, connections: open }),
  },
  'netpol-analyzer/focus': {
    'manifests/all.yaml': manifests,
    'expected.json': list(
      null,
      { flags: { focusWorkloads: ['db'], focusDirection: 'ingress' }, connections: rows.slice(0, 1) },
      { flags: { focusWorkloads: ['shop/db'] }, focusConn: tcp(80), connections: fromDb },
      { flags: { focusWorkloads: ['web'], focusWorkloadPeers: ['db'] }, connections: [] },
    ),
  },
  'netpol-analyzer/explained': {
    'manifests/all.yaml': `${cluster}---\n${adminPolicy}`,
    'expected.json': {
      ...list(
        null,
        explain(web, 'Allowed', 'pass', 'allowed'),
        explain(web, 'Allowed', 'deny', 'allowed'),
        explain(web, 'Denied', 'deny'),
        explain(everywhere, 'Allowed', 'pass', 'allowed'),
        {
          flags: {},
          systemDefaultPairs: [
            { src: db, dst: web },
            { src: web, dst: db },
          ],
        },
      ),
      errors: [{ messageContains: 'a warning' }],
    },
  },
  'netpol-analyzer/exposed': {
    'manifests/all.yaml': manifests,
    'expected.json': list(null, {
      flags: {},
      exposure: {
        ingress: [
          exposed('entire-cluster', 'No Connections'),
          exposed('shop/[pod with {app=web}]', tcp(5432)),
          exposed('shop/[pod with {app=web}]', 'No Connections'),
          exposed('[all namespaces]/[pod with {{Key:app,Operator:In,Values:[web db],},}]', tcp(5432)),
          exposed(everywhere, 'All Connections'),
        ],
        egress: [],
        unprotected: [
          { peer: web, direction: 'Egress' },
          { peer: web, direction: 'Ingress' },
          { peer: db, direction: 'Ingress' },
        ],
      },
    }),
  },
  'netpol-analyzer/closed': {
    'manifests/all.yaml': `${cluster}---\n${policy(80)}`,
    'expected.json': list([{ src: web, dst: db, conn: tcp(80) }, ...rows.slice(1)]),
  },
  'netpol-analyzer/refused': {
    'manifests/all.yaml': `${cluster}---\n${policy(70_000)}`,
    'expected.json': refusal('a port'),
  },
  'netpol-analyzer/duplicate': {
    'manifests/all.yaml': `${manifests}---\n${policy(80)}`,
    'expected.json': { ...refusal('NPWithSameNameError(shop/db)'), tags: ['error-not-from-API'] },
  },
  'netpol-analyzer/equal': {
    'manifests/all.yaml': `${manifests}---\n${adminPolicy}---\n${adminPolicy.replace('lock', 'other').replace('Pass', 'Allow')}`,
    'expected.json': {
      ...refusal('Two policies are conflicting if they are assigned the same priority'),
      tags: ['error-not-from-API'],
    },
  },
  'netpol-analyzer/unequal': {
    'manifests/all.yaml': `${manifests}---\n${adminPolicy}`,
    'expected.json': refusal('Two policies are conflicting if they are assigned the same priority'),
  },
  'netpol-analyzer/empty': {
    'manifests/note.txt': '',
    'expected.json': refusal('recognized file extensions are .yaml'),
  },
  'netpol-analyzer/unruled': {
    'manifests/all.yaml': cluster,
    'expected.json': refusal('no relevant Kubernetes network policy resources found'),
  },
  'netpol-analyzer/ruled': {
    'manifests/all.yaml': manifests,
    'expected.json': refusal('no relevant Kubernetes network policy resources found'),
  },
  'netpol-analyzer/accepted': {
    'manifests/all.yaml': manifests,
    'expected.json': refusal('a port'),
  },
  'netpol-analyzer-diff': {
    'right.json': {
      ref1: 'right',
      ref2: 'closed',
      rows: [{ src: web, dst: db, ref1: tcp(5432), ref2: tcp(80) }],
    },
    'unsaid.json': { ref1: 'right', ref2: 'closed', rows: [] },
    'wrong.json': {
      ref1: 'right',
      ref2: 'right',
      rows: [{ src: web, dst: db, ref1: tcp(5432), ref2: tcp(80) }],
    },
  },
  'policy-assistant': {},
  'network-policy-api-conformance': {},
};

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'drawbridge-'));
  for (const [name, files] of Object.entries(corpus)) {
    mkdirSync(join(folder, name), { recursive: true });
    for (const [file, content] of Object.entries(files)) {
      const path = join(folder, name, file);
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
    }
  }
});
afterAll(() => rmSync(folder, { recursive: true }));

function resultsOf(source: string): Record<string, unknown> {
  const result = compareCorpus(folder).find(({ name }) => name === source);
  return Object.fromEntries(result?.cases.map(({ name, ...outcome }) => [name, outcome]) ?? []);
}

const agreed = (cells: number) => ({ agreed: cells, disagreements: [], leftOut: [] });
const disagreed = (cells: number, ...texts: string[]) => ({ ...agreed(cells), disagreements: texts });

describe('compareCorpus', () => {
  test('compares verdicts', () => {
    expect(resultsOf('tutorials')).toEqual({
      right: agreed(3),
      wrong: disagreed(0, 'spec.ingres: not reported as unknown', 'L1: not reported'),
    });
    expect(resultsOf('recipes')).toEqual({
      right: agreed(2),
      wrong: disagreed(0, 'shop/web → shop/db TCP 80: allowed, for us denied'),
      unknown: disagreed(0, expect.stringContaining('No workload or address: shop/cache')),
    });
  });

  test('compares truth tables, but for a pod and itself', () => {
    expect(resultsOf('k8s-e2e')).toEqual({ right: agreed(2) });
    expect(resultsOf('cyclonus')).toEqual({
      wrong: {
        agreed: 0,
        disagreements: [
          'policies.yaml: shop/web → shop/db TCP 5432, allowed: false',
          'policies.yaml: shop/db → shop/web TCP 5432, allowed: false',
        ],
        leftOut: [{ reason: 'itself', cells: 2 }],
      },
    });
  });

  test('compares connection lists', () => {
    expect(resultsOf('netpol-analyzer')).toEqual({
      right: agreed(10),
      closed: agreed(10),
      missing: disagreed(9, `${web} → ${db}: no ports, for us TCP 5432`),
      more: disagreed(13, `10.0.0.0-10.0.0.255 → ${db}: TCP 1–80, for us no ports`),
      controller: agreed(12),
      focus: disagreed(
        6,
        `${web} → ${db}: no ports, for us TCP 5432`,
        `${db} → ${web}: no ports, for us all TCP · all UDP · all SCTP`,
      ),
      explained: {
        ...disagreed(
          2,
          `explained, ${web} → ${db}: TCP 5432 Ingress decided by lock deny, for us by pass`,
          `explained, ${web} → ${db}: TCP 5432 denied, for us allowed`,
          `explained, ${everywhere} → ${db}: TCP 5432 Ingress decided by AdminNetworkPolicy/lock, for us by no policy`,
          `explained, ${web} → ${db}: no policy has a part, for us some have`,
        ),
        leftOut: [{ reason: 'errorOfTheTool', cells: 1 }],
      },
      exposed: {
        ...disagreed(
          4,
          `exposed, ingress of ${db}, [all namespaces]/[pod with {{Key:app,Operator:In,Values:[web db],},}]: TCP 5432, for us no ports`,
          `exposed, ingress of ${db}, ${everywhere}: all TCP · all UDP · all SCTP, for us no ports`,
          `unprotected, Ingress of ${db}: true, for us restricted by NetworkPolicy/shop/db`,
          `unprotected, Egress of ${db}: false, for us restricted by none`,
        ),
        leftOut: [{ reason: 'oneRuleEach', cells: 1 }],
      },
      refused: agreed(1),
      duplicate: agreed(1),
      equal: agreed(1),
      unequal: disagreed(
        0,
        'not reported as L70: Two policies are conflicting if they are assigned the same priority',
      ),
      empty: agreed(1),
      unruled: agreed(1),
      ruled: disagreed(0, 'there for us: no relevant Kubernetes network policy resources found'),
      accepted: disagreed(0, 'not refused: a port'),
    });
  });

  test('compares changes between connection lists', () => {
    expect(resultsOf('netpol-analyzer-diff')).toEqual({
      right: agreed(6),
      unsaid: disagreed(5, `after, ${web} → ${db}: TCP 5432, for us TCP 80`),
      wrong: disagreed(5, `after, ${web} → ${db}: TCP 80, for us TCP 5432`),
    });
  });
});

describe('npm run conformance', () => {
  const run = (path: string) => {
    const script = join(import.meta.dirname, 'conformance.ts');
    const { status, stdout } = spawnSync('npx', ['tsx', script, path], { encoding: 'utf8' });
    return { status, stdout };
  };

  test('fails where something disagrees, and says what', () => {
    const { status, stdout } = run(folder);
    expect(status).toBe(1);
    expect(stdout).toMatch(/^\| recipes +\| +1 \| +2 \| +0 \| +2 \| +2 \| +0 \|$/m);
    expect(stdout).toContain('\nrecipes/wrong: shop/web → shop/db TCP 80: allowed, for us denied\n');
  });

  test('is content without a corpus, and says so', () => {
    const path = join(folder, 'absent');
    expect(run(path)).toEqual({ status: 0, stdout: `Skipped: there is no corpus at ${path}.\n` });
  });
});
