import { describe, expect, test } from 'vitest';
import { carryOut, deployment, documents, refusalOf, tcp, textOf, workspaceOf } from '../../testing/planned';
import type { IntentOf } from '../intent';

const workloads = documents(
  ...['api', 'db'].map((name) => deployment(name, 'shop')),
  ...['job', 'cron'].map((name) => deployment(name, 'other')),
);
const shop = workspaceOf(workloads);
const deny: IntentOf<'addTierRule'> = {
  type: 'addTierRule',
  direction: 'ingress',
  action: 'Deny',
  source: 'Namespace/other',
  destination: 'Deployment/shop/db',
  ports: [tcp(5432)],
  into: { tier: 'Admin', priority: 10 },
};
const guard = 'ClusterNetworkPolicy/deny-ingress-to-db-from-other';

describe('addTierRule', () => {
  test('a new policy for the near end; what closes is stated', () => {
    const after = carryOut(shop, deny);
    expect(textOf(after, 'policies.yaml')).toBe(`apiVersion: policy.networking.k8s.io/v1alpha2
kind: ClusterNetworkPolicy
metadata:
  name: deny-ingress-to-db-from-other
spec:
  tier: Admin
  priority: 10
  subject:
    pods:
      namespaceSelector:
        matchLabels:
          kubernetes.io/metadata.name: shop
      podSelector:
        matchLabels:
          app: db
  ingress:
    - action: Deny
      from:
        - namespaces:
            matchLabels:
              kubernetes.io/metadata.name: other
      protocols:
        - tcp:
            destinationPort:
              number: 5432
`);
    expect(after.plan.changes.map(({ name }) => name)).toEqual([
      'other/job to shop/db, TCP 5432',
      'other/cron to shop/db, TCP 5432',
    ]);
    expect(after.plan.ends[0]?.summary).toBe(
      'new policy deny-ingress-to-db-from-other, Admin tier, priority 10',
    );
  });

  test('before the rules of an existing one; a flow that it denies is not allowed by a NetworkPolicy', () => {
    const denied = carryOut(shop, deny);
    const allow = {
      type: 'allowFlow',
      source: 'Deployment/other/job',
      destination: 'Deployment/shop/db',
      ports: [tcp(5432)],
    } as const;
    expect(refusalOf(denied, allow)).toMatchObject({
      reason:
        'ingress rule 1 of ClusterNetworkPolicy deny-ingress-to-db-from-other denies this, whatever NetworkPolicies say: change it, or put a rule before it.',
      place: { file: 'policies.yaml' },
    });
    const passed = carryOut(denied, {
      ...deny,
      action: 'Pass',
      source: 'Deployment/other/job',
      into: { policy: guard, at: 0 },
    });
    expect(passed.plan.changes.map(({ name }) => name)).toEqual(['other/job to shop/db, TCP 5432']);
    expect(textOf(passed, 'policies.yaml')).toMatch(
      /ingress:\n {4}- action: Pass\n[^]*\n {4}- action: Deny\n/,
    );
    expect(refusalOf(passed, allow).code).toBe('alreadyAllowed');
  });

  test('in the words of the older kinds, and what they cannot say', () => {
    const older = `apiVersion: policy.networking.k8s.io/v1alpha1
kind: AdminNetworkPolicy
metadata: {name: old}
spec:
  priority: 5
  subject: {namespaces: {}}
  egress:
  - {action: Deny, to: [{networks: [10.0.0.0/8]}]}
`;
    const before = workspaceOf(documents(workloads, older));
    const after = carryOut(before, {
      ...deny,
      direction: 'egress',
      action: 'Accept',
      source: 'Anywhere/source',
      destination: 'Addresses/10.0.0.0/8',
      ports: [tcp(80, 90)],
      into: { policy: 'AdminNetworkPolicy/old', at: 0 },
    });
    expect(textOf(after)).toContain(
      '  - action: Allow\n    to: [{networks: [10.0.0.0/8]}]\n    ports:\n    - portRange:\n',
    );
    expect(refusalOf(shop, { ...deny, source: 'Addresses/10.0.0.0/8' }).reason).toMatch(
      /^Tier policies cannot name addresses/,
    );
    expect(refusalOf(shop, { ...deny, into: { tier: 'Admin', priority: 1001 } }).reason).toMatch(
      /is not a priority/,
    );
  });
});

