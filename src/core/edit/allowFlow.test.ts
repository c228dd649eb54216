import { describe, expect, test } from 'vitest';
import { analyze } from '../analyze';
import {
  allow,
  carryOut,
  deployment,
  documents,
  refusalOf,
  tcp,
  textOf,
  workspaceOf,
} from '../testing/planned';

const db = deployment(
  'db',
  'shop',
  '{app: db, tier: data}',
  'containers: [{ports: [{containerPort: 5432, name: pg}]}]',
);
const workloads = documents(
  deployment('api', 'shop'),
  deployment('web', 'shop'),
  db,
  deployment('job', 'other'),
);

const denyAll = `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: deny
  namespace: shop
spec:
  podSelector: {}
  policyTypes: [Ingress, Egress]
`;

const dbPolicy = `# Who may talk to the database.
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: db
  namespace: shop
spec:
  podSelector:
    matchLabels:
      app: db
  policyTypes:
  - Ingress
  ingress:
  - from: # the web tier
    - podSelector:
        matchLabels:
          app: web
    ports:
    - protocol: TCP
      port: 5432 # PostgreSQL
  # end of the rules
`;

const dbPolicyAsJson = (rules: object[]) =>
  `${JSON.stringify(
    {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      metadata: { name: 'db', namespace: 'shop' },
      spec: { podSelector: { matchLabels: { app: 'db' } }, policyTypes: ['Ingress'], ingress: rules },
    },
    null,
    2,
  )}\n`;

const withoutNamespaces = (text: string) => text.replaceAll(/^ {2}namespace: .*\n/gm, '');

const inferred = (name: string) => `Inferred/shop/${name}`;

