import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type FlowState, visitParts } from '../evaluate/attribution';
import type { Connectivity, Party } from '../evaluate/connectivity';
import type { Policy } from '../policy/policy';
import { arbitraryTieredCrowd } from '../testing/arbitraryCrowd';
import { buildWideFlows, pairsOfWideFlow } from './widePolicies';

/** In how many pairs of parties the policies have a part of each state, between two namespaces or outside. */
function countPairs(connectivity: Connectivity, policies: readonly Policy[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  const nodeOf = (party: Party, role: string) =>
    party.type === 'pods' ? `Namespace/${party.workload.namespace}` : `Anywhere/${role}`;
  visitParts(connectivity, policies, (source, destination, parts) => {
    for (const { state } of parts) {
      const key = `${nodeOf(source, 'source')} ${nodeOf(destination, 'destination')} ${state}`;
      counts.set(key, (counts.get(key) ?? 0) + 1);
    }
  });
  return counts;
}

test('by namespace, each pair counts once and in its state', () => {
  fc.assert(
    fc.property(arbitraryTieredCrowd, (connectivity) => {
      for (const policy of [...connectivity.policies, ...connectivity.tierPolicies]) {
        const flows = buildWideFlows(connectivity, [policy]);
        const counts = flows.map(
          ({ source, destination, state, pairs }) => [`${source} ${destination} ${state}`, pairs] as const,
        );
        expect(new Map(counts)).toEqual(countPairs(connectivity, [policy]));
      }
    }),
    { numRuns: 40 },
  );
});

test('what is not said of all is partial, and its pairs can be listed', () => {
  fc.assert(
    fc.property(arbitraryTieredCrowd, (connectivity) => {
      const [policy] = [...connectivity.tierPolicies, ...connectivity.policies];
      if (!policy) return;
      for (const flow of buildWideFlows(connectivity, [policy])) {
        const pairs = pairsOfWideFlow(connectivity, [policy], flow);
        expect(pairs.length).toBeGreaterThan(0);
        const states: FlowState[] = [];
        visitParts(connectivity, [policy], (source, destination, parts) => {
          if (source.type !== 'pods' || destination.type !== 'pods') return;
          const isListed = pairs.some(
            ([from, to]) => from === source.workload.id && to === destination.workload.id,
          );
          const own = parts.find(({ state }) => state === flow.state);
          if (isListed && own && !flow.partial) expect(own.connections).toBe(flow.connections);
          if (isListed && own) states.push(own.state);
        });
        const isOutside = [flow.source, flow.destination].some((id) => id.startsWith('Anywhere/'));
        if (!isOutside) expect(states.length).toBeGreaterThan(0);
      }
    }),
    { numRuns: 40 },
  );
});
