import { describe, expect, test } from 'vitest';
import { analyze } from '../analyze';
import {
  allow,
  carryOut,
  deployment,
  documents,
  refusalOf,
  remove,
  tcp,
  textOf,
  workspaceOf,
  type Workspace,
} from '../testing/planned';

const workloads = documents(
  ...['api', 'web', 'db'].map((name) => deployment(name, 'shop')),
  deployment('job', 'other'),
);

const denyAll = `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: deny, namespace: shop}
spec: {podSelector: {}, policyTypes: [Ingress, Egress]}
`;

const denyIngress = denyAll.replace('Ingress, Egress', 'Ingress');

/** A policy for one workload of the namespace shop. */
function policy(name: string, app: string, spec: string): string {
  return `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: ${name}
  namespace: shop
spec:
  podSelector:
    matchLabels:
      app: ${app}
${spec}`;
}

const fromApi = `  ingress:
    - from:
        - podSelector: {matchLabels: {app: api}}
`;

const toDb = `  egress:
    - to:
        - podSelector: {matchLabels: {app: db}}
`;

function policyIn({ analysis }: Workspace, name: string) {
  return analysis.connectivity.policies.find((known) => known.name === name);
}

function denyAllAsJson(): string {
  const spec = { podSelector: {}, policyTypes: ['Ingress', 'Egress'] };
  const metadata = { name: 'deny', namespace: 'shop' };
  return JSON.stringify({ apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata, spec });
}

describe('drawing and deleting restores the text byte for byte', () => {
  const cases: [title: string, texts: Record<string, string>, intent: ReturnType<typeof allow>][] = [
    ['new policies', { 'all.yaml': documents(workloads, denyAll) }, allow('shop/api', 'shop/db', tcp(5432))],
    [
      'no final line end',
      { 'all.yaml': documents(workloads, denyAll).trimEnd() },
      allow('shop/api', 'shop/db'),
    ],
    ['a policy first', { 'all.yaml': documents(denyAll, workloads) }, allow('shop/api', 'shop/db')],
    [
      'a marker at the end',
      { 'all.yaml': `${documents(workloads, denyAll)}---\n` },
      allow('shop/api', 'shop/db'),
    ],
    [
      'an end marker',
      { 'all.yaml': `${denyAll}...\n# next\n---\n${workloads}` },
      allow('shop/api', 'shop/db'),
    ],
    [
      'another file',
      { 'w.yaml': workloads, 'p.yaml': `# policies\n\n${denyAll}\n# end\n` },
      allow('shop/api', 'shop/db'),
    ],
    ['a new file', { 'w.yaml': workloads, 'deny.json': denyAllAsJson() }, allow('shop/api', 'shop/db')],
    [
      'a new rule',
      { 'all.yaml': documents(workloads, denyAll, policy('api', 'api', toDb), policy('db', 'db', fromApi)) },
      allow('other/job', 'shop/db', tcp(1)),
    ],
    [
      'a block',
      { 'all.yaml': documents(workloads, denyAll) },
      allow('shop/api', 'Addresses/10.0.0.0/8', tcp(443)),
    ],
    [
      'an empty list',
      { 'all.yaml': documents(workloads, policy('db', 'db', '  ingress: [] # none yet\n')) },
      allow('other/job', 'shop/db'),
    ],
    ['a workload and itself', { 'all.yaml': documents(workloads, denyAll) }, allow('shop/db', 'shop/db')],
  ];

  test.each(cases)('%s', (_title, texts, intent) => {
    const before = workspaceOf(texts);
    const drawn = carryOut(before, intent);
    const after = carryOut(drawn, { ...intent, type: 'removeFlow' });
    expect(after.files).toEqual(before.files);
  });
});

