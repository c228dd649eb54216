import { describe, expect, test } from 'vitest';
import { removalOffers } from '../planIntent';
import { carryOut, deployment, documents, refusalOf, tcp, textOf, workspaceOf } from '../testing/planned';
import type { PortChoice } from './intent';
import { isRefusal } from './refusal';

const workloads = documents(...['api', 'web', 'db'].map((name) => deployment(name, 'shop')));
const policy = (ingress: string, selector = '{matchLabels: {app: db}}') => `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: db, namespace: shop}
spec:
  podSelector: ${selector}
  policyTypes: [Ingress]
  ingress:
${ingress}`;
const alone = `  - from: # the API
    - podSelector: {matchLabels: {app: api}}
    ports:
    - port: 5432 # PostgreSQL
      protocol: TCP
    - {protocol: UDP, port: 53}
`;
const shared = `  - from:
    - podSelector: {matchLabels: {app: api}} # the API
    - podSelector: {matchLabels: {app: web}} # the web
    ports:
    - port: 80 # plain
    - port: 443
`;
const inShop = (ingress: string, selector?: string) =>
  workspaceOf(documents(workloads, policy(ingress, selector)));
const ends = { source: 'Deployment/shop/api', destination: 'Deployment/shop/db' };
const change = (...ports: PortChoice[]) => ({ type: 'changePorts', ...ends, ports }) as const;
const udp = (port: number): PortChoice => ({ protocol: 'UDP', port });

describe('changePorts', () => {
  test('in place, in the rule for this flow alone; comments stay', () => {
    const after = carryOut(inShop(alone), change(tcp(6000, 6010), udp(53)));
    expect(textOf(after)).toContain(`    ports:
    - port: 6000 # PostgreSQL
      protocol: TCP
      endPort: 6010
    - {protocol: UDP, port: 53}
`);
    expect(after.plan.changes.map(({ opened, closed }) => [opened.length, closed.length])).toEqual([[1, 1]]);
    const fewer = carryOut(inShop(alone), change(tcp(5432)));
    expect(textOf(fewer)).toBe(textOf(inShop(alone)).replace('    - {protocol: UDP, port: 53}\n', ''));
    const more = carryOut(inShop(alone), change(tcp(5432), udp(53), udp(54)));
    expect(textOf(more)).toBe(`${textOf(inShop(alone))}    - {protocol: UDP, port: 54}\n`);
  });

  test('to all ports, and back to some', () => {
    const all = carryOut(inShop(alone), change());
    expect(textOf(all)).not.toContain('ports:\n    -');
    expect(textOf(carryOut(all, change(tcp(1))))).toContain(
      '    ports:\n    - protocol: TCP\n      port: 1\n',
    );
  });

  test('of a rule that others share: it is split, and the flow gets a rule of its own', () => {
    const after = carryOut(inShop(shared), change(tcp(443), tcp(8443)));
    expect(after.plan.changes.map(({ name }) => name)).toEqual(['shop/api to shop/db, TCP 80, 8443']);
    expect(textOf(after)).toContain(
      '    - podSelector: {matchLabels: {app: web}} # the web\n    ports:\n    - port: 80 # plain\n',
    );
  });

  test('refused where nothing isolates, or it is just so', () => {
    expect(refusalOf(workspaceOf(workloads), change(tcp(1))).code).toBe('notPossible');
    expect(refusalOf(inShop(alone), change(tcp(5432), udp(53))).code).toBe('alreadySo');
  });
});

