import fc from 'fast-check';
import { buildConnectivity } from '../evaluate/buildConnectivity';
import type { Connectivity } from '../evaluate/connectivity';
import { arbitraryWorld } from './arbitraryWorld';

/** An arbitrary world with some of its workloads several times over, so that namespaces hold many that agree. */
export const arbitraryCrowd: fc.Arbitrary<Connectivity> = fc
  .tuple(arbitraryWorld, fc.array(fc.integer({ min: 0, max: 4 }), { minLength: 5, maxLength: 5 }))
  .map(([{ cluster, policies, profile }, copies]) => {
    const workloads = cluster.workloads.flatMap((workload, index) =>
      Array.from({ length: copies[index] ?? 1 }, (_, copy) => ({
        ...workload,
        id: `${workload.id}-${copy}`,
        name: `${workload.name}-${copy}`,
      })),
    );
    return buildConnectivity({ ...cluster, workloads }, policies, profile);
  });
