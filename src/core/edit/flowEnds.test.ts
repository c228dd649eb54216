import { describe, expect, test } from 'vitest';
import { carryOut, deployment, documents, refusalOf, tcp, textOf, workspaceOf } from '../testing/planned';
import { policyChoices, selectorChoices } from '../planIntent';
import type { WriteChoice } from './intent';

const workloads = documents(
  ...['api', 'web'].map((name) => deployment(name, 'shop', `{app: ${name}, tier: front}`)),
  deployment('db', 'shop'),
  ...['job', 'cron'].map((name) => deployment(name, 'other')),
);
const deny = (namespace: string, types = 'Ingress, Egress') => `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: deny, namespace: ${namespace}}
spec: {podSelector: {}, policyTypes: [${types}]}
`;
const closed = workspaceOf(documents(workloads, deny('shop'), deny('other')));
const flow = (source: string, destination: string, write?: WriteChoice) =>
  ({ type: 'allowFlow', source, destination, ports: [tcp(80)], ...(write && { write }) }) as const;
const namesOf = (plan: { changes: readonly { name: string }[] }) => plan.changes.map(({ name }) => name);

describe('namespaces', () => {
  test('to a namespace: all its pods, both halves, each in its own namespace', () => {
    const after = carryOut(closed, flow('Namespace/other', 'Namespace/shop'));
    expect(after.plan.ends.map(({ summary }) => summary)).toEqual([
      'new policy allow-egress-from-other-to-shop',
      'new policy allow-ingress-to-shop-from-other',
    ]);
    expect(after.plan.changes).toHaveLength(6);
    expect(textOf(after)).toContain(`  podSelector: {}
  policyTypes: [Egress]
  egress:
    - to:
        - namespaceSelector:
            matchLabels:
              kubernetes.io/metadata.name: shop
      ports:
        - protocol: TCP
          port: 80
`);
    expect(refusalOf(after, flow('Namespace/other', 'Namespace/shop')).code).toBe('alreadyAllowed');
  });

  test('from a workload to its own namespace, and between all of it', () => {
    const after = carryOut(closed, flow('Deployment/shop/db', 'Namespace/shop'));
    expect(namesOf(after.plan)).toEqual([
      'shop/db to shop/api, TCP 80',
      'shop/db to shop/web, TCP 80',
      'shop/db to shop/db, TCP 80',
    ]);
    expect(textOf(after)).toContain('    - to:\n        - podSelector: {}\n');
    const inside = carryOut(closed, flow('Namespace/shop', 'Namespace/shop'));
    expect(inside.plan.changes).toHaveLength(9);
  });

  test('where only some of its pods are isolated, the policies that isolate them; nothing closes', () => {
    const some = workspaceOf(
      documents(
        workloads,
        deny('shop', 'Ingress').replace('podSelector: {}', 'podSelector: {matchLabels: {app: db}}'),
      ),
    );
    const after = carryOut(some, flow('Namespace/other', 'Namespace/shop'));
    expect(after.plan.ends.map(({ summary }) => summary)).toEqual([
      'nothing needed: namespace other is not isolated for egress',
      'new ingress rule in deny',
    ]);
    expect(namesOf(after.plan)).toEqual(['other/job to shop/db, TCP 80', 'other/cron to shop/db, TCP 80']);
  });

  test('pods on the host network, which selectors do not reach, are not meant', () => {
    const agent = deployment('agent', 'other', '{app: agent}', 'hostNetwork: true');
    const after = carryOut(
      workspaceOf(documents(workloads, agent, deny('shop', 'Ingress'))),
      flow('Namespace/other', 'Deployment/shop/db'),
    );
    expect(namesOf(after.plan)).toEqual(['other/job to shop/db, TCP 80', 'other/cron to shop/db, TCP 80']);
  });
});

