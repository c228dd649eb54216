import { describe, expect, test } from 'vitest';
import type { Graph, GraphEdge, GraphNode } from '../core/index';
import { toScene, type SceneSource } from './scene';

const workload = (name: string): GraphNode => ({
  type: 'workload',
  id: `Deployment/shop/${name}`,
  parent: 'Namespace/shop',
  namespace: 'shop',
  name,
  kind: 'Deployment',
  title: `shop/${name}`,
  labels: {},
  ports: [],
  hostNetwork: false,
  inferred: false,
  ingress: { isolatedBy: [], deniedBy: [] },
  egress: { isolatedBy: [], deniedBy: [] },
});
const edge = (source: string, destination: string, more: Partial<GraphEdge> = {}): GraphEdge => ({
  id: `${source} → ${destination}`,
  source,
  destination,
  connections: [],
  ports: 'TCP 80',
  name: `${source} to ${destination}, TCP 80`,
  unrestricted: false,
  partial: false,
  exceptSources: [],
  exceptDestinations: [],
  flows: 1,
  ...more,
});
const [web, api, db] = ['Deployment/shop/web', 'Deployment/shop/api', 'Deployment/shop/db'] as const;
const graph: Graph = {
  nodes: [
    {
      type: 'namespace',
      labels: {},
      id: 'Namespace/shop',
      name: 'shop',
      origin: 'loaded',
      workloads: 3,
      isolatedIngress: 0,
      isolatedEgress: 0,
    },
    workload('web'),
    workload('api'),
    workload('db'),
    { type: 'anywhere', id: 'Anywhere/source', title: 'Anywhere', subtitle: '', members: [web, api] },
  ],
  edges: [
    edge(web, api),
    edge('Namespace/shop', db, { exceptSources: [web] }),
    edge('Anywhere/source', web, { unrestricted: true }),
  ],
};
const source: SceneSource = {
  graph,
  selection: undefined,
  policy: undefined,
  flow: undefined,
  drawing: undefined,
  showUnrestricted: true,
};
describe('toScene', () => {
  test('without a selection draws every edge and lights none', () => {
    const scene = toScene(source);
    expect(scene.focused).toBe(false);
    expect(scene.edges.map(({ look, lit }) => [look, lit])).toEqual([
      ['allowed', false],
      ['allowed', false],
      ['unrestricted', false],
    ]);
  });

  test('hides unrestricted edges, and the hub that has no other', () => {
    const scene = toScene({ ...source, showUnrestricted: false });
    expect(scene.edges).toHaveLength(2);
    expect(scene.nodes.map(({ type }) => type)).not.toContain('anywhere');
  });

  test('lights what a workload does itself, through its box and through a hub, save the exceptions', () => {
    const litFor = (id: string) =>
      toScene({ ...source, selection: { type: 'workload', workload: id } })
        .edges.filter(({ lit }) => lit)
        .map((drawn) => drawn.edge.source);
    expect(litFor(web)).toEqual([web, 'Anywhere/source']);
    expect(litFor(api)).toEqual([web, 'Namespace/shop', 'Anywhere/source']);
  });

  test("draws a policy's part in a flow instead of the allowed edge", () => {
    const scene = toScene({
      ...source,
      selection: { type: 'policies', policies: ['P'] },
      policy: {
        selected: [api],
        edges: [edge(web, api, { id: 'a', state: 'opens' }), edge(db, api, { id: 'b', state: 'closes' })],
      },
    });
    expect(scene.edges.map(({ look, lit }) => [look, lit])).toEqual([
      ['allowed', false],
      ['unrestricted', false],
      ['opens', true],
      ['closes', true],
    ]);
    expect([...scene.ringed]).toEqual([api]);
    expect(scene.lit.has(web)).toBe(true);
  });

  test('waits with the focus until the selected policy is known', () => {
    expect(toScene({ ...source, selection: { type: 'policies', policies: ['P'] } }).focused).toBe(false);
  });
});
