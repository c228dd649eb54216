import * as fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import type { ConnectionSet } from '../model/connections';
import { arbitraryWorld } from '../testing/arbitraryWorld';
import { clusterShapes, generateCluster } from '../testing/generateCluster';
import { buildConnectivity } from './buildConnectivity';
import type { Connectivity } from './connectivity';
import { countPermitted } from './countPermitted';

vi.setConfig({ testTimeout: 60_000 });

/** Pair by pair. */
function countedSingly(connectivity: Connectivity): ReadonlyMap<ConnectionSet, number> {
  const pods = connectivity.parties.filter((party) => party.type === 'pods');
  const counts = new Map<ConnectionSet, number>();
  for (const source of pods) {
    for (const destination of pods) {
      const pairs = source.pods * (destination.pods - (source === destination ? 1 : 0));
      if (pairs === 0) continue;
      const connections = connectivity.permitted(source, destination);
      counts.set(connections, (counts.get(connections) ?? 0) + pairs);
    }
  }
  return counts;
}

test('all pairs at once are what they are one by one', () => {
  fc.assert(
    fc.property(arbitraryWorld, ({ cluster, policies, tierPolicies, profile }) => {
      const connectivity = buildConnectivity(cluster, [...policies, ...tierPolicies], profile);
      expect(countPermitted(connectivity)).toEqual(countedSingly(connectivity));
    }),
    { numRuns: 100 },
  );
});

test('also where peers name many namespaces as a whole', () => {
  const { cluster, policies } = generateCluster(clusterShapes.b);
  const connectivity = buildConnectivity(cluster, policies);
  expect(countPermitted(connectivity)).toEqual(countedSingly(connectivity));
});