describe('what is taken back', () => {
  test('a rule, when another one stays', () => {
    const fromWeb = `    - from: [{podSelector: {matchLabels: {app: web}}}] # the shop itself
      ports: [{port: 5432}]
`;
    const before = documents(workloads, policy('db', 'db', fromApi + fromWeb));
    const after = carryOut(workspaceOf(before), remove('shop/web', 'shop/db'));
    expect(textOf(after)).toBe(before.replace(fromWeb, ''));
    expect(after.plan.ends).toEqual([
      { direction: 'ingress', action: 'removeRule', policy: 'db', summary: 'ingress rule 2 of db removed' },
    ]);
    expect(after.plan.changes.map(({ name }) => name)).toEqual(['shop/web to shop/db, TCP 5432']);
    expect(after.plan.transaction.label).toBe('Remove shop/web to shop/db');
  });

  test('a peer, when another one stays', () => {
    const web = '        - podSelector: {matchLabels: {app: web}} # the shop itself\n';
    const before = documents(workloads, policy('db', 'db', fromApi + web));
    const after = carryOut(workspaceOf(before), remove('shop/web', 'shop/db'));
    expect(textOf(after)).toBe(before.replace(web, ''));
    expect(after.plan.ends.map(({ summary }) => summary)).toEqual(['from 2 of ingress rule 1 of db removed']);
  });

  test('all peers and rules that admit it', () => {
    const rules = `  ingress:
    - from:
        - podSelector: {matchLabels: {app: web}}
        - podSelector: {matchLabels: {app: api}}
        - podSelector: {matchExpressions: [{key: app, operator: In, values: [api]}]}
    - from: [{podSelector: {matchLabels: {app: api}}}]
`;
    const after = carryOut(
      workspaceOf(documents(workloads, policy('db', 'db', rules))),
      remove('shop/api', 'shop/db'),
    );
    expect(policyIn(after, 'db')?.ingress).toEqual([
      { peers: [{ type: 'pods', podSelector: { matchLabels: { app: 'web' } } }] },
    ]);
  });

  test('of the last rule the empty list stays: nothing allowed, not everything', () => {
    const after = carryOut(
      workspaceOf(documents(workloads, policy('db', 'db', fromApi))),
      remove('shop/api', 'shop/db'),
    );
    expect(textOf(after)).toContain('  ingress: []\n');
    expect(policyIn(after, 'db')?.directions).toEqual(new Set(['ingress']));
  });

  test('of the last egress rule of a policy without types, which are then written (S2)', () => {
    const after = carryOut(
      workspaceOf(documents(workloads, policy('api', 'api', toDb))),
      remove('shop/api', 'shop/db'),
    );
    expect(textOf(after)).toContain(`  policyTypes:
    - Ingress
    - Egress
  egress: []
`);
    expect(policyIn(after, 'api')?.directions).toEqual(new Set(['ingress', 'egress']));
  });

  test('empty types are written too', () => {
    const spec = `${toDb}  policyTypes: []\n`;
    const after = carryOut(
      workspaceOf(documents(workloads, policy('api', 'api', spec))),
      remove('shop/api', 'shop/db'),
    );
    expect(policyIn(after, 'api')?.directions).toEqual(new Set(['ingress', 'egress']));
  });

  test('a policy goes only if others isolate the same in all its directions', () => {
    const spec = `${fromApi}  policyTypes: [Ingress, Egress]\n`;
    const before = documents(workloads, denyIngress, policy('db', 'db', spec));
    const kept = carryOut(workspaceOf(before), remove('shop/api', 'shop/db'));
    expect(policyIn(kept, 'db')).toMatchObject({ ingress: [], directions: new Set(['ingress', 'egress']) });
    const ingressOnly = before.replace(spec, fromApi);
    const gone = carryOut(workspaceOf(ingressOnly), remove('shop/api', 'shop/db'));
    expect(policyIn(gone, 'db')).toBeUndefined();
  });

  test('a policy stays where it has rules that are without effect now (S3)', () => {
    const spec = `${fromApi}${toDb}  policyTypes: [Ingress]\n`;
    const after = carryOut(
      workspaceOf(documents(workloads, denyAll, policy('api', 'api', toDb), policy('db', 'db', spec))),
      remove('shop/api', 'shop/db'),
    );
    expect(policyIn(after, 'db')).toMatchObject({ ingress: [], egress: [expect.anything()] });
  });

  test('both policies that allow the same, one after the other: isolation stays', () => {
    const before = documents(workloads, policy('one', 'db', fromApi), policy('two', 'db', fromApi));
    const after = carryOut(workspaceOf(before), remove('shop/api', 'shop/db'));
    expect(after.analysis.connectivity.policies.map(({ name, ingress }) => [name, ingress.length])).toEqual([
      ['two', 0],
    ]);
  });

  test('at the one end where it closes nothing else', () => {
    const broad = `  ingress:
    - from: [{podSelector: {}}]
`;
    const before = documents(
      workloads,
      denyAll,
      policy('api', 'api', toDb),
      policy('web', 'web', toDb),
      policy('db', 'db', broad),
    );
    const after = carryOut(workspaceOf(before), remove('shop/api', 'shop/db'));
    expect(after.plan.ends.map(({ summary }) => summary)).toEqual(['policy api removed']);
    expect(policyIn(after, 'db')?.ingress).toHaveLength(1);
  });

  test('in JSON, in an item of a dump, in an item of a JSON list', () => {
    const value = {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      metadata: { name: 'db', namespace: 'shop' },
      spec: {
        podSelector: { matchLabels: { app: 'db' } },
        policyTypes: ['Ingress'],
        ingress: [{ from: [{ podSelector: { matchLabels: { app: 'api' } } }] }],
      },
    };
    const list = { apiVersion: 'v1', kind: 'List', items: [value] };
    for (const text of [
      JSON.stringify(value, null, 4),
      JSON.stringify(list),
      JSON.stringify(list, null, 2),
    ]) {
      const before = workspaceOf({ 'w.yaml': workloads, 'p.json': text });
      const after = carryOut(before, remove('shop/api', 'shop/db'));
      expect(JSON.parse(textOf(after, 'p.json'))).toBeDefined();
      expect(policyIn(after, 'db')?.ingress).toEqual([]);
      const covered = workspaceOf({ 'w.yaml': documents(workloads, denyIngress), 'p.json': text });
      expect(policyIn(carryOut(covered, remove('shop/api', 'shop/db')), 'db')).toBeUndefined();
    }
  });
});

