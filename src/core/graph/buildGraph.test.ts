import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Connectivity } from '../evaluate/connectivity';
import { flowBetween } from '../evaluate/flows';
import {
  ALL,
  type ConnectionSet,
  connectionsOf,
  describeConnections,
  NONE,
  union,
} from '../model/connections';
import { arbitraryTieredCrowd } from '../testing/arbitraryCrowd';
import { workspaceOf } from '../testing/planned';
import { namedBlocks } from './addressBlocks';
import { buildGraph } from './buildGraph';
import type { Graph, GraphEdge, WorkloadNode } from './graph';
import { everyAddress, ownBlock } from './outsideFlows';

/** What a graph says, read back: the law of the summary. */
function expand({ nodes, edges }: Graph) {
  const hub = (id: string) =>
    nodes.flatMap((node) => (node.type === 'anywhere' && node.id === id ? node.members : []));
  const hubs = { source: hub('Anywhere/source'), destination: hub('Anywhere/destination') };
  const endsOf = ({ id, parent }: WorkloadNode, end: 'source' | 'destination') =>
    hubs[end].includes(id) ? [id, parent, `Anywhere/${end}`] : [id, parent];
  const read = (sources: readonly string[], destinations: readonly string[]) => {
    const found = edges.filter(
      (edge) =>
        sources.includes(edge.source) &&
        destinations.includes(edge.destination) &&
        !edge.exceptSources.some((id) => sources.includes(id)) &&
        !edge.exceptDestinations.some((id) => destinations.includes(id)),
    );
    return {
      connections: found.map(({ connections }) => connectionsOf(connections)).reduce(union, NONE),
      // Hubs say what is usual; an edge between the two themselves (or their boxes) says all that is permitted.
      partial: (found.find((edge) => !isAtHub(edge)) ?? found.toSorted((a, b) => sizeOf(b) - sizeOf(a))[0])
        ?.partial,
    };
  };
  return {
    workloads: nodes.filter((node): node is WorkloadNode => node.type === 'workload'),
    flow: (source: WorkloadNode, destination: WorkloadNode) =>
      read(endsOf(source, 'source'), endsOf(destination, 'destination')),
    fromOutside: (blocks: readonly string[], { id, parent }: WorkloadNode) =>
      read([...blocks, 'Anywhere/source'], [id, parent]).connections,
    toOutside: ({ id, parent, egress }: WorkloadNode, blocks: readonly string[]) =>
      egress.isolatedBy.length + egress.deniedBy.length === 0
        ? ALL
        : read([id, parent], [...blocks, 'Anywhere/destination']).connections,
  };
}

/** What at least one pod of a workload has. */
const together = (connectivity: Connectivity, workload: string, judge: (pod: number) => ConnectionSet) =>
  connectivity
    .podGroups(workload)
    .map(({ index }) => judge(index))
    .reduce(union, NONE);

const isAtHub = ({ source, destination }: GraphEdge) =>
  [source, destination].some((id) => id.startsWith('Anywhere/'));

const sizeOf = ({ connections }: GraphEdge) =>
  connections.reduce((sum, { from, to }) => sum + 1 + to - from, 0);

const deployment = (namespace: string, name: string) => `apiVersion: apps/v1
kind: Deployment
metadata: {name: ${name}, namespace: ${namespace}}
spec: {replicas: 1, template: {metadata: {labels: {app: ${name}}}, spec: {containers: [{}]}}}
---
`;
const policy = (name: string, spec: string) => `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: ${name}, namespace: shop}
spec: ${spec}
---
`;
const shop = ['web', 'api', 'db'].map((name) => deployment('shop', name)).join('');
const monitoring = deployment('monitoring', 'prometheus');

function graphOf(text: string) {
  const { nodes, edges } = buildGraph(workspaceOf(text).analysis.connectivity);
  const hubs = nodes.flatMap((node) => (node.type === 'anywhere' ? [`${node.title}: ${node.subtitle}`] : []));
  return { hubs, names: edges.map(({ name }) => name).toSorted() };
}

