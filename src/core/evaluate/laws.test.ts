/** What holds of any policies, by comparing whole evaluations with each other. */
import * as fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { analyze } from '../analyze';
import { flowDifference, onCommonGround } from '../edit/flowDifference';
import { type ConnectionSet, isSubset, NONE, subtract } from '../model/connections';
import { readNetworkPolicy } from '../policy/networkPolicy';
import type { Direction, NetworkPolicy, Rule } from '../policy/policy';
import { arbitraryPolicy } from '../testing/arbitraryPolicy';
import { arbitraryWorld, type World } from '../testing/arbitraryWorld';
import { engine, seatsOf, separatePods } from '../testing/compareJudges';
import { writeWorld } from '../testing/writeWorld';
import { readSourceFile } from '../text/workspace';
import type { Connectivity, Party } from './connectivity';

vi.setConfig({ testTimeout: 60_000 });

const separate = arbitraryWorld.map((world): World => ({ ...world, cluster: separatePods(world.cluster) }));
const added = arbitraryPolicy('new').map(readNetworkPolicy);
const directions: readonly Direction[] = ['ingress', 'egress'];

/** The party of each end of a world in a judgement of it, in one order. */
function partiesOf({ cluster }: World, connectivity: Connectivity): readonly Party[] {
  return seatsOf(cluster).map((seat) => seat.partyIn(connectivity));
}

/** All pairs of different ends that are not both addresses, by position. */
function pairsIn({ cluster }: World): readonly (readonly [number, number])[] {
  const isAddress = seatsOf(cluster).map(({ end }) => 'address' in end);
  return isAddress.flatMap((from, source) =>
    isAddress.flatMap((to, destination) =>
      source === destination || (from && to) ? [] : [[source, destination] as const],
    ),
  );
}

/** What is permitted between all pairs of ends. */
function permittedIn(world: World, connectivity: Connectivity): readonly ConnectionSet[] {
  const parties = partiesOf(world, connectivity);
  return pairsIn(world).map(([source, destination]) =>
    connectivity.permitted(parties[source]!, parties[destination]!),
  );
}

test('the first policy that isolates never adds, later ones never remove', () => {
  fc.assert(
    fc.property(separate, added, (world, policy) => {
      const before = engine(world);
      const after = engine({ ...world, policies: [...world.policies, policy] });
      const [old, now] = [partiesOf(world, before), partiesOf(world, after)];
      const wrong = pairsIn(world).filter(([end, peer]) =>
        directions.some((direction) => {
          const was = before.admitted(old[end]!, direction, old[peer]!);
          const is = after.admitted(now[end]!, direction, now[peer]!);
          if (!after.isolating(now[end]!, direction).includes(policy)) return is !== was;
          const isFirst = before.isolating(old[end]!, direction).length === 0;
          return isFirst ? !isSubset(is, was) : !isSubset(was, is);
        }),
      );
      expect(wrong).toEqual([]);
    }),
    { numRuns: 100 },
  );
});

test('removing a rule never adds', () => {
  let removed = 0;
  fc.assert(
    fc.property(separate, fc.nat(), (world, choice) => {
      const places = world.policies.flatMap((policy) =>
        directions.flatMap((direction) => policy[direction].map((rule) => ({ policy, direction, rule }))),
      );
      const place = places[choice % places.length];
      if (!place) return;
      removed++;
      const { policy, direction, rule } = place;
      const poorer = { ...policy, [direction]: policy[direction].filter((other) => other !== rule) };
      const policies = world.policies.map((other) => (other === policy ? poorer : other));
      const was = permittedIn(world, engine(world));
      const is = permittedIn(world, engine({ ...world, policies }));
      expect(is.filter((set, i) => !isSubset(set, was[i]!))).toEqual([]);
    }),
    { numRuns: 100 },
  );
  expect(removed).toBeGreaterThan(20);
});

describe('order is irrelevant', () => {
  function expectSame(world: World, first: Connectivity, second: Connectivity): void {
    const expected = permittedIn(world, first);
    expect(permittedIn(world, second).filter((set, i) => set !== expected[i])).toEqual([]);
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

  test('of policies, rules, peers, ports and workloads', () => {
    fc.assert(
      fc.property(separate, (world) => {
        const { cluster, policies } = world;
        const reversed = engine({
          ...world,
          cluster: { ...cluster, workloads: cluster.workloads.toReversed() },
          policies: policies.map(reversePolicy).toReversed(),
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
      fc.property(separate, (world) => {
        const documents = writeWorld(world).split('---\n');
        const written = read(world.profile, documents.join('---\n'));
        expectSame(world, written, read(world.profile, documents.toReversed().join('---\n')));
        expectSame(world, written, read(world.profile, ...documents.toReversed()));
      }),
      { numRuns: 30 },
    );
  });
});

test('the delta of an edit is the difference of two full evaluations', () => {
  let changed = 0;
  fc.assert(
    fc.property(separate, added, fc.nat(), (world, policy, choice) => {
      const { policies } = world;
      const old = policies[choice % (policies.length + 1)];
      const others = policies.filter((other) => other !== old);
      const edits: readonly (readonly NetworkPolicy[])[] = [
        [...others, { ...policy, id: old?.id ?? policy.id }],
        [...policies, policy],
        others,
      ];
      for (const edited of edits) {
        const before = engine(world);
        const after = engine({ ...world, policies: edited });
        const ground = onCommonGround(before, after);
        const differences = new Map(
          flowDifference(ground).map((found) => [`${found.source.index} ${found.destination.index}`, found]),
        );
        const [was, is] = [permittedIn(world, before), permittedIn(world, after)];
        const parties = partiesOf(world, ground.after);
        const wrong = pairsIn(world).filter(([source, destination], i) => {
          const found = differences.get(`${parties[source]!.index} ${parties[destination]!.index}`);
          if (was[i] !== is[i]) changed++;
          const { opened = NONE, closed = NONE } = found ?? {};
          return opened !== subtract(is[i]!, was[i]!) || closed !== subtract(was[i]!, is[i]!);
        });
        expect(wrong).toEqual([]);
      }
    }),
    { numRuns: 60 },
  );
  expect(changed).toBeGreaterThan(100);
});
