import { type BenchOptions, describe } from 'vitest';
import { generateManifests } from './generateManifests';
import { type Workspace, workspaceOf } from './planned';

const shapes = [
  { namespaces: 10, workloads: 100, policies: 40 },
  { namespaces: 40, workloads: 500, policies: 200 },
  { namespaces: 80, workloads: 1000, policies: 400 },
];

/** Long enough for figures that repeat, short enough that all benchmarks together take about a minute. */
export const briefly: BenchOptions = { time: 700, iterations: 5, warmupTime: 100, warmupIterations: 2 };

/** The file of a generated cluster that has its policies. */
export const policiesFile = 'policies.yaml';

/** Describes benchmarks of generated clusters, from small to large. */
export function describeClusters(measure: (workspace: Workspace) => void): void {
  for (const shape of shapes) {
    const { cluster, policies } = generateManifests(shape);
    const title = `${shape.workloads} workloads, ${shape.policies} policies`;
    describe(title, () => measure(workspaceOf({ 'cluster.yaml': cluster, [policiesFile]: policies })));
  }
}
