/** What holds of any policies, by comparing whole evaluations with each other. */
import * as fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { analyze } from '../analyze';
import { explainFlow } from '../explain/explain';
import {
  admits,
  ALL,
  type ConnectionSet,
  connectionsOf,
  intersect,
  isSubset,
  NONE,
  subtract,
  union,
} from '../model/connections';
import { readNetworkPolicy } from '../policy/networkPolicy';
import type { Direction, NetworkPolicy, Rule, TierPolicy, TierRule } from '../policy/policy';
import { arbitraryPolicy } from '../testing/arbitraryPolicy';
import type { World } from '../testing/arbitraryWorld';
import { engine } from '../testing/compareJudges';
import { pairsIn, partiesAt, permittedIn, separateWorld } from '../testing/seats';
import { writeWorld } from '../testing/writeWorld';
import { readSourceFile } from '../text/workspace';
import type { Connectivity, TierMatch } from './connectivity';

vi.setConfig({ testTimeout: 60_000 });

const added = arbitraryPolicy('new').map(readNetworkPolicy);
const directions: readonly Direction[] = ['ingress', 'egress'];

/** Every question that can be asked about one end: by position in `partiesAt`. */
function endsIn({ cluster }: World): readonly (readonly [end: number, direction: Direction, peer: number])[] {
  return pairsIn(cluster).flatMap(([end, peer]) =>
    directions.map((direction) => [end, direction, peer] as const),
  );
}

test('the first policy that isolates never adds to what no baseline restricts, later ones never remove', () => {
  fc.assert(
    fc.property(separateWorld, added, (world, policy) => {
      const before = engine(world);
      const after = engine({ ...world, policies: [...world.policies, policy] });
      const [old, now] = [partiesAt(world.cluster, before), partiesAt(world.cluster, after)];
      const wrong = endsIn(world).filter(([end, direction, peer]) => {
        const was = before.admitted(old[end]!, direction, old[peer]!);
        const is = after.admitted(now[end]!, direction, now[peer]!);
        if (!after.isolating(now[end]!, direction).includes(policy)) return is !== was;
        if (before.isolating(old[end]!, direction).length > 0) return !isSubset(was, is);
        const { accepted, left } = before.tierVerdict(old[end]!, direction, old[peer]!);
        return !isSubset(is, union(accepted, left));
      });
      expect(wrong).toEqual([]);
    }),
    { numRuns: 100 },
  );
});

test('no NetworkPolicy changes what the Admin tier decides', () => {
  fc.assert(
    fc.property(separateWorld, (world) => {
      const [all, alone] = [engine(world), engine({ ...world, policies: [] })];
      const [ends, same] = [partiesAt(world.cluster, all), partiesAt(world.cluster, alone)];
      const wrong = endsIn(world).filter(([end, direction, peer]) => {
        const { accepted, left } = all.tierVerdict(ends[end]!, direction, ends[peer]!);
        const without = alone.tierVerdict(same[end]!, direction, same[peer]!);
        const admitted = all.admitted(ends[end]!, direction, ends[peer]!);
        const isWithin = isSubset(accepted, admitted) && isSubset(admitted, union(accepted, left));
        return accepted !== without.accepted || left !== without.left || !isWithin;
      });
      expect(wrong).toEqual([]);
    }),
    { numRuns: 60 },
  );
});

