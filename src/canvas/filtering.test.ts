import { expect, test } from 'vitest';
import { analyze, buildFlowGrid, buildGraph, keptEnds, readSourceFile, type FlowFilter } from '../core/index';
import { toFiltering } from './filtering';

const pod = (name: string) => `apiVersion: v1
kind: Pod
metadata: {name: ${name}, namespace: shop, labels: {app: ${name}}}
spec: {}
---
`;
const allow = (to: string, from: string, port: number) => `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: ${to}, namespace: shop}
spec:
  podSelector: {matchLabels: {app: ${to}}}
  ingress: [{from: [{podSelector: {matchLabels: {app: ${from}}}}], ports: [{port: ${port}}]}]
---
`;
/** web → api → db; everyone reaches web. */
const { connectivity } = analyze([
  readSourceFile(
    'a.yaml',
    `${['web', 'api', 'db'].map(pod).join('')}${allow('api', 'web', 80)}${allow('db', 'api', 5432)}`,
  ),
]);
const graph = buildGraph(connectivity);
const everything: FlowFilter = {
  namespaces: [],
  protocol: undefined,
  port: undefined,
  fromOutside: false,
  notIsolated: undefined,
  focus: undefined,
};

function shown(change: Partial<FlowFilter>) {
  const filter = { ...everything, ...change };
  const kept = new Set(keptEnds(buildFlowGrid(connectivity, graph), filter));
  const { keepsEdge, keepsNode } = toFiltering(graph.nodes, filter, kept);
  return {
    edges: graph.edges.filter(keepsEdge).map(({ name }) => name),
    pods: graph.nodes.flatMap((node) => (node.type === 'workload' && keepsNode(node) ? [node.name] : [])),
  };
}

test('a port leaves what allows it', () => {
  expect(shown({ port: 5432, fromOutside: false }).edges).toContain('shop/api to shop/db, TCP 5432');
  expect(shown({ port: 5432 }).edges).not.toContain('shop/web to shop/api, TCP 80');
});

test('from outside leaves what addresses reach', () => {
  expect(shown({ fromOutside: true })).toEqual({ edges: ['Anywhere to shop/web, all ports'], pods: ['web'] });
});

test('a focus leaves the ways to and from a workload', () => {
  const direct = shown({ focus: { workload: 'Pod/shop/db', hops: 1 } });
  expect(direct.edges).toContain('shop/api to shop/db, TCP 5432');
  expect(direct.edges).not.toContain('shop/web to shop/api, TCP 80');
  expect(shown({ focus: { workload: 'Pod/shop/db', hops: 2 } }).edges).toContain(
    'shop/web to shop/api, TCP 80',
  );
});

test('what is not isolated is told by its own direction', () => {
  expect(shown({ notIsolated: 'ingress' }).edges).toEqual(['Anywhere to shop/web, all ports']);
});
