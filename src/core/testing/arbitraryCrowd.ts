import fc from 'fast-check';
import { buildConnectivity } from '../evaluate/buildConnectivity';
import type { Connectivity } from '../evaluate/connectivity';
import { arbitraryWorld, type World } from './arbitraryWorld';

/** An arbitrary world with some of its workloads several times over, so that namespaces hold many that agree. */
const crowdedWorld: fc.Arbitrary<World> = fc
  .tuple(arbitraryWorld, fc.array(fc.integer({ min: 0, max: 4 }), { minLength: 5, maxLength: 5 }))
  .map(([world, copies]) => {
    const workloads = world.cluster.workloads.flatMap((workload, index) =>
      Array.from({ length: copies[index] ?? 1 }, (_, copy) => ({
        ...workload,
        id: `${workload.id}-${copy}`,
        name: `${workload.name}-${copy}`,
      })),
    );
    return { ...world, cluster: { ...world.cluster, workloads } };
  });

/** A crowded world under its NetworkPolicies alone. */
export const arbitraryCrowd: fc.Arbitrary<Connectivity> = crowdedWorld.map(({ cluster, policies, profile }) =>
  buildConnectivity(cluster, policies, profile),
);

/** A crowded world under all its policies. */
export const arbitraryTieredCrowd: fc.Arbitrary<Connectivity> = crowdedWorld.map(
  ({ cluster, policies, tierPolicies, profile }) =>
    buildConnectivity(cluster, [...policies, ...tierPolicies], profile),
);
