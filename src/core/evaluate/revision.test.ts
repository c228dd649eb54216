/** A judgement that an edit revised says the same as one made anew, and its delta is the difference. */
import * as fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import { type ConnectionSet, isSubset, subtract } from '../model/connections';
import type { Direction, Policy } from '../policy/policy';
import { arbitraryWorld, type World } from '../testing/arbitraryWorld';
import { editKinds, editPolicy } from '../testing/editPolicy';
import { generateCluster } from '../testing/generateCluster';
import { buildConnectivity } from './buildConnectivity';
import { onCommonGround } from './commonGround';
import type { Connectivity, Party } from './connectivity';
import { deltaSize, visitDelta } from './connectivityDelta';
import { indexOf } from './indexes';

vi.setConfig({ testTimeout: 60_000 });

const directions: readonly Direction[] = ['ingress', 'egress'];
const policiesOf = ({ policies, tierPolicies }: World): readonly Policy[] => [...policies, ...tierPolicies];

/** For some of the policies of one world, those of another in their place, more of them, or none. */
const edits = fc.array(
  fc.record({ at: fc.nat(20), action: fc.constantFrom('replace', 'insert', 'delete') }),
  {
    minLength: 1,
    maxLength: 6,
  },
);

function edited(
  policies: readonly Policy[],
  others: readonly Policy[],
  at: number,
  action: string,
): Policy[] {
  const next = [...policies];
  const other = others[at % Math.max(1, others.length)];
  const added = other && action !== 'delete' ? [{ ...other, id: `${other.id} ${at}` }] : [];
  next.splice(at % (policies.length + 1), action === 'insert' ? 0 : 1, ...added);
  return next;
}

const podsIn = (party: Party): number => (party.type === 'pods' ? party.pods : 1);

/** All that can be asked of a judgement, in terms that two of them share. */
function answersOf(connectivity: Connectivity): unknown {
  const { parties } = connectivity;
  return {
    parties: parties.map((party) =>
      party.type === 'pods' ? [party.workload.id, party.labels, party.pods] : party.intervals,
    ),
    policies: [...connectivity.policies, ...connectivity.tierPolicies].map((policy) => [
      policy.id,
      connectivity.selected(policy).map(({ index }) => index),
    ]),
    ends: directions.map((direction) =>
      parties.map((party) => [
        connectivity.isolating(party, direction).map(({ id }) => id),
        connectivity.admittedFromAnyone(party, direction).id,
        connectivity.admittedRow(party, direction).map(({ id }) => id),
        connectivity.admittedColumn(party, direction).map(({ id }) => id),
        parties.map((peer) =>
          connectivity.matches(party, direction, peer).map(({ policy, rule }) => [policy.id, rule]),
        ),
      ]),
    ),
    exceptions: parties.map((party) =>
      connectivity
        .exceptionsFrom(party)
        .map(({ destination, connections }) => [destination.index, connections.id] as const)
        .toSorted(([a], [b]) => a - b),
    ),
  };
}

test('an edited judgement says what one made anew says', () => {
  let kept = 0;
  fc.assert(
    fc.property(arbitraryWorld, arbitraryWorld, edits, (world, other, steps) => {
      let policies = policiesOf(world);
      let connectivity = buildConnectivity(world.cluster, policies, world.profile);
      for (const { at, action } of steps) {
        policies = edited(policies, policiesOf(other), at, action);
        const next = buildConnectivity(world.cluster, policies, world.profile, connectivity);
        if (indexOf(next).ground === indexOf(connectivity).ground) kept++;
        connectivity = next;
        expect(answersOf(next)).toEqual(answersOf(buildConnectivity(world.cluster, policies, world.profile)));
      }
    }),
    { numRuns: 100 },
  );
  expect(kept).toBeGreaterThan(50);
});

test('the delta is the difference of two judgements, pair by pair and each once', () => {
  let changed = 0;
  fc.assert(
    fc.property(arbitraryWorld, arbitraryWorld, edits, (world, other, steps) => {
      const start = buildConnectivity(world.cluster, policiesOf(world), world.profile);
      let policies = policiesOf(world);
      for (const { at, action } of steps) policies = edited(policies, policiesOf(other), at, action);
      const end = buildConnectivity(world.cluster, policies, world.profile, start);
      const { before, after } = onCommonGround(start, end);
      const found = new Map<string, readonly [ConnectionSet, ConnectionSet]>();
      visitDelta(before, after, (source, destination, was, is) => {
        const key = `${source.index} ${destination.index}`;
        expect(found.has(key)).toBe(false);
        found.set(key, [was, is]);
      });
      let [opened, closed] = [0, 0];
      for (const source of after.parties) {
        for (const destination of after.parties) {
          const was = before.permitted(before.parties[source.index]!, before.parties[destination.index]!);
          const is = after.permitted(source, destination);
          const [old, now] = found.get(`${source.index} ${destination.index}`) ?? [was, was];
          if (was !== is) changed++;
          const pairs = podsIn(source) * podsIn(destination) - (source === destination ? podsIn(source) : 0);
          if (!isSubset(is, was)) opened += pairs;
          if (!isSubset(was, is)) closed += pairs;
          expect([subtract(is, was), subtract(was, is)]).toEqual([subtract(now, old), subtract(old, now)]);
        }
      }
      expect(deltaSize(before, after)).toEqual({ opened, closed });
    }),
    { numRuns: 100 },
  );
  expect(changed).toBeGreaterThan(1000);
});

test('and so it is where peers name many namespaces as a whole', () => {
  const { cluster, policies } = generateCluster({ pods: 150, namespaces: 24, policies: 80 });
  let before = buildConnectivity(cluster, policies);
  for (let number = 0; number < 6 * editKinds; number++) {
    const at = (number * 17) % policies.length;
    const next = editPolicy(policies[at]!, number, number);
    const others = next ? policies.with(at, next) : policies.toSpliced(at, 1);
    const after = buildConnectivity(cluster, others, before.profile, before);
    const ground = onCommonGround(before, after);
    const found = new Map<string, ConnectionSet>();
    visitDelta(ground.before, ground.after, (source, destination, _was, is) =>
      found.set(`${source.index} ${destination.index}`, is),
    );
    const { parties } = ground.after;
    const wrong = parties.flatMap((source) =>
      parties.filter((destination) => {
        const was = ground.before.permitted(source, destination);
        const is = ground.after.permitted(source, destination);
        return (found.get(`${source.index} ${destination.index}`) ?? was) !== is;
      }),
    );
    expect(wrong).toEqual([]);
    before = after;
  }
});
