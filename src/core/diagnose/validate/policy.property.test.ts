import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readResources } from '../../manifest/readResources';
import { buildCluster } from '../../manifest/buildCluster';
import { buildConnectivity } from '../../evaluate/buildConnectivity';
import type { Policy } from '../../policy/policy';
import { readPolicy } from '../../policy/readPolicy';
import { validatePolicy } from './policy';

const oddity = fc.oneof(
  fc.constantFrom<unknown>(null, '', 0, -1, 80.5, 2 ** 53, true, [], {}, [null], [{}], 'web', '__proto__'),
  fc.string(),
);
const tierKinds = ['ClusterNetworkPolicy', 'AdminNetworkPolicy', 'BaselineAdminNetworkPolicy'] as const;

/** Policies of the kinds with tiers; with odds of 0 hardly anything is wrong with them. */
function policies(odds: 0 | 1) {
  /** What is meant most of the time, anything now and then, or nothing. */
  const mostly = (meant: fc.Arbitrary<unknown>) =>
    fc.oneof({ weight: 100, arbitrary: meant }, { weight: odds, arbitrary: oddity });
  const record = (fields: Record<string, fc.Arbitrary<unknown>>, requiredKeys?: string[]) =>
    mostly(
      fc.record(
        Object.fromEntries(Object.entries(fields).map(([key, value]) => [key, mostly(value)])),
        requiredKeys ? { requiredKeys } : {},
      ),
    );
  const oneOf = (fields: Record<string, fc.Arbitrary<unknown>>) =>
    mostly(
      fc.oneof(
        ...Object.entries(fields).map(([key, value]) => mostly(value).map((held) => ({ [key]: held }))),
      ),
    );
  const list = (item: fc.Arbitrary<unknown>) =>
    mostly(fc.array(mostly(item), { minLength: 1, maxLength: 3 }));

  /** Mostly the first ones, which are right. */
  const rather = (right: readonly unknown[], ...wrong: readonly unknown[]) =>
    fc.oneof(
      { weight: 20, arbitrary: fc.constantFrom(...right) },
      { weight: odds, arbitrary: fc.constantFrom(...wrong) },
    );

  const key = fc.constantFrom('a', 'app', 'b.c/d');
  const label = fc.constantFrom('a', 'app', '');
  const requirement = fc.oneof(
    record({ key, operator: rather(['In', 'NotIn'], 'in'), values: list(label) }, [
      'key',
      'operator',
      'values',
    ]),
    record({ key, operator: rather(['Exists', 'DoesNotExist'], 'In') }, ['key', 'operator']),
  );
  const selector = record(
    { matchLabels: fc.dictionary(key, mostly(label)), matchExpressions: list(requirement) },
    [],
  );
  const pods = record({ podSelector: selector, namespaceSelector: selector }, ['podSelector']);
  const everywhere = { namespaces: selector, pods };
  const outside = {
    networks: list(rather(['10.0.0.0/8', '10.0.0.1/8', '::/0'], '1.2.3.4', '010.0.0.0/8')),
    nodes: selector,
    domainNames: list(rather(['a.org', '*.b.org'], 'c')),
  };
  const number = rather([1, 80, 65535], 0, 65536);
  const range = { start: rather([1, 80], 0), end: rather([81, 65535], 70_000) };
  const allFields = (fields: Record<string, fc.Arbitrary<unknown>>) => record(fields, Object.keys(fields));
  const transport = allFields({ destinationPort: oneOf({ number, range: allFields(range) }) });
  const protocol = rather(['TCP', 'UDP', 'SCTP'], 'tcp');
  const newPort = oneOf({ tcp: transport, udp: transport, sctp: transport, destinationNamedPort: label });
  const oldPort = oneOf({
    portNumber: record({ protocol, port: number }, ['port']),
    portRange: record({ protocol, ...range }, ['start', 'end']),
    namedPort: label,
  });

  const spec = (isNew: boolean) => {
    const fields = {
      action: isNew ? rather(['Accept', 'Deny'], 'Allow') : rather(['Allow', 'Deny'], 'Accept'),
      ...(isNew ? { protocols: list(newPort) } : { ports: list(oldPort) }),
    };
    const rule = (peers: 'from' | 'to', peer: fc.Arbitrary<unknown>) =>
      record({ ...fields, name: label, [peers]: list(peer) }, ['action', peers]);
    const required = { priority: rather([0, 7, 1000], 1001), subject: oneOf(everywhere) };
    return record(
      {
        ...required,
        ...(isNew ? { tier: rather(['Admin', 'Baseline'], 'Platform') } : {}),
        ingress: list(rule('from', oneOf(everywhere))),
        egress: list(rule('to', oneOf({ ...everywhere, ...outside }))),
      },
      [...Object.keys(required), ...(isNew ? ['tier'] : [])],
    );
  };
  return fc.constantFrom(...tierKinds).chain((kind) =>
    fc.record({
      apiVersion: fc.constant(`policy.networking.k8s.io/v1alpha${kind === 'ClusterNetworkPolicy' ? 2 : 1}`),
      kind: fc.constant(kind),
      metadata: record({ name: fc.constantFrom('default'), labels: fc.dictionary(key, label) }, ['name']),
      spec: spec(kind === 'ClusterNetworkPolicy'),
    }),
  );
}

const cluster = buildCluster(
  readResources([
    { kind: 'Namespace', apiVersion: 'v1', metadata: { name: 'x', labels: { a: 'app' } } },
    { kind: 'Pod', apiVersion: 'v1', metadata: { name: 'p', namespace: 'x', labels: { app: 'a' } } },
  ]).resources,
);

test('whatever is written can be validated, and what is not refused can be read and judged', () => {
  let judged = 0;
  fc.assert(
    fc.property(fc.oneof(policies(0), policies(1)), (value) => {
      const kind = value.kind;
      const problems = validatePolicy(kind, value, '1.35');
      for (const { message, path } of problems) expect([message, path]).not.toContain(undefined);
      if (problems.some(({ blocking }) => blocking)) return;
      judged++;
      const read = readPolicy(kind, value) as Exclude<Policy, { kind: 'NetworkPolicy' }>;
      for (const each of [...read.ingress, ...read.egress]) {
        expect(each.peers).not.toEqual([]);
        expect(each.ports).not.toEqual([]);
      }
      const connectivity = buildConnectivity(cluster, [read]);
      for (const party of connectivity.parties) connectivity.admittedRow(party, 'egress');
    }),
    { numRuns: 2000 },
  );
  expect(judged).toBeGreaterThan(50);
});

test('no value makes a validator throw', () => {
  const kinds = fc.constantFrom('NetworkPolicy' as const, ...tierKinds);
  const anything = fc.anything({ withBigInt: true, withNullPrototype: true });
  const halfway = fc.record(
    {
      apiVersion: fc.constantFrom(
        'networking.k8s.io/v1',
        'policy.networking.k8s.io/v1alpha1',
        'policy.networking.k8s.io/v1alpha2',
      ),
      kind: oddity,
      metadata: anything,
      spec: anything,
    },
    { requiredKeys: [] },
  );
  fc.assert(
    fc.property(kinds, fc.oneof(anything, halfway), (kind, value) => {
      for (const { message } of validatePolicy(kind, value, '1.36')) expect(message).not.toBe('');
    }),
    { numRuns: 1000 },
  );
});