describe('buildGraph', () => {
  test('without policies, everything reaches every namespace', () => {
    expect(graphOf(shop + monitoring)).toEqual({
      hubs: ['Anywhere: every workload, and outside'],
      names: ['Anywhere to monitoring/prometheus, all ports', 'Anywhere to shop, all ports'],
    });
  });

  test('same namespace only: one edge from the box to itself', () => {
    const own = policy('own', '{podSelector: {}, ingress: [{from: [{podSelector: {}}]}]}');
    expect(graphOf(shop + monitoring + own).names).toEqual([
      'Anywhere to monitoring/prometheus, all ports',
      'shop to shop, all ports',
    ]);
  });

  test('an isolated source is no member of the hub, and what it may send to anyone goes to the other one', () => {
    const dns = policy(
      'dns',
      '{podSelector: {matchLabels: {app: web}}, policyTypes: [Egress], egress: [{ports: [{port: 53, protocol: UDP}]}, {to: [{ipBlock: {cidr: 0.0.0.0/0, except: [10.0.0.0/8]}}], ports: [{port: 443}]}]}',
    );
    expect(graphOf(shop + monitoring + dns)).toEqual({
      hubs: [
        'Every open egress gate: 3 of 4 workloads, and outside',
        'Anywhere: every workload, and outside',
      ],
      names: [
        'Every open egress gate to monitoring/prometheus, all ports',
        'Every open egress gate to shop, all ports',
        'shop/web to Any IPv4 address except 10.0.0.0/8, TCP 443',
        'shop/web to Anywhere, UDP 53',
      ],
    });
  });

  test('a policy that allows everything to anyone leaves the workload a member of the hub', () => {
    const all = policy('all', '{podSelector: {}, policyTypes: [Egress], egress: [{}]}');
    expect(graphOf(shop + all)).toEqual({
      hubs: ['Anywhere: every workload, and outside', 'Anywhere: every workload, and outside'],
      names: ['Anywhere to shop, all ports', 'shop to Anywhere, all ports'],
    });
  });

  test('says of any two workloads exactly what is permitted', () => {
    fc.assert(
      fc.property(arbitraryTieredCrowd, (connectivity) => {
        const graph = expand(buildGraph(connectivity));
        for (const source of graph.workloads) {
          for (const destination of graph.workloads) {
            if (source.id === destination.id) continue;
            const drawn = graph.flow(source, destination);
            const judged = flowBetween(connectivity, source.id, destination.id);
            expect([source.id, destination.id, describeConnections(drawn.connections)]).toEqual([
              source.id,
              destination.id,
              describeConnections(judged.connections),
            ]);
            if (judged.connections !== NONE) expect(drawn.partial).toBe(judged.partial);
          }
        }
      }),
      { numRuns: 100 },
    );
  });

  test('says of any workload and the addresses outside exactly what is permitted', () => {
    fc.assert(
      fc.property(arbitraryTieredCrowd, (connectivity) => {
        const graph = expand(buildGraph(connectivity));
        const blocks = [
          ...namedBlocks(connectivity),
          ...connectivity.addressRanges.map(ownBlock),
          everyAddress(connectivity),
        ];
        const { parties } = connectivity;
        for (const range of connectivity.addressRanges) {
          const holding = blocks.filter(({ ranges }) => ranges.includes(range)).map(({ id }) => id);
          for (const workload of graph.workloads) {
            const into = (pod: number) => connectivity.permitted(range, parties[pod]!);
            const outOf = (pod: number) => connectivity.permitted(parties[pod]!, range);
            expect(describeConnections(graph.fromOutside(holding, workload))).toBe(
              describeConnections(together(connectivity, workload.id, into)),
            );
            expect(describeConnections(graph.toOutside(workload, holding))).toBe(
              describeConnections(together(connectivity, workload.id, outOf)),
            );
          }
        }
      }),
      { numRuns: 100 },
    );
  });
});
