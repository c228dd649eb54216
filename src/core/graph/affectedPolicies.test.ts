import * as fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import { buildConnectivity } from '../evaluate/buildConnectivity';
import type { Policy } from '../policy/policy';
import { arbitraryWorld, type World } from '../testing/arbitraryWorld';
import { clusterShapes, generateCluster } from '../testing/generateCluster';
import { affectedPolicies } from './affectedPolicies';
import { policyCounter } from './countPolicies';

vi.setConfig({ testTimeout: 60_000 });

const policiesOf = ({ policies, tierPolicies }: World): readonly Policy[] => [...policies, ...tierPolicies];

test('the counts of the policies that an edit does not affect stay as they were', () => {
  fc.assert(
    fc.property(arbitraryWorld, arbitraryWorld, fc.nat(), fc.nat(), (world, other, at, choice) => {
      const policies = policiesOf(world);
      const [old] = policies.slice(at % Math.max(1, policies.length));
      const added = policiesOf(other)[choice % Math.max(1, policiesOf(other).length)];
      const before = buildConnectivity(world.cluster, policies, world.profile);
      const next = [
        ...policies.filter((policy) => policy !== old),
        ...(added ? [{ ...added, id: 'new' }] : []),
      ];
      const after = buildConnectivity(world.cluster, next, world.profile, before);
      const affected = affectedPolicies(before, after);
      if (!affected) return;
      const [was, is] = [policyCounter(before), policyCounter(after)];
      for (const policy of policies) {
        if (policy === old || affected.has(policy.id)) continue;
        expect(is(policy)).toEqual(was(policy));
      }
    }),
    { numRuns: 300 },
  );
});

test('a rule for one peer affects few policies of a large cluster', () => {
  const { cluster, policies } = generateCluster(clusterShapes.b);
  const before = buildConnectivity(cluster, policies);
  const at = policies.findIndex(({ name }) => name.startsWith('app-to-app'));
  const { ingress, ...policy } = policies[at]!;
  const edited = {
    ...policy,
    ingress: ingress.map((rule) => ({ ...rule, ports: [{ protocol: 'TCP' as const }] })),
  };
  const after = buildConnectivity(cluster, policies.with(at, edited), before.profile, before);
  const affected = affectedPolicies(before, after);
  expect(affected?.has(policy.id)).toBe(true);
  expect(affected?.size).toBeLessThan(20);
  const [was, is] = [policyCounter(before), policyCounter(after)];
  for (const other of policies) if (!affected?.has(other.id)) expect(is(other)).toEqual(was(other));
});