describe('of rules that others need too', () => {
  test('a peer leaves the flow out', () => {
    const broad = '  ingress:\n    - from: [{podSelector: {}}]\n';
    const after = carryOut(
      workspaceOf(documents(workloads, policy('db', 'db', broad))),
      remove('shop/api', 'shop/db'),
    );
    expect(textOf(after)).toContain(
      '    - from: [{podSelector: {matchExpressions: [{key: app, operator: NotIn, values: [api]}]}}]\n',
    );
    expect(after.plan.changes.map(({ name }) => name)).toEqual(['shop/api to shop/db, all ports']);
  });

  test('a policy that selects others is divided', () => {
    const wide = policy('both', 'db', toDb).replace(
      'matchLabels:\n      app: db',
      'matchExpressions: [{key: app, operator: In, values: [api, web, cache]}]',
    );
    const after = carryOut(workspaceOf(documents(workloads, wide)), remove('shop/api', 'shop/db'));
    expect(textOf(after)).toBe(
      documents(
        workloads,
        wide.replace('[api, web, cache]', '[web, cache]'),
        policy('both-api', 'api', '  policyTypes:\n    - Ingress\n    - Egress\n  egress: []\n').replace(
          'matchLabels:\n      app: api',
          'matchLabels: {app: api}',
        ),
      ),
    );
    expect(after.plan.changes.map(({ name }) => name)).toEqual(['shop/api to shop/db, all ports']);
  });

  test('a policy only lets go of a workload that others isolate, where nothing else is left to say', () => {
    const wide = policy('both', 'db', `  policyTypes: [Egress]\n${toDb}`).replace(
      'matchLabels:\n      app: db',
      'matchExpressions: [{key: app, operator: In, values: [api, web]}]',
    );
    const denyEgress = denyAll.replace('Ingress, Egress', 'Egress');
    const before = workspaceOf(documents(workloads, denyEgress, wide));
    const after = carryOut(before, remove('shop/api', 'shop/db'));
    expect(textOf(after)).toBe(documents(workloads, denyEgress, wide.replace('[api, web]', '[web]')));
    expect(after.plan.ends.map(({ summary }) => summary)).toEqual(['both no longer selects shop/api']);
  });

  test('a block gets an exception', () => {
    const out = `  policyTypes: [Egress]
  egress:
    - to: [{ipBlock: {cidr: 10.0.0.0/8}}]
`;
    const before = workspaceOf(documents(workloads, policy('api', 'api', out)));
    const after = carryOut(before, remove('shop/api', 'Addresses/10.1.0.0/16'));
    expect(textOf(after)).toContain('    - to: [{ipBlock: {cidr: 10.0.0.0/8, except: [10.1.0.0/16]}}]\n');
  });
});