describe('removing a rule', () => {
  /** Removes one rule of a world, if it has one, and compares what is permitted before and after. */
  function expectRuleToBe(
    pick: (world: World, choice: number) => World | undefined,
    isRight: (was: ConnectionSet, is: ConnectionSet) => boolean,
  ): void {
    let removed = 0;
    fc.assert(
      fc.property(separateWorld, fc.nat(), (world, choice) => {
        const poorer = pick(world, choice);
        if (!poorer) return;
        removed++;
        const was = permittedIn(world.cluster, engine(world));
        const is = permittedIn(world.cluster, engine(poorer));
        expect(is.filter((set, i) => !isRight(was[i]!, set))).toEqual([]);
      }),
      { numRuns: 100 },
    );
    expect(removed).toBeGreaterThan(20);
  }

  const withoutTierRule =
    (action: TierRule['action']) =>
    (world: World, choice: number): World | undefined => {
      const places = world.tierPolicies.flatMap((policy) =>
        directions.flatMap((direction) =>
          policy[direction]
            .filter((rule) => rule.action === action)
            .map((rule) => ({ policy, direction, rule })),
        ),
      );
      const place = places[choice % places.length];
      if (!place) return undefined;
      const { policy, direction, rule } = place;
      const poorer = { ...policy, [direction]: policy[direction].filter((other) => other !== rule) };
      return {
        ...world,
        tierPolicies: world.tierPolicies.map((other) => (other === policy ? poorer : other)),
      };
    };

  test('of a NetworkPolicy never adds', () => {
    const pick = (world: World, choice: number): World | undefined => {
      const places = world.policies.flatMap((policy) =>
        directions.flatMap((direction) => policy[direction].map((rule) => ({ policy, direction, rule }))),
      );
      const place = places[choice % places.length];
      if (!place) return undefined;
      const { policy, direction, rule } = place;
      const poorer = { ...policy, [direction]: policy[direction].filter((other) => other !== rule) };
      return { ...world, policies: world.policies.map((other) => (other === policy ? poorer : other)) };
    };
    expectRuleToBe(pick, (was, is) => isSubset(is, was));
  });

  test('that accepts never adds', () => {
    expectRuleToBe(withoutTierRule('Accept'), (was, is) => isSubset(is, was));
  });

  test('that denies never removes', () => {
    expectRuleToBe(withoutTierRule('Deny'), (was, is) => isSubset(was, is));
  });
});

describe('order is irrelevant', () => {
  function expectSame({ cluster }: World, first: Connectivity, second: Connectivity): void {
    const expected = permittedIn(cluster, first);
    expect(permittedIn(cluster, second).filter((set, i) => set !== expected[i])).toEqual([]);
  }

  const reverseRule = ({ peers, ports }: Rule): Rule => ({
    ...(peers && { peers: peers.toReversed() }),
    ...(ports && { ports: ports.toReversed() }),
  });
  const reversePolicy = (policy: NetworkPolicy): NetworkPolicy => ({
    ...policy,
    directions: new Set([...policy.directions].toReversed()),
    ingress: policy.ingress.map(reverseRule).toReversed(),
    egress: policy.egress.map(reverseRule).toReversed(),
  });
  const reverseTierRule = ({ ports, ...rule }: TierRule): TierRule => ({
    ...rule,
    peers: rule.peers.toReversed(),
    ...(ports && { ports: ports.toReversed() }),
  });
  /** The order of its rules does count. */
  const reverseTierPolicy = (policy: TierPolicy): TierPolicy => ({
    ...policy,
    ingress: policy.ingress.map(reverseTierRule),
    egress: policy.egress.map(reverseTierRule),
  });

  test('of policies, the rules of NetworkPolicies, peers, ports, workloads and nodes', () => {
    fc.assert(
      fc.property(separateWorld, (world) => {
        const { cluster, policies, tierPolicies } = world;
        const reversed = engine({
          ...world,
          cluster: {
            ...cluster,
            workloads: cluster.workloads.toReversed(),
            nodes: cluster.nodes.toReversed(),
          },
          policies: policies.map(reversePolicy).toReversed(),
          tierPolicies: tierPolicies.map(reverseTierPolicy).toReversed(),
        });
        expectSame(world, engine(world), reversed);
      }),
      { numRuns: 100 },
    );
  });

  test('of the documents in a file, and of files', () => {
    const read = (profile: World['profile'], ...texts: readonly string[]): Connectivity =>
      analyze(
        texts.map((text, i) => readSourceFile(`${i}.yaml`, text)),
        undefined,
        profile,
      ).connectivity;
    fc.assert(
      fc.property(separateWorld, (world) => {
        const documents = writeWorld(world).split('---\n');
        const written = read(world.profile, documents.join('---\n'));
        expectSame(world, written, read(world.profile, documents.toReversed().join('---\n')));
        expectSame(world, written, read(world.profile, ...documents.toReversed()));
      }),
      { numRuns: 30 },
    );
  });
});

