import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { buildConnectivity } from '../evaluate/buildConnectivity';
import type { Connectivity, Party } from '../evaluate/connectivity';
import { flowBetween, pairsBetween } from '../evaluate/flows';
import type { GraphNode, WorkloadNode } from '../graph/graph';
import { membersOf } from '../graph/members';
import { mergeFlows } from '../graph/workloadFlows';
import { connectionsOf, describeConnections } from '../model/connections';
import { readNetworkPolicy } from '../policy/networkPolicy';
import type { NetworkPolicy } from '../policy/policy';
import { arbitraryWorld } from '../testing/arbitraryWorld';
import { buildTestCluster } from '../testing/specWorld';
import { buildComparedFlows } from './comparedFlows';
import { compareConnectivity } from './compareConnectivity';
import type { Comparison, ReviewEdge } from './comparison';
import { visitDifferences } from './differences';
import { toMarkdown } from './toMarkdown';

const policyOf = (name: string, spec: unknown): NetworkPolicy =>
  readNetworkPolicy({ metadata: { name, namespace: 'shop' }, spec });

const labelled = (...apps: readonly string[]) =>
  Object.fromEntries(apps.map((app) => [`shop/${app}`, { labels: { app } }]));
const shop = buildTestCluster({ shop: {} }, labelled('web', 'api', 'db'));

const fromApi = (port: number) =>
  policyOf('db', {
    podSelector: { matchLabels: { app: 'db' } },
    ingress: [{ from: [{ podSelector: { matchLabels: { app: 'api' } } }], ports: [{ port }] }],
  });

const namesOf = ({ edges }: Comparison) => edges.map(({ name }) => name).toSorted();

describe('compareConnectivity', () => {
  test('nothing differs', () => {
    const { edges, counts, policies } = compareConnectivity(
      buildConnectivity(shop, [fromApi(5432)]),
      buildConnectivity(shop, [fromApi(5432)]),
    );
    expect(edges).toEqual([]);
    expect(counts).toEqual({ added: 0, removed: 0, changed: 0 });
    expect(policies).toEqual({ added: [], removed: [], changed: [] });
  });

  test('a policy that isolates takes away from anywhere, save from those that it allows', () => {
    const comparison = compareConnectivity(
      buildConnectivity(shop, []),
      buildConnectivity(shop, [fromApi(5432)]),
    );
    expect(namesOf(comparison)).toEqual([
      'Anywhere to shop/db, all ports, not from shop/api, removed',
      'shop/api to shop/db, TCP 5432, changed from all ports',
    ]);
    expect(comparison.counts).toEqual({ added: 0, removed: 2, changed: 1 });
    expect(comparison.policies.added).toEqual(['NetworkPolicy/shop/db']);
  });

  test('another port', () => {
    const comparison = compareConnectivity(
      buildConnectivity(shop, [fromApi(5432)]),
      buildConnectivity(shop, [fromApi(5433)]),
    );
    expect(namesOf(comparison)).toEqual(['shop/api to shop/db, TCP 5433, changed from TCP 5432']);
    expect(comparison.policies.changed).toEqual(['NetworkPolicy/shop/db']);
  });

  test('a workload and its namespace come and go with their flows', () => {
    const more = buildTestCluster(
      { shop: {}, ops: {} },
      { ...labelled('web', 'api', 'db'), 'ops/backup': {} },
    );
    const [small, large] = [buildConnectivity(shop, [fromApi(1)]), buildConnectivity(more, [fromApi(1)])];
    const came = compareConnectivity(small, large);
    expect(came.workloads).toEqual({ added: ['Pod/ops/backup'], removed: [] });
    expect(came.namespaces).toEqual({ added: ['Namespace/ops'], removed: [] });
    expect(namesOf(came)).toEqual([
      'Anywhere to ops/backup, all ports, added',
      'ops/backup to Anywhere, all ports, added',
    ]);
    const went = compareConnectivity(large, small);
    expect(went.counts).toEqual({ added: 0, removed: came.counts.added, changed: 0 });
    expect(went.edges.every(({ change }) => change === 'removed')).toBe(true);
  });

  test('address blocks, as far as either side tells them apart', () => {
    const out = (...cidrs: readonly string[]) =>
      policyOf('out', {
        podSelector: { matchLabels: { app: 'web' } },
        policyTypes: ['Egress'],
        egress: [{ to: cidrs.map((cidr) => ({ ipBlock: { cidr } })) }],
      });
    const comparison = compareConnectivity(
      buildConnectivity(shop, [out('10.0.0.0/8')]),
      buildConnectivity(shop, [out('10.1.0.0/16', '192.168.0.0/16')]),
    );
    expect(namesOf(comparison)).toEqual([
      'shop/web to 10.0.0.0/8, all ports, removed',
      'shop/web to 192.168.0.0/16, all ports, added',
    ]);
  });

  test('on any two worlds the edges say of every pair what became of it, and nothing else', () => {
    fc.assert(
      fc.property(arbitraryWorld, arbitraryWorld, fc.nat(), (one, other, kept) => {
        const before = judge(one);
        const workloads = other.cluster.workloads.map(
          (workload, i) => (((kept >> i) & 1) === 1 && one.cluster.workloads[i]) || workload,
        );
        const after = judge({ ...other, profile: one.profile, cluster: { ...one.cluster, workloads } });
        const comparison = compareConnectivity(before, after);
        expect(new Set(comparison.edges.map(({ id }) => id)).size).toBe(comparison.edges.length);
        const said = readPairs(after, comparison);
        const ids = comparison.nodes.filter((node) => node.type === 'workload').map(({ id }) => id);
        for (const source of ids) {
          for (const destination of ids) {
            if (source === destination) continue;
            const [was, is] = [
              describeFlow(before, source, destination),
              describeFlow(after, source, destination),
            ];
            const expected = was === is ? undefined : toSaid(was, is);
            expect([source, destination, said.get(`${source} ${destination}`)]).toEqual([
              source,
              destination,
              expected,
            ]);
          }
        }
      }),
      { numRuns: 60 },
    );
  });

  test('on any two worlds the differences with addresses are those of the addresses themselves', () => {
    fc.assert(
      fc.property(arbitraryWorld, arbitraryWorld, (one, other) => {
        const before = judge(one);
        const after = judge({ ...other, cluster: one.cluster, profile: one.profile });
        const flows = buildComparedFlows(before, after);
        const found = new Map<string, string>();
        visitDifferences(flows, ({ source, destination, before: was, after: is }) => {
          if (source.type === 'workload' && destination.type === 'workload') return;
          const [from, to] = [source, destination].map((end) =>
            end.type === 'workload' ? end.workload.id : `${end.before.index}/${end.after.index}`,
          );
          found.set(`${from} ${to}`, `${was.connections.id} ${is.connections.id}`);
        });
        for (const { workload } of flows.workloads) {
          for (const atom of flows.atoms) {
            const outwards = (side: Connectivity, range: Party) =>
              mergeFlows(
                pairsBetween(side.podGroups(workload.id), [range]).map(([from, to]) =>
                  side.permitted(from, to),
                ),
              );
            const was = outwards(before, atom.before);
            const is = outwards(after, atom.after);
            const differs = was.connections !== is.connections || was.partial !== is.partial;
            expect(found.get(`${workload.id} ${atom.before.index}/${atom.after.index}`)).toBe(
              differs ? `${was.connections.id} ${is.connections.id}` : undefined,
            );
          }
        }
      }),
      { numRuns: 40 },
    );
  });
});

