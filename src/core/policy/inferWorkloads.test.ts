import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { buildConnectivity } from '../evaluate/buildConnectivity';
import type { Cluster } from '../model/cluster';
import { arbitraryWorld } from '../testing/arbitraryWorld';
import { buildTestCluster, podId, specWorld } from '../testing/specWorld';
import { inferWorkloads } from './inferWorkloads';
import { readNetworkPolicy } from './networkPolicy';
import type { NetworkPolicy } from './policy';

const nothing = buildTestCluster({}, {});

function policyOf(spec: unknown, namespace = 'shop', name = 'p'): NetworkPolicy {
  return readNetworkPolicy({ metadata: { name, namespace }, spec });
}

const inferredIn = (cluster: Cluster): readonly string[] =>
  cluster.workloads.filter(({ origin }) => origin === 'inferred').map(({ id }) => id);

const from = (...peers: readonly unknown[]): unknown => ({
  podSelector: { matchLabels: { app: 'db' } },
  ingress: [{ from: peers }],
});

describe('a lone policy', () => {
  test('gives its namespace, its subject and its peers (S26)', () => {
    const policy = policyOf(
      from(
        { podSelector: { matchLabels: { app: 'api' } } },
        { namespaceSelector: { matchLabels: { team: 'b' } } },
        {
          namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'monitoring' } },
          podSelector: { matchExpressions: [{ key: 'role', operator: 'Exists' }] },
        },
      ),
    );
    const cluster = inferWorkloads(nothing, [policy]);
    expect(
      [...cluster.namespaces.values()].map(({ name, origin, labels }) => [name, origin, { ...labels }]),
    ).toEqual([
      ['shop', 'used', { 'kubernetes.io/metadata.name': 'shop' }],
      ['monitoring', 'inferred', { 'kubernetes.io/metadata.name': 'monitoring' }],
      ['team=b', 'inferred', { team: 'b', 'kubernetes.io/metadata.name': 'team=b' }],
    ]);
    expect(cluster.workloads.map(({ id, name, labels }) => [id, name, { ...labels }])).toEqual([
      ['Inferred/monitoring/role', 'role', { role: '' }],
      ['Inferred/shop/app=api', 'app=api', { app: 'api' }],
      ['Inferred/shop/app=db', 'app=db', { app: 'db' }],
      ['Inferred/team=b/any pod', 'any pod', {}],
    ]);
  });

  test('that selects all pods of an empty namespace gives any pod, once', () => {
    const policy = policyOf({ ingress: [{ from: [{ podSelector: {} }] }] });
    expect(inferredIn(inferWorkloads(nothing, [policy]))).toEqual(['Inferred/shop/any pod']);
  });

  test('has no peers where its rules are inert (S3)', () => {
    const policy = policyOf({
      policyTypes: ['Egress'],
      ingress: [{ from: [{ podSelector: { matchLabels: { a: 'b' } } }] }],
    });
    expect(inferredIn(inferWorkloads(nothing, [policy]))).toEqual(['Inferred/shop/any pod']);
  });
});

describe('loaded workloads', () => {
  test('replace the inferred ones', () => {
    const policies = [policyOf(from({ podSelector: { matchLabels: { app: 'b' } } }), 'x')];
    expect(inferredIn(inferWorkloads(specWorld, policies))).toEqual(['Inferred/x/app=db']);
    const cluster = buildTestCluster({ x: {} }, { 'x/db': { labels: { app: 'db' } } });
    expect(inferredIn(inferWorkloads(cluster, policies))).toEqual(['Inferred/x/app=b']);
  });

  test('of a StatefulSet are matched by ordinal (S92)', () => {
    const [workload] = buildTestCluster({}, { 'shop/db': {} }).workloads;
    if (!workload) throw new Error('no workload');
    const cluster = { ...nothing, workloads: [{ ...workload, kind: 'StatefulSet', replicas: 2 }] };
    const ordinal = (name: string): NetworkPolicy =>
      policyOf({ podSelector: { matchLabels: { 'statefulset.kubernetes.io/pod-name': name } } });
    expect(inferredIn(inferWorkloads(cluster, [ordinal('db-1')]))).toEqual([]);
    expect(inferredIn(inferWorkloads(cluster, [ordinal('db-2')]))).toHaveLength(1);
  });

  test('a namespaceSelector without a pod there gets one in each of few namespaces, none in many', () => {
    const peer = {
      namespaceSelector: { matchLabels: { env: 'prod' } },
      podSelector: { matchLabels: { app: 'api' } },
    };
    const clusterOf = (count: number): Cluster =>
      buildTestCluster(
        Object.fromEntries(Array.from({ length: count }, (_, i) => [`n${i}`, { env: 'prod' }])),
        { 'shop/db': { labels: { app: 'db' } } },
      );
    const policy = policyOf(from(peer));
    expect(inferredIn(inferWorkloads(clusterOf(2), [policy]))).toEqual([
      'Inferred/n0/app=api',
      'Inferred/n1/app=api',
    ]);
    expect(inferredIn(inferWorkloads(clusterOf(4), [policy]))).toEqual([]);
  });
});

