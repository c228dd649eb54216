import { bench } from 'vitest';
import { briefly, describeClusters } from '../testing/benchmark';
import { buildGraph } from './buildGraph';
import { buildPolicyGraph } from './buildPolicyGraph';
import { policyCounter } from './countPolicies';

describeClusters(({ analysis: { connectivity } }) => {
  const { policies } = connectivity;
  const graph = buildGraph(connectivity);
  let next = 0;

  bench('graph of all flows', () => void buildGraph(connectivity), briefly);
  bench(
    'what one policy opens and closes (each in turn)',
    () => {
      const policy = policies[next++ % policies.length];
      if (policy) buildPolicyGraph(connectivity, graph, [policy]);
    },
    briefly,
  );
  bench('counts of all policies', () => policies.forEach(policyCounter(connectivity)), briefly);
});
