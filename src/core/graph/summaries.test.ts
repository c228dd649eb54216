import { expect, test } from 'vitest';
import { deployment, documents, workspaceOf } from '../testing/planned';
import { buildGraph } from './buildGraph';
import { isSummary, standingFor, touching } from './summaries';

const policy = (name: string, spec: string) => `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: ${name}, namespace: shop}
spec: ${spec}
`;

/** Flows that stand for those of a workload at one end, by their other end. */
function others(manifests: string, id: string, end: 'source' | 'destination'): string[] {
  const { nodes, edges } = buildGraph(workspaceOf(manifests).analysis.connectivity);
  const node = nodes.find((known) => known.id === id);
  if (!node) throw new Error(`no node ${id}`);
  const standsFor = standingFor(nodes, node);
  const other = end === 'source' ? 'destination' : 'source';
  return edges.filter((edge) => standsFor(edge, end)).map((edge) => edge[other]);
}

const workloads = documents(deployment('web', 'shop'), deployment('api', 'shop'), deployment('db', 'data'));

test('a workload that is isolated but admits anyone is a member of the hub', () => {
  const manifests = documents(
    workloads,
    policy('web', '{podSelector: {matchLabels: {app: web}}, policyTypes: [Egress], egress: [{}]}'),
    policy('api', '{podSelector: {matchLabels: {app: api}}, policyTypes: [Egress]}'),
  );
  expect(others(manifests, 'Deployment/shop/web', 'source')).toContain('Deployment/data/db');
  expect(others(manifests, 'Deployment/shop/api', 'source')).toEqual([]);
});

test('an edge at a namespace does not stand for the workloads that it excepts', () => {
  const [web, api, db] = ['Deployment/shop/web', 'Deployment/shop/api', 'Deployment/data/db'];
  const { nodes, edges } = buildGraph(workspaceOf(workloads).analysis.connectivity);
  const [known] = edges;
  if (!known) throw new Error('no edge');
  const edge = { ...known, source: 'Namespace/shop', destination: db, exceptSources: [api] };
  const stands = nodes.filter((node) => standingFor(nodes, node)(edge, 'source')).map(({ id }) => id);
  expect(stands).toEqual(['Namespace/shop', web]);
});

test('namespaces and hubs are summaries, workloads and blocks are not', () => {
  const ids = ['Namespace/shop', 'Anywhere/source', 'Deployment/shop/web', 'Addresses/10.0.0.0/8'];
  expect(ids.map(isSummary)).toEqual([true, true, false, false]);
});

test('an edge touches a namespace by its box, by a workload in it, or by a hub that it does not leave out of', () => {
  const [web, api, db] = ['Deployment/shop/web', 'Deployment/shop/api', 'Deployment/data/db'];
  const { nodes, edges } = buildGraph(workspaceOf(workloads).analysis.connectivity);
  const [known] = edges;
  if (!known) throw new Error('no edge');
  const touches = touching(nodes, 'Namespace/shop');
  const from = (source: string, exceptSources: readonly string[] = []) =>
    touches({ ...known, source, exceptSources }, 'source');
  expect([from('Namespace/shop'), from(web), from('Namespace/data'), from(db)]).toEqual([
    true,
    true,
    false,
    false,
  ]);
  expect([from('Anywhere/source', [web]), from('Anywhere/source', [web, api])]).toEqual([true, false]);
});
