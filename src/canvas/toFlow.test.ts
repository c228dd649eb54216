import { expect, test } from 'vitest';
import { analyze, buildGraph, layOut, readSourceFile } from '../core/index';
import { createGraphKeeper } from './keep';
import { toScene, type SceneSource } from './scene';
import { createProjection } from './toFlow';

const workload = (name: string) => `
apiVersion: v1
kind: Pod
metadata: {name: ${name}, namespace: shop, labels: {app: ${name}}}
spec: {containers: [{name: c, image: x, ports: [{containerPort: 80}]}]}
---`;
const text = `${['web', 'api', 'db'].map(workload).join('')}
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: api, namespace: shop}
spec:
  podSelector: {matchLabels: {app: api}}
  ingress: [{from: [{podSelector: {matchLabels: {app: web}}}], ports: [{port: 80}]}]
`;
const graph = buildGraph(analyze([readSourceFile('a.yaml', text)]).connectivity);
const placements = layOut(graph);
const source: SceneSource = {
  graph,
  selection: undefined,
  policy: undefined,
  flow: undefined,
  drawing: undefined,
  showUnrestricted: true,
};

test('gives the same lists for an equal graph and equal placements', () => {
  const [project, keepGraph] = [createProjection(), createGraphKeeper()];
  const first = project(toScene({ ...source, graph: keepGraph(graph) }), placements);
  const again = project(
    toScene({ ...source, graph: keepGraph(structuredClone(graph)) }),
    structuredClone(placements),
  );
  expect(again.nodes).toBe(first.nodes);
  expect(again.edges).toBe(first.edges);
  expect(first.edges.map(({ edge }) => edge.name)).toContain('shop/web to shop/api, TCP 80');
});

test('makes anew only the node that moved and the edges that it has', () => {
  const project = createProjection();
  const first = project(toScene(source), placements);
  const id = 'Pod/shop/web';
  const place = placements[id];
  if (!place) throw new Error('web is not placed');
  const moved = project(toScene(source), { ...placements, [id]: { ...place, x: place.x + 40 } });
  const changed = moved.nodes.filter((node) => !first.nodes.includes(node));
  expect(changed.map((node) => node.id)).toEqual([id]);
  for (const edge of moved.edges.filter((each) => !first.edges.includes(each))) {
    expect([edge.edge.source, edge.edge.destination]).toContain(id);
  }
});

test('selecting a flow makes anew only its ends', () => {
  const project = createProjection();
  const first = project(toScene(source), placements);
  const selection = { type: 'flow', source: 'Pod/shop/web', destination: 'Pod/shop/api' } as const;
  const selected = project(toScene({ ...source, selection }), placements);
  const changed = selected.nodes.filter((node) => !first.nodes.includes(node)).map((node) => node.id);
  expect(changed.toSorted()).toEqual(['Pod/shop/api', 'Pod/shop/web']);
});