describe('anywhere and blocks', () => {
  test('from anywhere: a rule without peers, and nothing at the other ends', () => {
    const after = carryOut(closed, flow('Anywhere/source', 'Deployment/shop/db'));
    expect(after.plan.ends.map(({ summary }) => summary)).toEqual([
      'new policy allow-ingress-to-db-from-anywhere',
    ]);
    expect(textOf(after)).toContain(
      '  ingress:\n    - ports:\n        - protocol: TCP\n          port: 80\n',
    );
    expect(namesOf(after.plan)).toEqual(['any other address to shop/db, TCP 80']);
    expect(refusalOf(after, flow('Anywhere/source', 'Deployment/shop/db')).code).toBe('alreadyAllowed');
  });

  test('from a namespace to anywhere on all ports', () => {
    const after = carryOut(closed, { ...flow('Namespace/shop', 'Anywhere/destination'), ports: [] });
    expect(textOf(after)).toContain('spec: {podSelector: {}, policyTypes: [Egress], egress: [{}]}\n');
  });

  test('from a namespace to a block', () => {
    const after = carryOut(closed, flow('Namespace/shop', 'Addresses/10.0.0.0/8'));
    expect(after.plan.ends[0]?.policy).toBe('allow-egress-from-shop-to-10-0-0-0-8');
    expect(after.plan.changes).toHaveLength(3);
  });

  test('removed again, byte for byte', () => {
    for (const [source, destination] of [
      ['Anywhere/source', 'Deployment/shop/db'],
      ['Namespace/other', 'Namespace/shop'],
      ['Namespace/shop', 'Addresses/10.0.0.0/8'],
    ] as const) {
      const drawn = carryOut(closed, flow(source, destination));
      expect(carryOut(drawn, { type: 'removeFlow', source, destination }).files).toEqual(closed.files);
    }
  });
});

describe('what can be chosen', () => {
  const wide = deny('shop', 'Ingress')
    .replace('name: deny,', 'name: front,')
    .replace('podSelector: {}', 'podSelector: {matchLabels: {tier: front}}');
  const some = workspaceOf(documents(workloads, deny('shop', 'Ingress'), wide));
  const ends = { source: 'Deployment/other/job', destination: 'Deployment/shop/api' };

  test('the policy at an end, with whom else it selects', () => {
    expect(policyChoices(some.files, some.analysis, ends)).toEqual([
      { direction: 'egress', isolated: false, choices: [] },
      {
        direction: 'ingress',
        isolated: true,
        choices: [
          { policy: 'new', name: 'allow-ingress-to-api-from-job', others: [] },
          { policy: 'NetworkPolicy/shop/deny', name: 'deny', others: ['shop/web', 'shop/db'] },
          { policy: 'NetworkPolicy/shop/front', name: 'front', others: ['shop/web'] },
        ],
      },
    ]);
    const { plan } = carryOut(some, {
      ...flow(ends.source, ends.destination, { ingress: 'NetworkPolicy/shop/front' }),
    });
    expect(namesOf(plan)).toEqual(['other/job to shop/api, TCP 80', 'other/job to shop/web, TCP 80']);
    expect(
      refusalOf(some, flow(ends.source, ends.destination, { ingress: 'NetworkPolicy/shop/gone' })).code,
    ).toBe('staleText');
  });

  test('the labels of a workload, with how many they match', () => {
    expect(selectorChoices(some.analysis, 'Deployment/shop/api')).toEqual([
      { labels: { app: 'api' }, title: 'app=api', matches: 1, others: [] },
      { labels: { tier: 'front' }, title: 'tier=front', matches: 2, others: ['shop/web'] },
      { labels: { app: 'api', tier: 'front' }, title: 'app=api, tier=front', matches: 1, others: [] },
    ]);
    const { plan } = carryOut(
      some,
      flow(ends.source, ends.destination, { destinationLabels: { tier: 'front' } }),
    );
    expect(namesOf(plan)).toEqual(['other/job to shop/api, TCP 80', 'other/job to shop/web, TCP 80']);
    expect(
      refusalOf(some, flow(ends.source, ends.destination, { destinationLabels: { tier: 'back' } })).code,
    ).toBe('notPossible');
  });
});
