import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { FlowState } from '../evaluate/attribution';
import type { Connectivity, Party } from '../evaluate/connectivity';
import { pairsBetween } from '../evaluate/flows';
import { withoutTiers } from '../evaluate/rulePiece';
import {
  connectionsOf,
  describeConnections,
  type ConnectionSet,
  intersect,
  union,
} from '../model/connections';
import type { Policy } from '../policy/policy';
import { arbitraryTieredCrowd } from '../testing/arbitraryCrowd';
import { attributePolicy } from '../testing/attributePolicy';
import { workspaceOf } from '../testing/planned';
import { buildGraph } from './buildGraph';
import { buildPolicyGraph, drawPolicies } from './buildPolicyGraph';
import { policyCounter } from './countPolicies';
import type { Graph, GraphEdge, WorkloadNode } from './graph';
import { policyMembersOf } from './members';
import { buildPolicyEffect } from './policyEffect';
import { flowsOf } from './policyFlows';

const stands = (end: string, except: readonly string[], { id, parent }: WorkloadNode) =>
  end === id || (end === parent && !except.includes(id));

/** What the edges say of two workloads, by state. Those between the two themselves go before those of hubs, which in a small picture are of outside only. */
function readParts(
  { nodes }: Graph,
  edges: readonly GraphEdge[],
  source: WorkloadNode,
  destination: WorkloadNode,
  areSingle: boolean,
) {
  const from = (edge: GraphEdge) => stands(edge.source, edge.exceptSources, source);
  const to = (edge: GraphEdge) => stands(edge.destination, edge.exceptDestinations, destination);
  const isMember = (hub: string, { id }: WorkloadNode) =>
    nodes.some((node) => node.id === hub && node.type === 'anywhere' && node.members.includes(id));
  const explicit = edges.filter((edge) => from(edge) && to(edge));
  const atHubs = edges.filter(
    (edge) =>
      (edge.source === 'Anywhere/source' &&
        !edge.exceptSources.includes(source.id) &&
        isMember('Anywhere/source', source) &&
        to(edge)) ||
      (edge.destination === 'Anywhere/destination' &&
        !edge.exceptDestinations.includes(destination.id) &&
        isMember('Anywhere/destination', destination) &&
        from(edge)),
  );
  return new Map(
    (explicit.length > 0 || areSingle ? explicit : atHubs).map((edge) => [
      edge.state,
      describeConnections(connectionsOf(edge.connections)) + (edge.partial ? ', partly' : ''),
    ]),
  );
}

const isDenied = (state: FlowState) => state === 'closes' || state === 'alsoCloses';

/** What a policy's parts between two workloads are, as far as they are to be shown. */
function shownParts(
  connectivity: Connectivity,
  policy: Policy,
  source: WorkloadNode,
  destination: WorkloadNode,
) {
  const [sources, destinations] = [source, destination].map(({ id }) => connectivity.podGroups(id));
  const parts = attributePolicy(connectivity, policy);
  const pairs = pairsBetween(sources!, destinations!);
  const sets = new Map<FlowState, ConnectionSet[]>();
  for (const [from, to] of pairs) {
    const own = parts.filter((part) => part.source === from && part.destination === to);
    const strong = own.some(({ state }) => state === 'closes' || state === 'allowsInVain');
    for (const { state, connections } of own) {
      if (isDenied(state) && isUsual(connectivity, policy, from, to)) continue;
      if (state === 'alsoCloses' && strong) continue;
      sets.set(state, [...(sets.get(state) ?? []), connections]);
    }
  }
  return new Map(
    Array.from(sets, ([state, found]) => {
      const partly = found.length < pairs.length || found.some((set) => set !== found[0]);
      return [state, describeConnections(found.reduce(union)) + (partly ? ', partly' : '')];
    }),
  );
}

/** What a NetworkPolicy denies goes without saying where a rule of some NetworkPolicy allows the pair more. */
function isUsual(connectivity: Connectivity, policy: Policy, source: Party, destination: Party): boolean {
  return policy.kind === 'NetworkPolicy' && isSingledOut(withoutTiers(connectivity), source, destination);
}

function isSingledOut(connectivity: Connectivity, source: Party, destination: Party): boolean {
  const usual = intersect(
    connectivity.admittedFromAnyone(source, 'egress'),
    connectivity.admittedFromAnyone(destination, 'ingress'),
  );
  return connectivity.permitted(source, destination) !== usual;
}

const cluster = ['shop/frontend', 'shop/api', 'data/db', 'data/cache', 'monitoring/prometheus']
  .map((title) => {
    const [namespace, app] = title.split('/');
    return `apiVersion: apps/v1
kind: StatefulSet
metadata: {name: ${app}, namespace: ${namespace}}
spec: {replicas: 2, template: {metadata: {labels: {app: ${app}}}, spec: {containers: [{ports: [{containerPort: 80}]}]}}}
---
`;
  })
  .join('');
const policyText = (name: string, spec: string) => `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: ${name}, namespace: data}
spec: ${spec}
---
`;
const denyAll = policyText('deny', '{podSelector: {}, policyTypes: [Ingress]}');
const fromShop = 'namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: shop}}';
const allowApi = policyText(
  'allow-api',
  `{podSelector: {matchLabels: {app: db}}, ingress: [{from: [{${fromShop}, podSelector: {matchLabels: {app: api}}}], ports: [{port: 5432}]}]}`,
);

function policyGraphOf(text: string, name: string) {
  const { connectivity } = workspaceOf(text).analysis;
  const selected = connectivity.policies.find((found) => found.name === name)!;
  const { edges, counts } = buildPolicyGraph(connectivity, buildGraph(connectivity), [selected]);
  const { opens, keepsOpen, closes, alsoCloses } = counts;
  return {
    names: edges.map((edge) => edge.name).toSorted(),
    counts: { opens, keepsOpen, closes, alsoCloses },
  };
}

