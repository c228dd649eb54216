/** A judgement that an edit revised says the same as one made anew, and its delta is the difference. */
import * as fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import type { Direction, Policy } from '../policy/policy';
import { arbitraryWorld, type World } from '../testing/arbitraryWorld';
import { compareDelta } from '../testing/compareDelta';
import { editKinds, editPolicy } from '../testing/editPolicy';
import { generateCluster } from '../testing/generateCluster';
import { buildConnectivity } from './buildConnectivity';
import type { Connectivity } from './connectivity';
import { indexOf } from './indexes';

vi.setConfig({ testTimeout: 120_000 });

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
      const comparison = compareDelta(start, end);
      expect(comparison.disagreement).toBeUndefined();
      changed += comparison.changed;
    }),
    { numRuns: 100 },
  );
  expect(changed).toBeGreaterThan(1000);
});

test('also where the workloads are not the same', () => {
  let changed = 0;
  fc.assert(
    fc.property(arbitraryWorld, fc.nat(), fc.boolean(), (world, choice, isAdded) => {
      const { cluster, profile } = world;
      const workloads = cluster.workloads.toSpliced(choice % cluster.workloads.length, 1);
      const some = buildConnectivity({ ...cluster, workloads }, policiesOf(world), profile);
      const all = buildConnectivity(cluster, policiesOf(world).slice(1), profile);
      const comparison = isAdded ? compareDelta(some, all) : compareDelta(all, some);
      expect(comparison.disagreement).toBeUndefined();
      changed += comparison.changed;
    }),
    { numRuns: 60 },
  );
  expect(changed).toBeGreaterThan(100);
});

test('and so it is where peers name many namespaces as a whole', () => {
  const { cluster, policies } = generateCluster({ pods: 150, namespaces: 24, policies: 80 });
  let before = buildConnectivity(cluster, policies);
  for (let number = 0; number < 6 * editKinds; number++) {
    const at = (number * 17) % policies.length;
    const next = editPolicy(policies[at]!, number, number);
    const others = next ? policies.with(at, next) : policies.toSpliced(at, 1);
    const after = buildConnectivity(cluster, others, before.profile, before);
    expect(compareDelta(before, after).disagreement).toBeUndefined();
    before = after;
  }
});
