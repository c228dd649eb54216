import { describe, expect, test } from 'vitest';
import { carryOut, deployment, documents, refusalOf, textOf, workspaceOf } from '../../testing/planned';

const workloads = documents(...['api', 'web', 'db'].map((name) => deployment(name, 'shop')));
const db = `# Who may talk to the database.
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: 'db' # the database
  namespace: shop
  uid: 5e0b
spec:
  podSelector:
    matchLabels:
      app: db # only this
  ingress:
  - from: # both tiers
    - podSelector: {matchLabels: {app: api}} # the API
    - podSelector: {matchLabels: {app: web}} # the web
    ports: [{port: 80}, {port: 443}]
  # the end
`;
const shop = workspaceOf(documents(workloads, db, '# another\na: b\n'));
const policy = 'NetworkPolicy/shop/db';
const replaced = (...pairs: readonly (readonly [string, string])[]) =>
  pairs.reduce((text, [from, to]) => text.replace(from, to), textOf(shop));

describe('createPolicy', () => {
  test('isolates what it selects; its consequence is stated', () => {
    const after = carryOut(shop, {
      type: 'createPolicy',
      namespace: 'shop',
      name: 'quiet-web',
      selector: { matchLabels: { app: 'web' } },
      directions: ['egress'],
    });
    expect(textOf(after)).toContain(`  # the end
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: 'quiet-web'
  namespace: shop
spec:
  podSelector:
    matchLabels:
      app: web
  policyTypes:
  - Egress
---
# another
`);
    expect(after.plan.changes.map(({ name }) => name)).toContain('shop/web to shop/db, TCP 80, 443');
    expect(
      refusalOf(shop, {
        type: 'createPolicy',
        namespace: 'shop',
        name: 'db',
        selector: {},
        directions: ['egress'],
      }).reason,
    ).toBe('There is a policy shop/db already: choose another name.');
    expect(
      refusalOf(shop, {
        type: 'createPolicy',
        namespace: 'shop',
        name: 'Db',
        selector: {},
        directions: ['egress'],
      }).reason,
    ).toMatch(/^“Db” is not a name/);
  });
});

describe('renamePolicy', () => {
  test('changes the name and nothing else', () => {
    const after = carryOut(shop, { type: 'renamePolicy', policy, name: 'database' });
    expect(textOf(after)).toBe(replaced(["name: 'db' #", "name: 'database' #"]));
    expect(after.plan).toMatchObject({ changes: [], transaction: { label: 'Rename policy db to database' } });
    expect(refusalOf(shop, { type: 'renamePolicy', policy, name: 'db' }).code).toBe('alreadySo');
    const two = carryOut(shop, { type: 'duplicatePolicy', policy });
    expect(refusalOf(two, { type: 'renamePolicy', policy, name: 'db-2' }).reason).toBe(
      'There is a policy db-2 already: choose another name.',
    );
  });
});