test('the tier rules that decide, taken together, are what the tiers say', () => {
  let decided = 0;
  const unite = (matches: readonly TierMatch[], action: TierRule['action'], direction: Direction) =>
    matches
      .filter(({ policy, rule }) => policy[direction][rule]?.action === action)
      .map(({ connections }) => connections)
      .reduce(union, NONE);
  fc.assert(
    fc.property(separateWorld, (world) => {
      const judged = engine(world);
      const parties = partiesAt(world.cluster, judged);
      for (const [end, direction, peer] of endsIn(world)) {
        const matches = judged.tierMatches(parties[end]!, direction, parties[peer]!);
        const admin = matches.filter(({ policy }) => policy.tier === 'Admin');
        const baseline = matches.filter(({ policy }) => policy.tier === 'Baseline');
        const accepted = unite(admin, 'Accept', direction);
        decided += matches.length;
        expect(judged.tierVerdict(parties[end]!, direction, parties[peer]!)).toEqual({
          accepted,
          left: subtract(ALL, union(accepted, unite(admin, 'Deny', direction))),
          baseline: subtract(ALL, unite(baseline, 'Deny', direction)),
        });
        expect(matches).toEqual([...admin, ...baseline]);
      }
    }),
    { numRuns: 60 },
  );
  expect(decided).toBeGreaterThan(100);
});

test('what equal priorities leave undefined is what depends on the names of the policies', () => {
  const inAllOrders = <Item>(items: readonly Item[]): readonly (readonly Item[])[] =>
    items.length === 0
      ? [[]]
      : items.flatMap((first) =>
          inAllOrders(items.filter((item) => item !== first)).map((rest) => [first, ...rest]),
        );
  let undefinedCells = 0;
  fc.assert(
    fc.property(separateWorld, fc.constantFrom('Admin', 'Baseline'), (world, tier) => {
      const { cluster } = world;
      const tierPolicies = world.tierPolicies.map((policy) => ({ ...policy, tier, priority: 5 }));
      if (tierPolicies.length > 4) return; // too many orders
      const outcomes = inAllOrders(tierPolicies).map((order) => {
        const renamed = order.map((policy, i): TierPolicy => ({ ...policy, name: `tier-${i}` }));
        return permittedIn(cluster, engine({ ...world, tierPolicies: renamed }));
      });
      const judged = engine({ ...world, tierPolicies });
      const parties = partiesAt(cluster, judged);
      for (const [i, [source, destination]] of pairsIn(cluster).entries()) {
        const [from, to] = [parties[source]!, parties[destination]!];
        const sets = outcomes.map((permitted) => permitted[i]!);
        const depends = subtract(sets.reduce(union), sets.reduce(intersect));
        const undefinedFor = connectionsOf(explainFlow(judged, from, to).undefinedFor);
        if (depends !== NONE) undefinedCells++;
        // The two ends of a flow may be decided in different orders, which no names can show.
        const isOneSided = from.type === 'addresses' || to.type === 'addresses';
        expect(isOneSided ? undefinedFor === depends : isSubset(depends, undefinedFor)).toBe(true);
      }
    }),
    { numRuns: 40 },
  );
  expect(undefinedCells).toBeGreaterThan(0);
});

test('the verdict on one port is whether the set of connections has it', () => {
  const query = fc.record({
    protocol: fc.constantFrom('TCP', 'UDP', 'SCTP', 'other'),
    port: fc.constantFrom(1, 53, 79, 80, 81, 82, 65535),
  });
  fc.assert(
    fc.property(separateWorld, query, (world, asked) => {
      const judged = engine(world);
      const parties = partiesAt(world.cluster, judged);
      const wrong = pairsIn(world.cluster).filter(([source, destination]) => {
        const [from, to] = [parties[source]!, parties[destination]!];
        const isAllowed = admits(judged.permitted(from, to), asked.protocol, asked.port);
        return explainFlow(judged, from, to, asked).verdict !== (isAllowed ? 'allowed' : 'denied');
      });
      expect(wrong).toEqual([]);
    }),
    { numRuns: 60 },
  );
});
