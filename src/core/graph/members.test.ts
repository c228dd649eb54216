import fc from 'fast-check';
import { expect, test } from 'vitest';
import { flowBetween } from '../evaluate/flows';
import { connectionsOf, describeConnections, isSubset } from '../model/connections';
import { arbitraryTieredCrowd } from '../testing/arbitraryCrowd';
import { workspaceOf } from '../testing/planned';
import { buildGraph } from './buildGraph';
import { membersOf } from './members';
import { reachable } from './reachable';

test('what an edge stands for is permitted, and every flow between two workloads is under some edge', () => {
  fc.assert(
    fc.property(arbitraryTieredCrowd, (connectivity) => {
      const graph = buildGraph(connectivity);
      const listed = new Map<string, string[]>();
      for (const edge of graph.edges) {
        for (const { source, destination } of membersOf(connectivity, graph, edge)) {
          if (connectivity.podGroups(source).length * connectivity.podGroups(destination).length === 0)
            continue;
          const { connections } = flowBetween(connectivity, source, destination);
          expect(isSubset(connectionsOf(edge.connections), connections)).toBe(true);
          listed.set(`${source} ${destination}`, [edge.ports]);
        }
      }
      for (const { id: source } of connectivity.cluster.workloads) {
        for (const { id: destination } of connectivity.cluster.workloads) {
          if (source === destination) continue;
          const { connections } = flowBetween(connectivity, source, destination);
          if (describeConnections(connections) !== 'no ports')
            expect(listed.has(`${source} ${destination}`)).toBe(true);
        }
      }
    }),
    { numRuns: 40 },
  );
});

const pod = (name: string) => `apiVersion: v1
kind: Pod
metadata: {name: ${name}, namespace: shop, labels: {app: ${name}}}
spec: {containers: [{name: main}]}
---
`;
const only = (name: string, from: string) => `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: ${name}, namespace: shop}
spec:
  podSelector: {matchLabels: {app: ${name}}}
  ingress: [{from: [{podSelector: {matchLabels: {app: ${from}}}}]}]
---
`;

test('an edge of a namespace lists its workloads, one of a hub outside too', () => {
  const { connectivity } = workspaceOf(pod('web') + pod('db')).analysis;
  const graph = buildGraph(connectivity);
  const names = graph.edges.flatMap((edge) => membersOf(connectivity, graph, edge).map(({ name }) => name));
  expect(names.toSorted()).toEqual([
    'Outside to shop/db',
    'Outside to shop/web',
    'shop/db to shop/web',
    'shop/web to shop/db',
  ]);
});

test('reach goes from hop to hop, over what is permitted only', () => {
  const chain =
    pod('web') + pod('api') + pod('db') + only('web', 'nobody') + only('api', 'web') + only('db', 'api');
  const { connectivity } = workspaceOf(chain).analysis;
  const loaded = (direction: 'ingress' | 'egress', hops: number) =>
    reachable(connectivity, 'Pod/shop/web', direction, hops)
      .workloads.filter(({ workload }) => workload.startsWith('Pod/'))
      .map(({ workload, distance }) => `${workload.slice(9)} ${distance}`);
  expect(loaded('egress', 1)).toEqual(['web 0', 'api 1']);
  expect(loaded('egress', Infinity)).toEqual(['web 0', 'api 1', 'db 2']);
  const { workloads, outside } = reachable(connectivity, 'Pod/shop/web', 'egress', 2);
  expect(workloads.find(({ workload }) => workload === 'Pod/shop/db')?.via).toBe('Pod/shop/api');
  expect(outside).toEqual({ workload: 'Pod/shop/web', distance: 0 });
  expect(
    reachable(connectivity, 'Pod/shop/db', 'ingress', 1).workloads.map(({ workload }) => workload),
  ).toEqual(['Pod/shop/db', 'Pod/shop/api']);
  expect(reachable(connectivity, 'Pod/shop/gone', 'egress', 1)).toEqual({ workloads: [] });
});

test('on any cluster, reach is the closure of the permitted flows', () => {
  fc.assert(
    fc.property(
      arbitraryTieredCrowd,
      fc.nat(),
      fc.integer({ min: 1, max: 3 }),
      (connectivity, pick, hops) => {
        const ids = connectivity.cluster.workloads.map(({ id }) => id);
        const start = ids[pick % ids.length];
        if (start === undefined) return;
        let expected = new Set([start]);
        for (let hop = 0; hop < hops; hop++) {
          const next = [...expected].flatMap((from) =>
            ids.filter(
              (to) => from !== to && flowBetween(connectivity, from, to).connections.ranges.length > 0,
            ),
          );
          expected = new Set([...expected, ...next]);
        }
        const { workloads } = reachable(connectivity, start, 'egress', hops);
        expect(workloads.map(({ workload }) => workload).toSorted()).toEqual([...expected].toSorted());
      },
    ),
    { numRuns: 40 },
  );
});