type Judged = Pick<
  Parameters<Parameters<typeof arbitraryWorld.map>[0]>[0],
  'cluster' | 'policies' | 'tierPolicies' | 'profile'
>;

const judge = ({ cluster, policies, tierPolicies, profile }: Judged) =>
  buildConnectivity(cluster, [...policies, ...tierPolicies], profile);

/** An edge says once that a side is partial. */
function toSaid(was: string, is: string): string {
  const partly = `${was}${is}`.includes(', partly') ? ' partly' : '';
  return `${was} → ${is}`.replaceAll(', partly', '') + partly;
}

function describeFlow(connectivity: Connectivity, source: string, destination: string): string {
  const { connections, partial } = flowBetween(connectivity, source, destination);
  return describeConnections(connections) + (partial ? ', partly' : '');
}

/** What the members of all edges say, by pair. */
function readPairs(after: Connectivity, comparison: Comparison): ReadonlyMap<string, string> {
  const said = new Map<string, string>();
  for (const edge of comparison.edges) {
    for (const { source, destination } of membersOf(after, comparison, edge)) {
      if (![source, destination].every((id) => isWorkload(comparison.nodes, id))) continue;
      const text = [edge.before, edge.after].map((ranges) => describeConnections(connectionsOf(ranges)));
      const known = said.get(`${source} ${destination}`);
      said.set(`${source} ${destination}`, withParts(text, edge, known));
    }
  }
  return said;
}

/** Two edges that say different things of a pair would show as both. */
function withParts(text: readonly string[], { partial }: ReviewEdge, known: string | undefined): string {
  const written = text.join(' → ') + (partial ? ' partly' : '');
  if (known !== undefined && known !== written) return `${known} and ${written}`;
  return written;
}

const isWorkload = (nodes: readonly GraphNode[], id: string): boolean =>
  nodes.some((node): node is WorkloadNode => node.type === 'workload' && node.id === id);

describe('toMarkdown', () => {
  test('tables by what became of the flows', () => {
    const before = buildConnectivity(shop, []);
    expect(toMarkdown(compareConnectivity(before, buildConnectivity(shop, [fromApi(5432)])))).toBe(
      `## Network flows

- Policies added: shop/db (NetworkPolicy)

**2 flows removed**, **1 flow changed**.

### Removed

| From | To | Ports | Flows |
| --- | --- | --- | ---: |
| Anywhere except shop/api | shop/db | all ports | 2 |

### Changed

| From | To | Before | After | Flows |
| --- | --- | --- | --- | ---: |
| shop/api | shop/db | all ports | TCP 5432 | 1 |
`,
    );
  });

  test('nothing', () => {
    const connectivity = buildConnectivity(shop, []);
    expect(toMarkdown(compareConnectivity(connectivity, connectivity))).toBe(
      '## Network flows\n\nNo flow differs.\n',
    );
  });

  test('names are text, never markup', () => {
    const odd = '<img src=x>|`*[a](https://b)';
    const cluster = buildTestCluster({ shop: {} }, { [`shop/${odd}`]: {} });
    const text = toMarkdown(compareConnectivity(buildConnectivity(shop, []), buildConnectivity(cluster, [])));
    expect(text).not.toContain('<img');
    expect(text).toContain(String.raw`&lt;img src=x&gt;\|`);
    expect(text).not.toContain('https://');
  });
});