test('changePriority and removeTierRule: rules of one tier trade places, and go', () => {
  const denied = carryOut(shop, deny);
  const allowed = carryOut(denied, { ...deny, action: 'Accept', into: { tier: 'Admin', priority: 20 } });
  expect(allowed.plan.changes).toEqual([]);
  const accept = 'ClusterNetworkPolicy/allow-ingress-to-db-from-other';
  const first = carryOut(allowed, { type: 'changePriority', policy: accept, priority: 1 });
  expect(first.plan.changes).toHaveLength(2);
  const gone = carryOut(first, { type: 'removeTierRule', policy: accept, direction: 'ingress', rule: 0 });
  expect(gone.plan.changes.every(({ closed }) => closed.length > 0)).toBe(true);
  expect(refusalOf(gone, { type: 'changePriority', policy: accept, priority: 1 }).code).toBe('alreadySo');
});

test('the verbs of policies: rename, duplicate, select, split, delete', () => {
  const denied = carryOut(shop, deny);
  const renamed = carryOut(denied, { type: 'renamePolicy', policy: guard, name: 'guard' });
  const policy = 'ClusterNetworkPolicy/guard';
  const wider = carryOut(renamed, { type: 'changeSelector', policy, selector: {} });
  expect(textOf(wider, 'policies.yaml')).toContain(
    '  subject:\n    namespaces:\n      matchLabels:\n        kubernetes.io/metadata.name: shop\n',
  );
  expect(wider.plan.changes).toHaveLength(2);
  const two = carryOut(wider, { type: 'duplicatePolicy', policy });
  expect(two.analysis.connectivity.tierPolicies.map(({ name }) => name)).toEqual(['guard', 'guard-2']);
  expect(carryOut(two, { type: 'deletePolicy', policy }).plan.changes).toEqual([]);
});

describe('flows that tier policies decide about', () => {
  const guardOf = (
    tier: string,
    action: string,
    from: string,
  ) => `apiVersion: policy.networking.k8s.io/v1alpha2
kind: ClusterNetworkPolicy
metadata: {name: guard}
spec:
  tier: ${tier}
  priority: 10
  subject: {namespaces: {matchLabels: {kubernetes.io/metadata.name: shop}}}
  ingress:
  - {action: ${action}, from: [${from}]}
`;
  const ends = { source: 'Deployment/other/job', destination: 'Deployment/shop/db' };

  test('what the Admin tier accepts is not removed by NetworkPolicies', () => {
    const before = workspaceOf(documents(workloads, guardOf('Admin', 'Accept', '{namespaces: {}}')));
    const refusal = refusalOf(before, { type: 'removeFlow', ...ends });
    expect(refusal.reason).toMatch(/^ingress rule 1 of ClusterNetworkPolicy guard accepts this, whatever/);
    expect(textOf(before).slice(refusal.place?.from, refusal.place?.to)).toMatch(/^- \{action: Accept/);
    const isolated = carryOut(before, {
      type: 'isolate',
      subject: ends.destination,
      directions: ['ingress'],
      keep: [],
    });
    expect(refusalOf(isolated, { type: 'allowFlow', ...ends, ports: [tcp(80)] }).reason).toBe(
      'other/job to shop/db, TCP 80 is allowed already by ingress rule 1 of ClusterNetworkPolicy guard.',
    );
  });

  test('what the Baseline tier denies is allowed by a policy of its own, if that closes nothing', () => {
    const all = '{namespaces: {}}';
    const denied = workspaceOf(documents(workloads, guardOf('Baseline', 'Deny', all)));
    const refusal = refusalOf(denied, { type: 'allowFlow', ...ends, ports: [tcp(80)] });
    expect(refusal).toMatchObject({
      code: 'needsIsolation',
      reason:
        'shop/db would be isolated for the first time, and close any other address to shop/db, all ports: isolate it, and keep what matters.',
    });
    const kept = carryOut(denied, { type: 'isolateAndAllow', ...ends, ports: [tcp(80)] });
    expect(kept.plan.changes.map(({ name }) => name)).toEqual([
      'other/job to shop/db, TCP 80',
      'any other address to shop/db, all ports',
    ]);
    const closed = guardOf('Baseline', 'Deny', all)
      .replace('name: shop}', 'name: other}')
      .replace('ingress', 'egress')
      .replace('from: [{namespaces: {}}]', 'to: [{namespaces: {}}, {networks: [0.0.0.0/0, "::/0"]}]');
    const after = carryOut(workspaceOf(documents(workloads, closed)), {
      type: 'allowFlow',
      ...ends,
      ports: [tcp(80)],
    });
    expect(after.plan.changes.map(({ name }) => name)).toEqual(['other/job to shop/db, TCP 80']);
    expect(after.plan.ends[0]?.policy).toBe('allow-egress-from-job-to-db');
  });
});
