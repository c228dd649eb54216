import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readResources } from '../../manifest/readResources';
import { buildCluster } from '../../manifest/buildCluster';
import { buildConnectivity } from '../../evaluate/buildConnectivity';
import { entryFlows } from '../../evaluate/entries';
import { resolveService } from '../../evaluate/services';
import { NONE } from '../../model/connections';
import { readNetworkPolicy } from '../../policy/networkPolicy';
import { validateNetworkPolicy } from './networkPolicy';

const oddity = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    '',
    0,
    -1,
    80,
    80.5,
    65536,
    true,
    [],
    {},
    [null],
    [{}],
    '10.0.0.0/8',
    'web',
    '!',
    '__proto__',
  ),
  fc.string(),
);
/** What is meant most of the time, anything now and then, or nothing. */
const mostly = (meant: fc.Arbitrary<unknown>) =>
  fc.oneof({ weight: 30, arbitrary: meant }, { weight: 1, arbitrary: oddity });
const record = (fields: Record<string, fc.Arbitrary<unknown>>, requiredKeys: string[] = []) =>
  mostly(
    fc.record(Object.fromEntries(Object.entries(fields).map(([key, value]) => [key, mostly(value)])), {
      requiredKeys,
    }),
  );
const list = (item: fc.Arbitrary<unknown>) => mostly(fc.array(mostly(item), { maxLength: 3 }));

const label = fc.constantFrom('a', 'app', 'b.c/d', '__proto__', 'x y');
const selector = record({
  matchLabels: fc.dictionary(label, mostly(label)),
  matchExpressions: list(
    record({
      key: label,
      operator: fc.constantFrom('In', 'NotIn', 'Exists', 'DoesNotExist', 'in'),
      values: list(label),
    }),
  ),
});
const cidr = fc.constantFrom('10.0.0.0/8', '10.1.0.0/16', '10.0.0.5/8', '::/0', 'fd00::/8', '1.2.3.4', '');
const peer = record({
  podSelector: selector,
  namespaceSelector: selector,
  ipBlock: record({ cidr, except: list(cidr) }),
});
const port = record({
  protocol: fc.constantFrom('TCP', 'UDP', 'SCTP', 'tcp'),
  port: fc.oneof(fc.integer({ min: -1, max: 65537 }), fc.constantFrom('web', '80')),
  endPort: fc.integer({ min: 0, max: 65537 }),
});
const metadata = {
  name: fc.constantFrom('p', 'p', 'P'),
  namespace: fc.constantFrom('x', 'x', 'x.y'),
  labels: fc.dictionary(fc.constantFrom('a', 'b'), fc.constantFrom('c', '')),
};
const policy = record(
  {
    apiVersion: fc.constant('networking.k8s.io/v1'),
    kind: fc.constant('NetworkPolicy'),
    metadata: record(metadata, ['name']),
    spec: record({
      podSelector: selector,
      policyTypes: list(fc.constantFrom('Ingress', 'Egress', 'Ingress', 'Egress', 'ingress')),
      ingress: list(record({ from: list(peer), ports: list(port) })),
      egress: list(record({ to: list(peer), ports: list(port) })),
    }),
  },
  ['apiVersion', 'metadata'],
);

test('whatever is written can be validated, and what is not refused can be read', () => {
  let read = 0;
  fc.assert(
    fc.property(policy, (value) => {
      const problems = validateNetworkPolicy(value);
      for (const { message, path } of problems) expect([message, path]).not.toContain(undefined);
      if (problems.some(({ blocking }) => blocking)) return;
      read++;
      const { directions, ingress, egress } = readNetworkPolicy(value);
      expect(directions.size).toBeGreaterThan(0);
      for (const rule of [...ingress, ...egress]) {
        expect(rule.peers).not.toEqual([]);
        expect(rule.ports).not.toEqual([]);
      }
    }),
    { numRuns: 2000 },
  );
  expect(read).toBeGreaterThan(50);
});

test('whatever is written can be read as resources', () => {
  const template = record({
    metadata: record({ labels: fc.dictionary(label, mostly(label)) }),
    spec: record({
      hostNetwork: fc.boolean(),
      containers: list(
        record({ ports: list(record({ containerPort: fc.integer(), name: label, protocol: label })) }),
      ),
    }),
  });
  const owners = list(
    record({ kind: fc.constantFrom('ReplicaSet', 'Pod', 'Node'), name: fc.constantFrom('a', 'a-b') }),
  );
  const backend = record({
    name: label,
    kind: fc.constantFrom('Service', 'Gateway'),
    namespace: label,
    port: fc.integer({ min: 0, max: 99 }),
    service: record({ name: label, port: record({ number: fc.integer(), name: label }) }),
  });
  const object = record({
    apiVersion: fc.constantFrom(
      'v1',
      'apps/v1',
      'batch/v1',
      'networking.k8s.io/v1',
      'gateway.networking.k8s.io/v1',
      'discovery.k8s.io/v1',
      'x/y/z',
    ),
    kind: fc.constantFrom(
      'Pod',
      'List',
      'PodList',
      'ReplicaSet',
      'Deployment',
      'CronJob',
      'Service',
      'Namespace',
      'Rollout',
      'Node',
      'Endpoints',
      'EndpointSlice',
      'Ingress',
      'Route',
      'HTTPRoute',
      'Gateway',
      'ReferenceGrant',
      'AdminNetworkPolicy',
      'toString',
    ),
    metadata: record({
      name: fc.constantFrom('a', 'a-b'),
      labels: fc.dictionary(label, label),
      ownerReferences: owners,
    }),
    spec: record({
      template,
      selector: fc.dictionary(label, label),
      ports: list(port),
      replicas: fc.integer(),
      to: fc.oneof(backend, list(backend)),
      from: list(record({ kind: label, namespace: label })),
      parentRefs: list(backend),
      rules: list(
        record({
          backendRefs: list(backend),
          http: record({ paths: list(record({ backend })) }),
          filters: list(record({ requestMirror: record({ backendRef: backend }) })),
        }),
      ),
    }),
    endpoints: list(record({ addresses: list(label) })),
    subsets: list(record({ addresses: list(record({ ip: label })), ports: list(port) })),
    ports: list(port),
    status: record({
      podIP: label,
      podIPs: list(record({ ip: label })),
      phase: fc.constantFrom('Running', 'Failed'),
      addresses: list(record({ address: fc.constantFrom('a', '10.0.0.1') })),
    }),
    items: list(template),
  });
  fc.assert(
    fc.property(list(object), (value) => {
      const { resources } = readResources(value);
      const cluster = buildCluster(resources);
      for (const workload of cluster.workloads) expect(workload.pods.length).toBeGreaterThan(0);
      for (const { asked } of entryFlows(buildConnectivity(cluster, []))) expect(asked).not.toBe(NONE);
      for (const service of cluster.services) resolveService(cluster, service);
    }),
    { numRuns: 2000 },
  );
});