describe('what is refused', () => {
  test('a rule for anyone that other flows need, by name and place', () => {
    const broad = '  ingress:\n    - ports: [{port: 80}]\n';
    const text = documents(workloads, policy('db', 'db', broad));
    const refusal = refusalOf(workspaceOf(text), remove('shop/api', 'shop/db'));
    expect(refusal).toMatchObject({
      code: 'notPossible',
      reason:
        'Other flows need ingress rule 1 of db too: shop/web to shop/db, TCP 80; shop/db to shop/db, TCP 80; other/job to shop/db, TCP 80; and 1 more. Write rules of their own for those first.',
    });
    expect(text.slice(refusal.place?.from, refusal.place?.to)).toBe('- ports: [{port: 80}]');
  });

  test('a policy that selects others too, where no label tells them apart', () => {
    const same = documents(
      ...['api', 'web'].map((name) => deployment(name, 'shop', `{app: ${name}, tier: front}`)),
      deployment('twin', 'shop', '{app: api, tier: front}'),
      deployment('db', 'shop'),
    );
    const wide = policy('both', 'db', toDb).replace('app: db', 'tier: front');
    expect(refusalOf(workspaceOf(documents(same, wide)), remove('shop/api', 'shop/db')).reason).toBe(
      'Other flows need egress rule 1 of both too: shop/web to shop/db, all ports; shop/twin to shop/db, all ports. Write rules of their own for those first.',
    );
  });

  test('what is denied already, what nothing isolates', () => {
    expect(
      refusalOf(workspaceOf(documents(workloads, denyAll)), remove('shop/api', 'shop/db')),
    ).toMatchObject({
      code: 'alreadyDenied',
      reason: 'shop/api to shop/db is denied already.',
    });
    expect(refusalOf(workspaceOf(workloads), remove('shop/api', 'shop/db'))).toMatchObject({
      code: 'notPossible',
      reason: 'Nothing isolates shop/api and shop/db: isolate one of them first.',
    });
  });

  test('a document that is broken now, with the place of the error', () => {
    const text = documents(workloads, policy('db', 'db', fromApi));
    const sound = workspaceOf(text);
    const typed = sound.files.map((file) => ({
      ...file,
      text: text.replace('  ingress:\n', '  ingress: ]\n'),
    }));
    const refusal = refusalOf(
      { files: typed, analysis: analyze(typed, sound.analysis) },
      remove('shop/api', 'shop/db'),
    );
    expect(refusal).toMatchObject({ code: 'notPossible', place: { file: 'all.yaml' } });
    expect(typed[0]?.text.slice(refusal.place?.from).startsWith(']')).toBe(true);
  });
});
