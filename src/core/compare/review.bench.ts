/** What a view waits for: selecting a policy, asking why, a line, a comparison. Goals: a frame on 300 workloads, 100 ms on 10,000 pods. */
import { bench, describe } from 'vitest';
import { analyze } from '../analyze';
import { buildConnectivity } from '../evaluate/buildConnectivity';
import { explainFlow } from '../explain/explain';
import { buildGraph } from '../graph/buildGraph';
import { buildPieceGraph, buildPolicyGraph } from '../graph/buildPolicyGraph';
import { reachable } from '../graph/reachable';
import { readClusterNetworkPolicy } from '../policy/clusterNetworkPolicy';
import { generateManifests } from '../testing/generateManifests';
import { briefly } from '../testing/benchmark';
import { readSourceFile } from '../text/workspace';
import { compareConnectivity } from './compareConnectivity';

const shapes = [
  { title: '300 workloads', namespaces: 25, workloads: 300, policies: 120 },
  { title: '10,000 pods', namespaces: 500, workloads: 4000, policies: 2000 },
];

const tier = readClusterNetworkPolicy({
  metadata: { name: 'baseline' },
  spec: {
    tier: 'Baseline',
    priority: 1,
    subject: { namespaces: {} },
    ingress: [{ action: 'Deny', from: [{ namespaces: {} }] }],
  },
});

for (const { title, ...shape } of shapes) {
  const manifests = generateManifests(shape);
  const files = Object.entries(manifests).map(([name, text]) => readSourceFile(`${name}.yaml`, text));
  const { connectivity } = analyze(files);
  const { cluster, policies, profile } = connectivity;
  const graph = buildGraph(connectivity);
  const tiered = buildConnectivity(cluster, [...policies, tier], profile);
  const edited = buildConnectivity(cluster, policies.slice(1), profile);
  let next = 0;
  const policy = () => policies[next++ % policies.length]!;
  const workload = () => cluster.workloads[(next++ * 7) % cluster.workloads.length]!.id;

  describe(title, () => {
    bench('select a policy', () => void buildPolicyGraph(connectivity, graph, [policy()]), briefly);
    bench('select a policy beside tiers', () => void buildPolicyGraph(tiered, graph, [policy()]), briefly);
    if (shape.workloads < 1000)
      bench('select a baseline of all', () => void buildPolicyGraph(tiered, graph, [tier]), briefly);
    bench(
      'select two policies',
      () => void buildPolicyGraph(connectivity, graph, [policy(), policy()]),
      briefly,
    );
    bench('ask why', () => void explainFlow(tiered, workload(), workload()), briefly);
    bench(
      'put the cursor into a rule',
      () => void buildPieceGraph(connectivity, graph, { policy: policy().id, direction: 'ingress', rule: 0 }),
      briefly,
    );
    bench('blast radius', () => void reachable(connectivity, workload(), 'egress', 2), briefly);
    bench('compare with before', () => void compareConnectivity(connectivity, edited), briefly);
  });
}