describe('removal by a way', () => {
  const remove = (by: 'peer' | 'ports' | 'rule' | 'split', ...ports: PortChoice[]) =>
    ({ type: 'removeFlow', ...ends, ports, way: { direction: 'ingress', by } }) as const;

  test('split: only the asked flow and port go, the other keep their lines', () => {
    const after = carryOut(inShop(shared), remove('split', tcp(80)));
    expect(textOf(after)).toBe(`${documents(workloads, policy(''))}  - from:
    - podSelector: {matchLabels: {app: web}} # the web
    ports:
    - port: 80 # plain
    - port: 443
  - from:
    - podSelector: {matchLabels: {app: api}} # the API
    ports:
    - port: 443
`);
    expect(after.plan.changes.map(({ name }) => name)).toEqual(['shop/api to shop/db, TCP 80']);
  });

  test('split: a peer that matches others too leaves the flow out', () => {
    const all = '  - from: [{podSelector: {}}]\n';
    const after = carryOut(inShop(all), remove('split'));
    expect(textOf(after)).toContain(
      '  - from: [{podSelector: {matchExpressions: [{key: app, operator: NotIn, values: [api]}]}}]\n',
    );
    const everywhere = documents(
      deployment('job', 'other'),
      workloads,
      policy('  - from:\n    - namespaceSelector: {}\n'),
    );
    const without = carryOut(workspaceOf(everywhere), { ...remove('split'), source: 'Namespace/other' });
    expect(textOf(without)).toContain(`  - from:
    - namespaceSelector:
        matchExpressions:
        - key: kubernetes.io/metadata.name
          operator: NotIn
          values:
          - other
`);
    const block = '  - from:\n    - ipBlock: {cidr: 10.0.0.0/8}\n';
    const holed = carryOut(inShop(block), {
      ...remove('split'),
      source: 'Addresses/10.1.0.0/16',
    });
    expect(textOf(holed)).toContain('    - ipBlock: {cidr: 10.0.0.0/8, except: [10.1.0.0/16]}\n');
  });

  test('ports, peer and rule: what else closes is stated', () => {
    const narrowed = carryOut(inShop(shared), remove('ports', tcp(80)));
    expect(narrowed.plan.changes.map(({ name }) => name)).toEqual([
      'shop/api to shop/db, TCP 80',
      'shop/web to shop/db, TCP 80',
    ]);
    expect(textOf(narrowed)).toBe(textOf(inShop(shared)).replace('    - port: 80 # plain\n', ''));
    const range = carryOut(inShop('  - ports: [{port: 80, endPort: 90}]\n'), remove('ports', tcp(85)));
    expect(textOf(range)).toContain('  - ports: [{port: 80, endPort: 84}, {port: 86, endPort: 90}]\n');
    expect(carryOut(inShop(shared), remove('peer')).plan.ends[0]?.action).toBe('removePeer');
    const whole = carryOut(inShop(shared), remove('rule'));
    expect(textOf(whole)).toContain('  ingress: []\n');
    expect(whole.plan.changes).toHaveLength(2);
  });

  test('split: a policy that selects others too is divided, so that these keep it as it is', () => {
    const web = '{matchLabels: {tier: web}}';
    const tiered = documents(
      ...['api', 'web', 'db'].map((name) => deployment(name, 'shop', `{app: ${name}, tier: web}`)),
    );
    const before = workspaceOf(documents(tiered, policy(shared, web)));
    const after = carryOut(before, remove('split'));
    expect(after.plan.ends.map(({ action, summary }) => [action, summary])).toEqual([
      ['newPolicy', 'new policy db-db: db for shop/db alone'],
      ['editPolicy', 'db no longer selects shop/db'],
      ['splitRule', 'ingress rule 1 of db-db rewritten without this flow'],
    ]);
    expect(after.plan.changes.map(({ name }) => name)).toEqual(['shop/api to shop/db, TCP 80, 443']);
    const rest = web.replace('}}', '}, matchExpressions: [{key: app, operator: NotIn, values: [db]}]}');
    const own = policy(shared, web.replace('web', 'web, app: db'))
      .replace('name: db', 'name: db-db')
      .replace('    - podSelector: {matchLabels: {app: api}} # the API\n', '');
    expect(textOf(after)).toBe(documents(tiered, policy(shared, rest), own));
  });

  test('split: a policy that was divided before loses one more; its list of values grows', () => {
    const tiered = documents(
      ...['api', 'web', 'db'].map((name) => deployment(name, 'shop', `{app: ${name}, tier: web}`)),
    );
    const once = carryOut(
      workspaceOf(documents(tiered, policy(shared, '{matchLabels: {tier: web}}'))),
      remove('split'),
    );
    const twice = carryOut(once, { ...remove('split'), destination: 'Deployment/shop/web' });
    expect(textOf(twice)).toContain('{key: app, operator: NotIn, values: [db, web]}');
    expect(twice.plan.ends[0]?.policy).toBe('db-web');
  });

  test('what cannot be edited is refused with its place in the text as it is', () => {
    const anchored = '{matchLabels: &labels {app: db}, matchExpressions: [{key: app, operator: Exists}]}';
    const before = inShop(shared, anchored);
    const refusal = refusalOf(before, {
      type: 'changeSelector',
      policy: 'NetworkPolicy/shop/db',
      selector: { matchLabels: { app: 'web' }, matchExpressions: [{ key: 'tier', operator: 'Exists' }] },
    });
    expect(refusal.reason).toBe(
      'db cannot be changed here: an anchor (&) is used here; edit the text by hand.',
    );
    expect(textOf(before).slice(refusal.place?.from, refusal.place?.to)).toBe('&labels');
    const tagged = inShop(shared, '{matchExpressions: [{key: app, operator: In, values: !!seq [api]}]}');
    const removing = refusalOf(tagged, {
      type: 'changeSelector',
      policy: 'NetworkPolicy/shop/db',
      selector: { matchLabels: { app: 'db' } },
    });
    expect(textOf(tagged).slice(removing.place?.from, removing.place?.to)).toBe('!!seq');
  });

  test.each([
    ['an anchor', '&peers [{podSelector: {matchLabels: {app: api}}}]', '&peers'],
    ['an alias', '[{podSelector: {matchLabels: {app: api}}}, *other]', '*other'],
    ['a tag', '[!!map {podSelector: {matchLabels: {app: api}}}]', '!!map'],
    ['a merge key', '[{podSelector: {matchLabels: {<<: *labels}}}]', '<<'],
  ])('%s in what is touched is refused with its place', (_title, from, shown) => {
    const around = `  - from:
    - &other {podSelector: {matchLabels: &labels {app: api}}}
    ports: [{port: 1}]
`;
    const before = inShop(`${around}  - from: ${from}\n    ports: [{port: 80}]\n`);
    const refusal = refusalOf(before, remove('split', tcp(80)));
    expect(refusal.reason).toMatch(/ is used here; edit the text by hand\.$/);
    expect(textOf(before).slice(refusal.place?.from, refusal.place?.to)).toBe(shown);
  });

  test('refused where the rule names no peers, or nothing tells apart what the policy selects', () => {
    const anyone = '  - ports: [{port: 80}]\n';
    expect(refusalOf(inShop(anyone), remove('peer')).reason).toBe(
      'ingress rule 1 of db admits anyone: it names no peer to take out.',
    );
    expect(refusalOf(inShop(anyone), remove('split')).reason).toMatch(/could be told apart\.$/);
    const same = documents(
      ...['api', 'web', 'db'].map((name) =>
        deployment(name, 'shop', `{app: ${name === 'api' ? name : 'db'}}`),
      ),
    );
    const indistinct = workspaceOf(documents(same, policy(shared, '{}')));
    expect(refusalOf(indistinct, remove('split')).reason).toMatch(/no label tells shop\/db apart\.$/);
  });
});