/** What an edge is said to stand for has just the part that it says, and every part is listed under some edge. */
function expectMembersToAgree(
  connectivity: Connectivity,
  graph: Graph,
  policy: Policy,
  edges: readonly GraphEdge[],
): void {
  const listed = new Set<string>();
  for (const edge of edges) {
    const members = policyMembersOf(connectivity, graph, [policy], edge);
    expect(members.length).toBeGreaterThan(0);
    for (const { source, destination } of members) listed.add(`${source} ${destination} ${edge.state}`);
  }
  const effect = buildPolicyEffect(connectivity, [policy]);
  const parts = [...flowsOf(connectivity, effect)].flatMap((flow) =>
    flow.parts.map(({ state }) => `${flow.source} ${flow.destination} ${state}`),
  );
  expect([...listed].toSorted()).toEqual(parts.toSorted());
}

describe('buildPolicyGraph', () => {
  test('a policy that opens a flow which another one would deny', () => {
    expect(policyGraphOf(cluster + denyAll + allowApi, 'allow-api')).toEqual({
      names: [
        'Anywhere to data/db, all ports, also closed',
        'data/cache to data/db, all ports, also closed',
        'monitoring/prometheus to data/db, all ports, also closed',
        'shop/api to data/db, TCP 5432, opened',
        'shop/frontend to data/db, all ports, also closed',
      ],
      counts: { opens: 1, keepsOpen: 0, closes: 0, alsoCloses: 4 },
    });
  });

  test('a policy that isolates alone', () => {
    expect(policyGraphOf(cluster + allowApi, 'allow-api')).toEqual({
      names: [
        'Anywhere to data/db, all ports, closed',
        'data/cache to data/db, all ports, closed',
        'monitoring/prometheus to data/db, all ports, closed',
        'shop/api to data/db, TCP 5432, kept open',
        'shop/frontend to data/db, all ports, closed',
      ],
      counts: { opens: 0, keepsOpen: 1, closes: 4, alsoCloses: 0 },
    });
  });

  test('what is allowed to anyone stands beside what is closed, and blocks for themselves', () => {
    const egress = policyText(
      'egress',
      `{podSelector: {matchLabels: {app: db}}, policyTypes: [Egress], egress: [{ports: [{port: 53, protocol: UDP}]}, {to: [{ipBlock: {cidr: 10.0.0.0/8}}]}]}`,
    );
    const { names } = policyGraphOf(cluster + egress, 'egress');
    expect(names).toContain('data/db to Anywhere, UDP 53, kept open');
    expect(names).toContain('data/db to Anywhere, all but UDP 53, closed');
    expect(names).toContain('data/db to 10.0.0.0/8, all ports, kept open');
    expect(names).toHaveLength(3 + 2 * 4 + 1);
    expect(names).toContain('data/db to data/db, UDP 53, kept open');
  });

  test('many pairs are summarised, at hubs and boxes', () => {
    const many = Array.from({ length: 60 }, (_, index) => `shop/extra-${index}`);
    const crowd = many
      .map((title) => cluster.split('---\n')[0]!.replaceAll('frontend', title.slice(5)))
      .join('---\n');
    const ownNamespace = policyText('own', '{podSelector: {}, ingress: [{from: [{podSelector: {}}]}]}');
    const { names, counts } = policyGraphOf(`${cluster}${crowd}---\n${ownNamespace}`, 'own');
    expect(names).toEqual(['Anywhere to data, all ports, closed', 'data to data, all ports, kept open']);
    expect(counts).toEqual({ opens: 0, keepsOpen: 4, closes: 2 * 64, alsoCloses: 0 });
  });

  test('says of any two workloads the part that the policy has', () => {
    fc.assert(
      fc.property(arbitraryTieredCrowd, fc.nat(), (connectivity, pick) => {
        const all = [...connectivity.policies, ...connectivity.tierPolicies];
        const policy = all[pick % all.length];
        if (!policy) return;
        const graph = buildGraph(connectivity);
        const { edges } = buildPolicyGraph(connectivity, graph, [policy]);
        const effect = buildPolicyEffect(connectivity, [policy]);
        const { isSingle } = drawPolicies(connectivity, graph, effect);
        const workloads = graph.nodes.filter((node): node is WorkloadNode => node.type === 'workload');
        for (const source of workloads) {
          for (const destination of workloads) {
            if (source === destination) continue;
            const wanted = shownParts(connectivity, policy, source, destination);
            expect([
              source.id,
              destination.id,
              readParts(graph, edges, source, destination, isSingle),
            ]).toEqual([source.id, destination.id, wanted]);
          }
        }
      }),
      { numRuns: 40 },
    );
  });

  test('edges stand at nodes of the graph, and their ids are unique', () => {
    fc.assert(
      fc.property(arbitraryTieredCrowd, (connectivity) => {
        const graph = buildGraph(connectivity);
        const ids = new Set(graph.nodes.map(({ id }) => id));
        const count = policyCounter(connectivity);
        for (const policy of [...connectivity.policies, ...connectivity.tierPolicies]) {
          const { edges, counts: own, selected } = buildPolicyGraph(connectivity, graph, [policy]);
          expect(edges.every(({ source, destination }) => ids.has(source) && ids.has(destination))).toBe(
            true,
          );
          expect(new Set(edges.map(({ id }) => id)).size).toBe(edges.length);
          expect(count(policy)).toEqual(own);
          expect(selected.every((id) => ids.has(id))).toBe(true);
          expectMembersToAgree(connectivity, graph, policy, edges);
        }
      }),
      { numRuns: 40 },
    );
  });
});