describe('labels that satisfy', () => {
  const subject = (...matchExpressions: readonly unknown[]): unknown => ({
    podSelector: { matchExpressions },
  });
  const labelsFor = (spec: unknown): unknown =>
    inferWorkloads(nothing, [policyOf(spec)]).workloads.map(({ labels }) => ({ ...labels }));

  test.each<[string, unknown, unknown]>([
    ['In: the first value', subject({ key: 'a', operator: 'In', values: ['x', 'y'] }), [{ a: 'x' }]],
    [
      'In and NotIn: the first that is left',
      subject(
        { key: 'a', operator: 'In', values: ['x', 'y'] },
        { key: 'a', operator: 'NotIn', values: ['x'] },
      ),
      [{ a: 'y' }],
    ],
    [
      'NotIn and DoesNotExist: absent',
      subject({ key: 'a', operator: 'NotIn', values: ['x'] }, { key: 'b', operator: 'DoesNotExist' }),
      [{}],
    ],
    [
      'Exists where the empty value is forbidden: another',
      subject({ key: 'a', operator: 'Exists' }, { key: 'a', operator: 'NotIn', values: ['', 'any-0'] }),
      [{ a: 'any-1' }],
    ],
    [
      'what nothing can satisfy: none',
      subject({ key: 'a', operator: 'Exists' }, { key: 'a', operator: 'DoesNotExist' }),
      [],
    ],
    [
      'two Ins without a common value: none',
      subject({ key: 'a', operator: 'In', values: ['x'] }, { key: 'a', operator: 'In', values: ['y'] }),
      [],
    ],
  ])('%s', (_title, spec, expected) => {
    expect(labelsFor(spec)).toEqual(expected);
  });

  test('a namespace cannot be without its name, nor have that of another that is loaded', () => {
    const name = 'kubernetes.io/metadata.name';
    const without = { namespaceSelector: { matchExpressions: [{ key: name, operator: 'DoesNotExist' }] } };
    const other = { namespaceSelector: { matchLabels: { [name]: 'x', team: 'z' } } };
    const cluster = inferWorkloads(specWorld, [policyOf(from(without, other), 'x')]);
    expect(cluster.namespaces).toEqual(specWorld.namespaces);
  });
});

test('on any cluster every pod selector of a small one selects something, whatever the order of policies', () => {
  fc.assert(
    fc.property(arbitraryWorld, ({ cluster, policies, profile }) => {
      const inferred = inferWorkloads(cluster, policies);
      expect(inferWorkloads(cluster, policies.toReversed())).toEqual(inferred);
      const connectivity = buildConnectivity(inferred, policies, { ...profile, hostNetwork: 'pod' });
      for (const policy of policies) {
        const values = new Map<string, Set<string>>();
        for (const { key, operator } of policy.podSelector.matchExpressions ?? [])
          values.set(key, (values.get(key) ?? new Set()).add(operator));
        const isOneRequirementAKey = [...values.values()].every((operators) => operators.size === 1);
        const isRepeated = (policy.podSelector.matchExpressions ?? []).length > values.size;
        if (isOneRequirementAKey && !isRepeated) expect(connectivity.selected(policy)).not.toEqual([]);
      }
    }),
    { numRuns: 100 },
  );
});

test('the given cluster is not changed', () => {
  const before = specWorld.workloads.length;
  const cluster = inferWorkloads(specWorld, [policyOf({})]);
  expect(specWorld.workloads).toHaveLength(before);
  expect(specWorld.namespaces.has('shop')).toBe(false);
  expect(cluster.workloads.find(({ id }) => id === podId('x/a'))).toBe(specWorld.workloads[0]);
});