describe('removalOffers', () => {
  test('per side: the rules, what else they allow, the ways; where nothing isolates, to isolate', () => {
    const { files, analysis } = inShop(shared);
    const offers = removalOffers(files, analysis, { ...ends, ports: [tcp(80)] });
    if (isRefusal(offers)) throw new Error(offers.reason);
    const [egress, ingress] = offers.sides;
    expect(egress).toMatchObject({ direction: 'egress', isolated: false, rules: [] });
    expect(egress?.ways.map(({ by, plan }) => [by, plan.type])).toEqual([['isolate', 'plan']]);
    const [isolating] = egress?.ways ?? [];
    expect(isolating?.plan.type === 'plan' && isolating.plan.changes.map(({ name }) => name)).toEqual([
      'shop/api to shop/db, TCP 80, 443',
      'shop/api to any other address, all ports',
    ]);
    expect(ingress?.rules).toMatchObject([
      { name: 'db', rule: 0, peers: [0], others: 1, someOthers: ['shop/web to shop/db, TCP 80, 443'] },
    ]);
    expect(
      ingress?.ways.map(({ by, plan }) => [by, plan.type === 'plan' ? plan.changes.length : plan.reason]),
    ).toEqual([
      ['peer', 1],
      ['ports', 2],
      ['rule', 2],
      ['split', 1],
    ]);
  });
});
