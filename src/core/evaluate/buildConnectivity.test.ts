import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { containsAddress, parseAddress } from '../model/cidr';
import { admits, ALL, type ConnectionSet, isSubset, NONE, union } from '../model/connections';
import type { Direction, Policy } from '../policy/policy';
import {
  arbitraryPolicy,
  arbitraryWorld,
  explodePods,
  someAddresses,
  type World,
} from '../testing/arbitraryWorld';
import { type NaiveEnd, type NaiveQuery, naiveVerdict } from '../testing/naiveVerdict';
import { buildTestCluster, podId, specWorld } from '../testing/specWorld';
import { buildConnectivity } from './buildConnectivity';
import { type Connectivity, DEFAULT_PROFILE, type Party, type Scope } from './connectivity';
import { flowBetween, permittedRow, toAddressParty } from './flows';

const directions: readonly Direction[] = ['ingress', 'egress'];

const queries: readonly NaiveQuery[] = [
  ...(['TCP', 'UDP', 'SCTP'] as const).flatMap((protocol) =>
    [1, 53, 79, 80, 81, 82, 65535].map((port) => ({ protocol, port })),
  ),
  { protocol: 'other', port: 0 },
];

const build = ({ cluster, policies, profile }: World): Connectivity =>
  buildConnectivity(cluster, policies, profile);

const withPolicies = (world: World, policies: readonly Policy[]): Connectivity =>
  build({ ...world, policies });

/** The ends of a cluster whose workloads are single pods: the pods, and addresses outside. */
function endsOf(connectivity: Connectivity): [NaiveEnd, Party][] {
  const pods = connectivity.cluster.workloads.map(
    (workload) => [workload, connectivity.podGroups(workload.id)[0]] as const,
  );
  const addresses = someAddresses.map((text) => {
    const address = parseAddress(text);
    const range = connectivity.addressRanges.find(
      ({ intervals }) => address && containsAddress(intervals, address),
    );
    return [{ address: text }, range] as const;
  });
  return [...pods, ...addresses].flatMap(([end, party]) => (party ? [[end, party]] : []));
}

/** Every pair of parties with what is permitted between them, readable in a failure. */
function table(connectivity: Connectivity): Map<string, ConnectionSet> {
  const nameOf = (party: Party): string =>
    party.type === 'pods'
      ? `${party.workload.id} ${JSON.stringify(party.labels)} ${party.addresses.join()}`
      : `${party.intervals[0]?.family} ${party.intervals[0]?.first}`;
  return new Map(
    connectivity.parties.flatMap((source) =>
      connectivity.parties.map((destination) => [
        `${nameOf(source)} -> ${nameOf(destination)}`,
        connectivity.permitted(source, destination),
      ]),
    ),
  );
}

describe('against the specification, word by word', () => {
  test('every cell', () => {
    fc.assert(
      fc.property(arbitraryWorld, (world) => {
        const { cluster } = explodePods(world.cluster);
        const connectivity = build({ ...world, cluster });
        const ends = endsOf(connectivity);
        const wrong: unknown[] = [];
        for (const [source, from] of ends) {
          for (const [destination, to] of ends) {
            if (source === destination || (from.type === 'addresses' && to.type === 'addresses')) continue;
            const permitted = connectivity.permitted(from, to);
            for (const query of queries) {
              const expected = naiveVerdict(
                cluster,
                world.policies,
                world.profile,
                source,
                destination,
                query,
              );
              if (admits(permitted, query.protocol, query.port) !== expected)
                wrong.push({ source, destination, query, expected });
            }
          }
        }
        expect(wrong).toEqual([]);
      }),
      { numRuns: 150 },
    );
  });

  test('the pods of a workload together are the union of each of them', () => {
    fc.assert(
      fc.property(arbitraryWorld, (world) => {
        const exploded = explodePods(world.cluster);
        const single = build({ ...world, cluster: exploded.cluster });
        const grouped = build(world);
        const podsOf = (id: string): string[] =>
          [...exploded.owner].flatMap(([pod, owner]) => (owner === id ? [pod] : []));
        for (const { id: source } of world.cluster.workloads) {
          for (const { id: destination } of world.cluster.workloads) {
            if (source === destination) continue;
            const flows = podsOf(source).flatMap((from) =>
              podsOf(destination).map((to) => flowBetween(single, from, to).connections),
            );
            expect(flowBetween(grouped, source, destination)).toEqual({
              connections: flows.reduce(union, NONE),
              partial: flows.some((flow) => flow !== flows[0]),
            });
          }
        }
      }),
      { numRuns: 60 },
    );
  });
});