describe('duplicatePolicy', () => {
  test('repeats it letter by letter behind itself, without what only a living object has', () => {
    const after = carryOut(shop, { type: 'duplicatePolicy', policy });
    const copy = db.replace("name: 'db' #", "name: 'db-2' #").replace('  uid: 5e0b\n', '');
    expect(textOf(after)).toBe(documents(workloads, db, copy, '# another\na: b\n'));
    expect(after.plan.changes).toEqual([]);
  });

  test('in an item of a dump; of JSON as a document of its own', () => {
    const items = db
      .replaceAll(/^#.*\n/gm, '')
      .replaceAll(/^(?=.)/gm, '  ')
      .replace('  ', '- ');
    const dump = workspaceOf({
      'w.yaml': workloads,
      'all.yaml': `apiVersion: v1\nitems:\n${items}kind: List\n`,
    });
    const after = carryOut(dump, { type: 'duplicatePolicy', policy, name: 'again' });
    expect(after.analysis.connectivity.policies.map(({ name }) => name)).toEqual(['db', 'again']);
    expect(textOf(after)).toMatch(/# the end\nkind: List\n$/);
    const json = {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      metadata: { name: 'db', namespace: 'shop' },
      spec: {},
    };
    const text = JSON.stringify(json);
    const beside = carryOut(workspaceOf({ 'w.yaml': workloads, 'p.json': text }), {
      type: 'duplicatePolicy',
      policy,
    });
    expect(textOf(beside, 'p.json')).toBe(text);
    expect(textOf(beside, 'w.yaml')).toContain('name: db-2');
  });
});

test('deletePolicy: what opens is stated', () => {
  const after = carryOut(shop, { type: 'deletePolicy', policy });
  expect(textOf(after)).toBe(documents(workloads, '# another\na: b\n'));
  expect(after.plan.changes.map(({ name }) => name)).toContain('shop/api to shop/db, all but TCP 80, 443');
  expect(refusalOf(after, { type: 'deletePolicy', policy }).code).toBe('staleText');
});

describe('changeSelector', () => {
  const select = (matchLabels: Record<string, string>) =>
    ({ type: 'changeSelector', policy, selector: { matchLabels } }) as const;

  test('label by label', () => {
    const after = carryOut(shop, select({ app: 'web', tier: 'front' }));
    expect(textOf(after)).toBe(
      replaced(['app: db # only this\n', 'app: web # only this\n      tier: front\n']),
    );
    expect(textOf(carryOut(after, select({ tier: 'front' })))).toBe(
      replaced(['app: db # only this\n', 'tier: front\n']),
    );
    expect(refusalOf(shop, select({ app: 'db' })).code).toBe('alreadySo');
  });

  test('to all pods, and from expressions', () => {
    const all = carryOut(shop, { type: 'changeSelector', policy, selector: {} });
    expect(textOf(all)).toContain('  podSelector: {}\n  ingress:\n');
    const some = carryOut(all, {
      type: 'changeSelector',
      policy,
      selector: { matchExpressions: [{ key: 'app', operator: 'In', values: ['db', 'web'] }] },
    });
    expect(textOf(some)).toContain(
      '  podSelector: {matchExpressions: [{key: app, operator: In, values: [db, web]}]}\n',
    );
    expect(textOf(carryOut(some, select({ app: 'db' })))).toContain(
      '  podSelector: {matchLabels: {app: db}}\n  ingress:',
    );
  });
});

describe('splitRule', () => {
  const split = (by: 'peers' | 'ports', rule = 0) =>
    ({ type: 'splitRule', policy, direction: 'ingress', rule, by }) as const;

  test('by peers: each keeps its comments and all ports; nothing opens or closes', () => {
    const after = carryOut(shop, split('peers'));
    expect(textOf(after)).toContain(`  - from: # both tiers
    - podSelector: {matchLabels: {app: api}} # the API
    ports: [{port: 80}, {port: 443}]
  - from: # both tiers
    - podSelector: {matchLabels: {app: web}} # the web
    ports: [{port: 80}, {port: 443}]
  # the end
`);
    expect(after.plan.changes).toEqual([]);
  });

  test('by ports; refused with the place where there are no two', () => {
    const after = carryOut(shop, split('ports'));
    expect(textOf(after)).toContain('    ports: [{port: 80}]\n  - from: # both tiers');
    const refusal = refusalOf(after, split('ports'));
    expect(refusal.reason).toBe('ingress rule 1 of db has no two ports to split it by.');
    expect(textOf(after).slice(refusal.place?.from).startsWith('- from: # both tiers')).toBe(true);
  });
});

test('anchors, aliases and tags in the touched part are refused with their line', () => {
  const anchored = workspaceOf(documents(workloads, db.replace('matchLabels:\n', 'matchLabels: &labels\n')));
  const refusal = refusalOf(anchored, {
    type: 'changeSelector',
    policy,
    selector: { matchLabels: { app: 'web' } },
  });
  expect(refusal.reason).toMatch(/an anchor \(&\) is used here/);
  expect(textOf(anchored).slice(refusal.place?.from, refusal.place?.to)).toBe('&labels');
});
