import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ALL, type ConnectionSet, intersect, isSubset, NONE, union } from '../model/connections';
import type { Direction, NetworkPolicy, Policy } from '../policy/policy';
import { arbitraryWorld, explodePods, type World } from '../testing/arbitraryWorld';
import { buildTestCluster, podId, specWorld } from '../testing/specWorld';
import { buildConnectivity } from './buildConnectivity';
import { type Connectivity, DEFAULT_PROFILE, type Scope } from './connectivity';
import { flowBetween, permittedRow, toAddressParty } from './flows';

const directions: readonly Direction[] = ['ingress', 'egress'];

const build = ({ cluster, policies, tierPolicies, profile }: World): Connectivity =>
  buildConnectivity(cluster, [...policies, ...tierPolicies], profile);

const withPolicies = ({ cluster, profile }: World, policies: readonly Policy[]): Connectivity =>
  buildConnectivity(cluster, policies, profile);

describe('groups of pods', () => {
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
  const scopesOf = ({ policies, tierPolicies }: World): Scope[] => [
    {},
    ...policies.flatMap((policy) => [{ without: [policy] }, { only: [policy] }]),
    ...tierPolicies.map((policy) => ({ without: [policy] })),
    { without: [...policies.slice(0, 1), ...tierPolicies.slice(0, 2)] },
  ];
  const isJudgedBy =
    ({ without, only }: Scope) =>
    (policy: Policy): boolean =>
      (!only || only.some(({ id }) => id === policy.id)) && !without?.includes(policy);
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
            const isIsolated = connectivity.isolating(party, direction).length > 0;
            const judged = parties.map((peer, i) => {
              const { accepted, left, baseline } = connectivity.tierVerdict(party, direction, peer);
              return union(accepted, intersect(left, isIsolated ? (matched[i] ?? NONE) : baseline));
            });
            expect(idsOf(judged)).toEqual(idsOf(cells));
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
        for (const scope of scopesOf(world)) {
          const others = [...world.policies, ...world.tierPolicies].filter(isJudgedBy(scope));
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

describe('address ranges', () => {
  test('are a partition of both families', () => {
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
  const policy = (podSelector: NetworkPolicy['podSelector']): NetworkPolicy => ({
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
    const sizes = (selector: NetworkPolicy['podSelector']): number[] =>
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