describe('rows, columns, exceptions and matches say the same as cells', () => {
  const scopesOf = (policies: readonly Policy[]): Scope[] => [
    {},
    ...policies.flatMap((policy) => [{ without: policy }, { only: policy }]),
  ];
  const idsOf = (sets: readonly (ConnectionSet | undefined)[]): unknown[] => sets.map((set) => set?.id);

  test('for all policies', () => {
    fc.assert(
      fc.property(arbitraryWorld, (world) => {
        const connectivity = build(world);
        const { parties } = connectivity;
        for (const party of parties) {
          const exceptions = connectivity.exceptionsFrom(party).map(({ destination }) => destination);
          expect(new Set(exceptions).size).toBe(exceptions.length);
          expect(idsOf(permittedRow(connectivity, party))).toEqual(
            idsOf(parties.map((destination) => connectivity.permitted(party, destination))),
          );
          for (const direction of directions) {
            const cells = parties.map((peer) => connectivity.admitted(party, direction, peer));
            const matched = parties.map((peer) =>
              connectivity
                .matches(party, direction, peer)
                .reduce((all, { connections }) => union(all, connections), NONE),
            );
            expect(idsOf(connectivity.admittedRow(party, direction))).toEqual(idsOf(cells));
            if (connectivity.isolating(party, direction).length > 0)
              expect(idsOf(matched)).toEqual(idsOf(cells));
            const anyone = connectivity.admittedFromAnyone(party, direction);
            expect(cells.every((cell) => isSubset(anyone, cell))).toBe(true);
          }
        }
      }),
      { numRuns: 60 },
    );
  });

  test('for some policies, whose judgement is as though the others were not there', () => {
    fc.assert(
      fc.property(arbitraryWorld, (world) => {
        const { cluster } = explodePods(world.cluster);
        const connectivity = build({ ...world, cluster });
        for (const scope of scopesOf(world.policies)) {
          const others = world.policies.filter(
            (policy) => (scope.only ?? policy) === policy && policy !== scope.without,
          );
          const pods = connectivity.parties.filter((party) => party.type === 'pods');
          const judged = withPolicies({ ...world, cluster }, others);
          for (const direction of directions) {
            const columns = connectivity.parties.map((peer) =>
              connectivity.admittedColumn(peer, direction, scope),
            );
            for (const pod of pods) {
              const row = connectivity.admittedRow(pod, direction, scope);
              expect(idsOf(columns.map((column) => column[pod.index]))).toEqual(idsOf(row));
              expect(idsOf(pods.map((peer) => row[peer.index]))).toEqual(
                idsOf(pods.map((peer) => judged.admitted(pod, direction, peer))),
              );
            }
          }
        }
      }),
      { numRuns: 25 },
    );
  });
});

describe('laws', () => {
  test('the order of policies is irrelevant', () => {
    fc.assert(
      fc.property(arbitraryWorld, (world) => {
        const reversed = { ...world, policies: world.policies.toReversed() };
        expect(table(build(reversed))).toEqual(table(build(world)));
      }),
      { numRuns: 60 },
    );
  });

  test('a policy never adds where it isolates first, and never removes where others isolate already', () => {
    fc.assert(
      fc.property(arbitraryWorld, arbitraryPolicy('new'), (world, added) => {
        const after = withPolicies(world, [...world.policies, added]);
        for (const party of after.parties) {
          for (const direction of directions) {
            const isolating = after.isolating(party, direction).length;
            for (const peer of after.parties) {
              const now = after.admitted(party, direction, peer);
              const before = after.admitted(party, direction, peer, added);
              if (!after.isolating(party, direction).includes(added)) expect(now).toBe(before);
              else expect(isolating === 1 ? isSubset(now, before) : isSubset(before, now)).toBe(true);
            }
          }
        }
      }),
      { numRuns: 60 },
    );
  });

  test('removing a rule never adds', () => {
    fc.assert(
      fc.property(arbitraryWorld, fc.nat(), (world, choice) => {
        const { policies } = world;
        const at = choice % Math.max(1, policies.length);
        const fewer = policies.map((policy, i) =>
          i === at ? { ...policy, ingress: policy.ingress.slice(1) } : policy,
        );
        const { cluster } = explodePods(world.cluster);
        const before = build({ ...world, cluster });
        const after = withPolicies({ ...world, cluster }, fewer);
        for (const [source, from] of endsOf(before)) {
          for (const [destination, to] of endsOf(before)) {
            const [nowFrom, nowTo] = [source, destination].map(
              (end) => endsOf(after).find(([found]) => JSON.stringify(found) === JSON.stringify(end))?.[1],
            );
            if (!nowFrom || !nowTo) throw new Error('an end was lost');
            expect(isSubset(after.permitted(nowFrom, nowTo), before.permitted(from, to))).toBe(true);
          }
        }
      }),
      { numRuns: 20 },
    );
  });

  test('the address ranges are a partition of both families', () => {
    fc.assert(
      fc.property(arbitraryWorld, (world) => {
        const intervals = build(world).addressRanges.flatMap((range) => range.intervals);
        for (const family of [4, 6] as const) {
          const own = intervals
            .filter((interval) => interval.family === family)
            .toSorted((a, b) => (a.first < b.first ? -1 : 1));
          expect(own[0]?.first).toBe(0n);
          expect(own.at(-1)?.last).toBe(2n ** (family === 4 ? 32n : 128n) - 1n);
          for (const [i, interval] of own.entries()) {
            const next = own[i + 1];
            if (next) expect(next.first).toBe(interval.last + 1n);
          }
        }
      }),
    );
  });
});