describe('what is written', () => {
  test('a new policy at both ends where both are isolated', () => {
    const after = carryOut(
      workspaceOf(documents(workloads, denyAll)),
      allow('shop/api', 'shop/db', tcp(5432)),
    );
    expect(after.plan.ends).toEqual([
      {
        direction: 'egress',
        action: 'newPolicy',
        policy: 'allow-egress-from-api-to-db',
        summary: 'new policy allow-egress-from-api-to-db',
      },
      {
        direction: 'ingress',
        action: 'newPolicy',
        policy: 'allow-ingress-to-db-from-api',
        summary: 'new policy allow-ingress-to-db-from-api',
      },
    ]);
    expect(after.plan.changes).toEqual([
      {
        source: 'Deployment/shop/api',
        destination: 'Deployment/shop/db',
        opened: [{ protocol: 'TCP', from: 5432, to: 5432 }],
        closed: [],
        name: 'shop/api to shop/db, TCP 5432',
      },
    ]);
    expect(after.plan.transaction).toMatchObject({
      origin: 'canvas',
      label: 'Allow shop/api to shop/db, TCP 5432',
    });
    expect(textOf(after)).toBe(
      documents(
        workloads,
        denyAll,
        `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: allow-egress-from-api-to-db
  namespace: shop
spec:
  podSelector:
    matchLabels:
      app: api
  policyTypes: [Egress]
  egress:
    - to:
        - podSelector:
            matchLabels:
              app: db
      ports:
        - protocol: TCP
          port: 5432
`,
        `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: allow-ingress-to-db-from-api
  namespace: shop
spec:
  podSelector:
    matchLabels:
      app: db
  policyTypes: [Ingress]
  ingress:
    - from:
        - podSelector:
            matchLabels:
              app: api
      ports:
        - protocol: TCP
          port: 5432
`,
      ),
    );
    const shown = after.plan.reveal.map(({ from, to }) => textOf(after).slice(from, to));
    expect(shown.map((text) => /name: (\S+)/.exec(text)?.[1])).toEqual([
      'allow-egress-from-api-to-db',
      'allow-ingress-to-db-from-api',
    ]);
  });

  test('a rule in the policy that selects just this workload, in its style; comments stay', () => {
    const before = documents(dbPolicy, workloads);
    const after = carryOut(workspaceOf(before), allow('shop/api', 'shop/db', tcp(5432)));
    expect(after.plan.ends.map(({ summary }) => summary)).toEqual([
      'nothing needed: api is not isolated for egress',
      'new ingress rule in db',
    ]);
    const rule = `  - from:
    - podSelector:
        matchLabels:
          app: api
    ports:
    - protocol: TCP
      port: 5432
`;
    expect(textOf(after)).toBe(before.replace('  # end of the rules\n', `${rule}  # end of the rules\n`));
    expect(after.plan.reveal.map(({ from, to }) => textOf(after).slice(from, to).trim())).toEqual([
      rule.trim(),
    ]);
  });

  test('a port in the rule that names just this peer', () => {
    const before = documents(dbPolicy, workloads);
    const after = carryOut(workspaceOf(before), allow('shop/web', 'shop/db', tcp(5432), tcp(6000, 6010)));
    expect(after.plan.ends[1]).toMatchObject({
      action: 'ports',
      policy: 'db',
      summary: 'TCP 6000–6010 added to ingress rule 1 of db',
    });
    const port = `    - protocol: TCP
      port: 6000
      endPort: 6010
`;
    expect(textOf(after)).toBe(before.replace('# PostgreSQL\n', `# PostgreSQL\n${port}`));
  });

  test('TCP is left to be understood where the policy does so', () => {
    const short = dbPolicy.replace('protocol: TCP\n      port', 'port').replace('      protocol: TCP\n', '');
    expect(short).not.toContain('TCP');
    const before = workspaceOf(documents(short, workloads));
    expect(textOf(carryOut(before, allow('shop/web', 'shop/db', tcp(6000))))).toContain(
      '\n    - port: 6000\n',
    );
    expect(textOf(carryOut(before, allow('shop/api', 'shop/db', tcp(80))))).toContain(
      '    ports:\n    - port: 80\n',
    );
    const all = carryOut(before, allow('shop/api', 'shop/db', { protocol: 'TCP' }));
    expect(textOf(all)).toContain('    ports:\n    - protocol: TCP\n');
  });

  test('never a port in a rule without ports, never all ports into a rule with some', () => {
    const after = carryOut(workspaceOf(documents(dbPolicy, workloads)), allow('shop/web', 'shop/db'));
    expect(after.plan.ends[1]).toMatchObject({ action: 'rule', policy: 'db' });
    expect(after.plan.changes[0]?.name).toBe('shop/web to shop/db, all but TCP 5432');
  });

  test('a port by its name, as it was chosen', () => {
    const after = carryOut(
      workspaceOf(documents(dbPolicy, workloads)),
      allow('shop/api', 'shop/db', tcp('pg')),
    );
    expect(textOf(after)).toContain('port: pg');
    expect(after.plan.changes[0]?.opened).toEqual([{ protocol: 'TCP', from: 5432, to: 5432 }]);
  });

  test('a namespace and a pod selector in one element across namespaces', () => {
    const after = carryOut(
      workspaceOf(documents(dbPolicy, workloads)),
      allow('other/job', 'shop/db', tcp(5432)),
    );
    expect(textOf(after)).toContain(`  - from:
    - namespaceSelector:
        matchLabels:
          kubernetes.io/metadata.name: other
      podSelector:
        matchLabels:
          app: job
`);
  });

  test('an address block with its exceptions', () => {
    const id = 'Addresses/10.0.0.0/8 except 10.1.0.0/16,10.2.0.0/16';
    const after = carryOut(workspaceOf(documents(workloads, denyAll)), allow('shop/api', id, tcp(443)));
    expect(after.plan.ends).toHaveLength(1);
    expect(textOf(after)).toContain(`  egress:
    - to:
        - ipBlock:
            cidr: 10.0.0.0/8
            except:
              - 10.1.0.0/16
              - 10.2.0.0/16
`);
    expect(after.plan.ends[0]?.policy).toBe('allow-egress-from-api-to-10-0-0-0-8');
    expect(after.plan.changes.map(({ name }) => name)).toEqual([
      'shop/api to 10.0.0.0/8 except 10.1.0.0/16,10.2.0.0/16, TCP 443',
    ]);
  });

  test('from an address block', () => {
    const id = 'Addresses/203.0.113.0/24';
    const after = carryOut(workspaceOf(documents(dbPolicy, workloads)), allow(id, 'shop/db'));
    expect(after.plan.changes.map(({ source, name }) => [source, name])).toEqual([
      [id, '203.0.113.0/24 to shop/db, all ports'],
    ]);
  });

  test('into a file of its own beside JSON, and into JSON', () => {
    const rule = {
      from: [{ podSelector: { matchLabels: { app: 'api' } } }],
      ports: [{ protocol: 'TCP', port: 1 }],
    };
    const before = workspaceOf({ 'db.json': dbPolicyAsJson([]), 'all.yaml': documents(workloads) });
    const after = carryOut(before, allow('shop/api', 'shop/db', tcp(1)));
    expect(JSON.parse(textOf(after, 'db.json'))).toEqual(JSON.parse(dbPolicyAsJson([rule])));

    const denied = workspaceOf({ 'deny.json': JSON.stringify(denyEverything), 'all.yaml': workloads });
    const written = carryOut(denied, allow('shop/api', 'shop/db'));
    expect(textOf(written)).toMatch(/allow-egress-from-api-to-db[^]*---\n[^]*allow-ingress-to-db-from-api/);
    expect(textOf(written, 'deny.json')).toBe(JSON.stringify(denyEverything));
  });

  test('in an item of a dump', () => {
    const indented = dbPolicy
      .replace(/^#.*\n/, '')
      .replaceAll(/^(?=.)/gm, '  ')
      .replace('  ', '- ');
    const dump = `apiVersion: v1\nitems:\n${indented}kind: List\n`;
    const after = carryOut(
      workspaceOf({ 'w.yaml': workloads, 'all.yaml': dump }),
      allow('shop/api', 'shop/db', tcp(1)),
    );
    expect(textOf(after)).toMatch(/ {2}# end of the rules\nkind: List\n$/);
    expect(after.plan.ends[1]).toMatchObject({ action: 'rule', policy: 'db' });
  });

  test('behind the last policy of the namespace, between other documents, without a final line end', () => {
    const last = deployment('last', 'other').trimEnd();
    const before = documents(workloads, denyAll, last);
    const after = carryOut(workspaceOf(before), allow('shop/api', 'other/last'));
    expect(textOf(after).startsWith(documents(workloads, denyAll))).toBe(true);
    expect(textOf(after).endsWith(`---\n${last}`)).toBe(true);
  });

  test('no namespace where the manifests leave it to the request', () => {
    const before = workspaceOf({ 'all.yaml': withoutNamespaces(documents(workloads, denyAll)) });
    const after = carryOut(before, allow('default/api', 'default/db'));
    expect(textOf(after)).not.toContain('namespace:');
    expect(after.plan.changes).toHaveLength(1);
  });

  test('the text keeps its line ends', () => {
    const windows = documents(dbPolicy, workloads).replaceAll('\n', '\r\n');
    const after = carryOut(workspaceOf(windows), allow('shop/api', 'shop/db', tcp(1)));
    expect(textOf(after).replaceAll('\r\n', '')).not.toContain('\n');
  });
});

const denyEverything = {
  apiVersion: 'networking.k8s.io/v1',
  kind: 'NetworkPolicy',
  metadata: { name: 'deny', namespace: 'shop' },
  spec: { podSelector: {}, policyTypes: ['Ingress', 'Egress'] },
};

describe('inferred workloads', () => {
  test('are named by their selectors', () => {
    const before = workspaceOf(dbPolicy.replaceAll('app: db', 'app: store'));
    const after = carryOut(before, allow(inferred('app=web'), inferred('app=store'), tcp(7)));
    expect(after.plan.ends[1]).toMatchObject({ action: 'ports' });
  });

  test('do not confuse the difference when they go or come', () => {
    const before = workspaceOf(documents(dbPolicy, deployment('db', 'shop'), deployment('api', 'shop')));
    expect(carryOut(before, allow('shop/api', 'shop/db')).plan.changes).toHaveLength(1);
  });
});

describe('what is refused', () => {
  const shop = workspaceOf(documents(workloads, dbPolicy, denyAll));

  test('what is allowed already: nothing is isolated, or by which rules', () => {
    expect(refusalOf(workspaceOf(workloads), allow('shop/api', 'shop/db'))).toMatchObject({
      code: 'alreadyAllowed',
      reason: 'shop/api to shop/db, all ports is allowed already: neither end is isolated.',
    });
    expect(
      refusalOf(workspaceOf(documents(workloads, dbPolicy)), allow('shop/web', 'shop/db', tcp(5432))),
    ).toMatchObject({
      code: 'alreadyAllowed',
      reason: 'shop/web to shop/db, TCP 5432 is allowed already by ingress rule 1 of db.',
    });
  });

  test('a workload that no label singles out', () => {
    const twins = documents(workloads, deployment('twin', 'shop', '{app: api}'), denyAll);
    expect(refusalOf(workspaceOf(twins), allow('shop/api', 'shop/db')).reason).toBe(
      'twin (Deployment) in shop can be selected by every label that shop/api has: give shop/api a label of its own.',
    );
    const bare = documents(workloads, deployment('bare', 'shop', '{}'), denyAll);
    expect(refusalOf(workspaceOf(bare), allow('shop/bare', 'shop/db')).reason).toBe(
      'No label selects shop/bare alone: give its pods a label such as app: bare.',
    );
  });

  test('a workload on the host network, where it must be named', () => {
    const agent = deployment('agent', 'shop', '{app: agent}', 'hostNetwork: true');
    const before = workspaceOf(documents(workloads, agent, denyAll));
    expect(refusalOf(before, allow('shop/agent', 'shop/db'))).toMatchObject({
      code: 'notPossible',
      reason:
        'shop/agent runs on the host network: selectors do not reach it. Allow the addresses of its nodes instead.',
    });
  });

  test.each([
    [[tcp(0)], '0 is not a port: ports are 1 to 65535.'],
    [[tcp(90, 80)], '90 to 80 is not a range of ports.'],
    [
      [tcp('http')],
      'shop/db has no TCP port called “http” (its ports are called pg): give a number or one of its names.',
    ],
    [[tcp('pg', 80)], 'A range of ports starts with a number, not with “pg”.'],
  ])('ports that cannot be: %j', (ports, reason) => {
    expect(refusalOf(shop, allow('shop/api', 'shop/db', ...ports)).reason).toBe(reason);
  });

  test('addresses at both ends, an end that is gone, an old analysis', () => {
    expect(refusalOf(shop, allow('Addresses/10.0.0.0/8', 'Addresses/11.0.0.0/8')).code).toBe('notPossible');
    expect(refusalOf(shop, allow('shop/api', 'shop/gone')).code).toBe('staleText');
    expect(refusalOf(shop, allow('Anywhere/source', 'Addresses/10.0.0.0/8')).reason).toBe(
      'Policies decide at pods only: one end must be a workload or a namespace.',
    );
    expect(refusalOf(shop, allow('shop/api', 'Addresses/10.0.0')).reason).toBe(
      '“10.0.0” is not an address block, such as 10.0.0.0/8.',
    );
    expect(refusalOf(shop, allow('shop/api', 'Addresses/10.0.0.0/8 except 11.0.0.0/16')).reason).toBe(
      '11.0.0.0/16 is not a part of 10.0.0.0/8, as an exception must be.',
    );
    const [file] = shop.files;
    if (!file) throw new Error('no file');
    const stale = { ...shop, files: [{ ...file, text: `# new\n${file.text}` }] };
    expect(refusalOf(stale, allow('shop/api', 'shop/db')).code).toBe('staleText');
  });

  test('one pod and itself', () => {
    const single = workspaceOf(deployment('one', 'shop').replace('spec:', 'spec:\n  replicas: 1'));
    expect(refusalOf(single, allow('shop/one', 'shop/one'))).toMatchObject({
      code: 'alreadyAllowed',
      reason: 'shop/one is one pod, and a pod always reaches itself.',
    });
  });

  test('a text that only a person can edit, with its place', () => {
    const anchored = documents(workloads, dbPolicy.replace('ingress:\n', 'ingress: &rules\n'));
    const refusal = refusalOf(workspaceOf(anchored), allow('shop/api', 'shop/db'));
    expect(refusal).toMatchObject({ code: 'notPossible', place: { file: 'all.yaml' } });
    expect(anchored.slice(refusal.place?.from, refusal.place?.to)).toBe('&rules');
  });
});

test('a broken document is not written to: its workload gets a policy of its own', () => {
  const sound = workspaceOf(documents(workloads, dbPolicy));
  const broken = documents(workloads, dbPolicy.replace('spec:', 'spec: ]'));
  const [file] = sound.files;
  if (!file) throw new Error('no file');
  const typed = [{ ...file, text: broken }];
  const before = { files: typed, analysis: analyze(typed, sound.analysis) };
  const after = carryOut(before, allow('shop/api', 'shop/db', tcp(1)));
  expect(after.plan.ends[1]).toMatchObject({ action: 'newPolicy' });
});
