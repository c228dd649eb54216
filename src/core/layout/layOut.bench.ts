import { bench } from 'vitest';
import { buildGraph } from '../graph/buildGraph';
import { briefly, describeClusters } from '../testing/benchmark';
import { layOut } from './layOut';

describeClusters(({ analysis: { connectivity } }) => {
  const graph = buildGraph(connectivity);
  const before = layOut(graph);

  bench('layout', () => void layOut(graph), briefly);
  bench('layout that keeps what stood', () => void layOut(graph, before), briefly);
});