describe('pod groups', () => {
  const policy = (podSelector: Policy['podSelector']): Policy => ({
    id: 'NetworkPolicy/x/p',
    kind: 'NetworkPolicy',
    namespace: 'x',
    name: 'p',
    podSelector,
    directions: new Set(['ingress']),
    ingress: [],
    egress: [],
  });
  const statefulSet = {
    ...specWorld,
    workloads: buildTestCluster({ x: {} }, { 'x/db': { labels: { app: 'db' } } }).workloads.map(
      (workload) => ({
        ...workload,
        id: 'StatefulSet/x/db',
        kind: 'StatefulSet',
        replicas: 1_000_000_000,
      }),
    ),
  };

  test('a StatefulSet is split by ordinal only where a selector asks for it', () => {
    const whole = buildConnectivity(statefulSet, [policy({ matchLabels: { app: 'db' } })]);
    expect(whole.podGroups('StatefulSet/x/db').map(({ pods }) => pods)).toEqual([1_000_000_000]);
    const first = policy({ matchLabels: { 'statefulset.kubernetes.io/pod-name': 'db-0' } });
    const split = buildConnectivity(statefulSet, [first]);
    const groups = split.podGroups('StatefulSet/x/db');
    expect(groups.map(({ pods, hasSiblings }) => [pods, hasSiblings])).toEqual([
      [1, false],
      [999_999_999, true],
    ]);
    expect(split.selected(first)).toEqual(groups.slice(0, 1));
  });

  test('only labels that a selector asks for tell pods apart', () => {
    const [web] = buildTestCluster({ x: {} }, { 'x/web': {} }).workloads;
    if (!web) throw new Error('no workload');
    const pods = ['1', '2', '3'].map((hash) => ({
      labels: { app: 'web', 'pod-template-hash': hash },
      addresses: [],
    }));
    const cluster = { ...specWorld, workloads: [{ ...web, kind: 'Deployment', pods }] };
    const sizes = (selector: Policy['podSelector']): number[] =>
      buildConnectivity(cluster, [policy(selector)])
        .podGroups(web.id)
        .map((group) => group.pods);
    expect(sizes({ matchLabels: { app: 'web' } })).toEqual([3]);
    expect(sizes({ matchLabels: { 'pod-template-hash': '2' } })).toEqual([2, 1]);
    expect(sizes({ matchExpressions: [{ key: 'pod-template-hash', operator: 'Exists' }] })).toEqual([3]);
  });

  test('an address belongs to its pod, or to a range', () => {
    const connectivity = buildConnectivity(specWorld, [], DEFAULT_PROFILE);
    expect(toAddressParty(connectivity, '10.0.1.2')).toBe(connectivity.podGroups(podId('x/b'))[0]);
    expect(toAddressParty(connectivity, '203.0.113.7')).toBe(connectivity.addressRanges[0]);
    expect(toAddressParty(connectivity, '2001:db8::7')).toBe(connectivity.addressRanges[1]);
    expect(toAddressParty(connectivity, 'db.example')).toBeUndefined();
  });

  test('two replicas of a workload are judged like any two pods, a lone pod is not (S31)', () => {
    const denied = policy({});
    const connectivity = buildConnectivity(
      { ...specWorld, workloads: [...statefulSet.workloads, ...specWorld.workloads] },
      [denied],
    );
    expect(flowBetween(connectivity, 'StatefulSet/x/db', 'StatefulSet/x/db').connections).toBe(NONE);
    expect(flowBetween(connectivity, podId('x/a'), podId('x/a')).connections).toBe(ALL);
  });
});
