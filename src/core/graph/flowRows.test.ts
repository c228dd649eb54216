import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Connectivity } from '../evaluate/connectivity';
import { flowBetween } from '../evaluate/flows';
import { ALL, describeConnections, NONE } from '../model/connections';
import { arbitraryCrowd } from '../testing/arbitraryCrowd';
import { workspaceOf } from '../testing/planned';
import { buildGraph } from './buildGraph';
import { buildGridFilter, type FlowFilter, keptEnds } from './flowFilter';
import { buildFlowGrid, type FlowGrid } from './flowGrid';
import { reasonOf } from './flowReason';
import { buildPartsBetween, type FlowRowsQuery, listFlows, withoutParts } from './flowRows';
import { matrixCell } from './matrixCells';
import { policyPartsBetween } from './policyFlows';

const everything: FlowFilter = {
  namespaces: [],
  protocol: undefined,
  port: undefined,
  fromOutside: false,
  notIsolated: undefined,
  focus: undefined,
};
const allRows: FlowRowsQuery = {
  source: '',
  destination: '',
  verdict: 'allowed',
  unrestricted: true,
  onlyParts: false,
  sortedBy: 'source',
  descending: false,
};

const gridOf = (connectivity: Connectivity) => buildFlowGrid(connectivity, buildGraph(connectivity));

function rowsOf(grid: FlowGrid, query: Partial<FlowRowsQuery> = {}, filter: Partial<FlowFilter> = {}) {
  const ready = buildGridFilter(grid, { ...everything, ...filter });
  return Array.from(listFlows(grid, ready, { ...allRows, ...query }, withoutParts), (flow) => {
    const [source, destination] = [Math.floor(flow / grid.ends.length), flow % grid.ends.length];
    return `${grid.ends[source]?.title} to ${grid.ends[destination]?.title}`;
  });
}

const pod = (namespace: string, name: string) => `apiVersion: v1
kind: Pod
metadata: {name: ${name}, namespace: ${namespace}, labels: {app: ${name}}}
spec: {containers: [{ports: [{containerPort: 80}]}]}
---
`;
const policy = (name: string, spec: string) => `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: ${name}, namespace: shop}
spec: ${spec}
---
`;
/** web → api → db in shop, and nothing else enters; stats in ops is open and reaches nobody in shop. */
const chain = workspaceOf(
  [
    ...['web', 'api', 'db'].map((name) => pod('shop', name)),
    pod('ops', 'stats'),
    policy('deny', '{podSelector: {}}'),
    policy(
      'api',
      '{podSelector: {matchLabels: {app: api}}, ingress: [{from: [{podSelector: {matchLabels: {app: web}}}], ports: [{port: 80}]}]}',
    ),
    policy(
      'db',
      '{podSelector: {matchLabels: {app: db}}, ingress: [{from: [{podSelector: {matchLabels: {app: api}}}], ports: [{port: 443}]}]}',
    ),
  ].join(''),
).analysis.connectivity;

describe('the flow grid', () => {
  test('says of any two workloads exactly what is permitted', () => {
    fc.assert(
      fc.property(arbitraryCrowd, (connectivity) => {
        const grid = gridOf(connectivity);
        for (const [source, from] of grid.ends.entries()) {
          for (const [destination, to] of grid.ends.entries()) {
            if (from.namespace === '' || to.namespace === '' || from === to) continue;
            const cell = grid.cell(grid.row(source)[destination] ?? 0);
            const { connections, partial } = flowBetween(connectivity, from.id, to.id);
            expect(cell).toEqual({ connections, partial });
          }
        }
      }),
      { numRuns: 50 },
    );
  });

  test('a lone pod and itself, and addresses among each other, have no cell', () => {
    const grid = gridOf(chain);
    const outside = grid.ends.length - 1;
    expect(grid.cell(grid.row(0)[0] ?? -1)).toBeUndefined();
    expect(grid.cell(grid.row(outside)[outside] ?? -1)).toBeUndefined();
  });
});

describe('listFlows', () => {
  test('lists what is permitted, by namespace and name', () => {
    const grid = gridOf(chain);
    expect(rowsOf(grid, { unrestricted: false })).toEqual(['shop/api to shop/db', 'shop/web to shop/api']);
    expect(rowsOf(grid, { source: 'OPS', destination: 'side' })).toEqual(['ops/stats to Outside']);
  });

  test('sorts by every column, and the other way round', () => {
    const grid = gridOf(chain);
    const restricted = { unrestricted: false } as const;
    const byDestination = ['shop/web to shop/api', 'shop/api to shop/db'];
    expect(rowsOf(grid, { ...restricted, sortedBy: 'destination' })).toEqual(byDestination);
    expect(rowsOf(grid, { ...restricted, sortedBy: 'ports' })).toEqual(byDestination);
    expect(rowsOf(grid, { ...restricted, sortedBy: 'ports', descending: true })).toEqual(
      byDestination.toReversed(),
    );
    expect(rowsOf(grid, { verdict: 'any', sortedBy: 'verdict' }).at(-1)).toBe('Outside to shop/web');
  });

  test('allowed and denied pairs together are all pairs', () => {
    fc.assert(
      fc.property(arbitraryCrowd, (connectivity) => {
        const grid = gridOf(connectivity);
        const [allowed, denied, any] = (['allowed', 'denied', 'any'] as const).map((verdict) =>
          rowsOf(grid, { verdict }),
        );
        expect([...(allowed ?? []), ...(denied ?? [])].toSorted()).toEqual(any?.toSorted());
      }),
      { numRuns: 30 },
    );
  });

  test('lists the flows in which a policy has a part', () => {
    const grid = gridOf(chain);
    const api = chain.policies.filter(({ name }) => name === 'api');
    const parts = buildPartsBetween(grid, policyPartsBetween(chain, api));
    const found = listFlows(
      grid,
      buildGridFilter(grid, everything),
      { ...allRows, verdict: 'any', onlyParts: true, sortedBy: 'state' },
      parts,
    );
    const [first] = found;
    const [web, shopApi] = ['Pod/shop/web', 'Pod/shop/api'].map((id) => grid.index.get(id)!);
    expect(first).toBe(web! * grid.ends.length + shopApi!);
    expect(parts(web!, shopApi!).map(({ state }) => state)).toEqual(['opens']);
  });
});

describe('a filter', () => {
  test('by port and protocol', () => {
    const grid = gridOf(chain);
    expect(rowsOf(grid, { unrestricted: false }, { port: 443 })).toEqual(['shop/api to shop/db']);
    expect(rowsOf(grid, { unrestricted: false }, { protocol: 'UDP' })).toEqual([]);
  });

  test('by namespace, from outside, into what nothing isolates', () => {
    const grid = gridOf(chain);
    expect(rowsOf(grid, {}, { namespaces: ['ops'] })).toEqual([
      'ops/stats to Outside',
      'shop/api to ops/stats',
      'shop/db to ops/stats',
      'shop/web to ops/stats',
      'Outside to ops/stats',
    ]);
    expect(rowsOf(grid, {}, { fromOutside: true })).toEqual(['Outside to ops/stats']);
    expect(keptEnds(grid, { ...everything, fromOutside: true })).toEqual(['Pod/ops/stats', 'Anywhere/other']);
    expect(new Set(rowsOf(grid, {}, { notIsolated: 'ingress' }).map((row) => row.split(' to ')[1]))).toEqual(
      new Set(['ops/stats']),
    );
  });

  test('by the ways from and to a workload, hop by hop', () => {
    const grid = gridOf(chain);
    const restricted = { unrestricted: false } as const;
    const focus = (workload: string, hops: number) =>
      rowsOf(grid, restricted, { focus: { workload: `Pod/shop/${workload}`, hops } });
    expect(focus('web', 1)).toEqual(['shop/web to shop/api']);
    expect(focus('web', 2)).toEqual(['shop/api to shop/db', 'shop/web to shop/api']);
    expect(focus('db', 2)).toEqual(['shop/api to shop/db', 'shop/web to shop/api']);
    expect(focus('gone', 2)).toEqual([]);
  });
});

describe('reasonOf', () => {
  const partiesOf = (name: string) => chain.podGroups(`Pod/${name}`);
  test.each([
    ['shop/web', 'shop/api', 'in: api'],
    ['shop/db', 'ops/stats', 'not isolated'],
    ['shop/web', 'shop/db', 'not let in by deny, db'],
    ['shop/web', 'shop/web', 'a pod always reaches itself'],
  ])('%s to %s: %s', (source, destination, reason) => {
    expect(reasonOf(chain, partiesOf(source), partiesOf(destination), ALL)).toBe(reason);
  });
});

describe('matrixCell', () => {
  test('tells all, some, none and mixed apart', () => {
    const grid = gridOf(chain);
    const filter = buildGridFilter(grid, everything);
    const at = (...names: string[]) => names.map((name) => grid.index.get(`Pod/${name}`)!);
    const shop = at('shop/web', 'shop/api', 'shop/db');
    const says = (sources: number[], destinations: number[]) =>
      matrixCell(grid, filter, withoutParts, sources, destinations);
    expect(says(at('shop/web'), at('shop/api'))).toMatchObject({ says: 'some', ports: 'TCP 80' });
    expect(says(shop, at('ops/stats'))).toMatchObject({ says: 'all', ports: 'all ports', permitted: 3 });
    expect(says(at('ops/stats'), shop)).toMatchObject({ says: 'none', permitted: 0, pairs: 3 });
    expect(says(shop, shop)).toMatchObject({ says: 'mixed', permitted: 2, pairs: 6 });
    expect(says(at('shop/web'), at('shop/web'))).toMatchObject({ says: 'itself' });
  });

  test('agrees with its pairs', () => {
    fc.assert(
      fc.property(arbitraryCrowd, (connectivity) => {
        const grid = gridOf(connectivity);
        const filter = buildGridFilter(grid, everything);
        const all = [...grid.ends.keys()];
        const cells = all.flatMap((source) =>
          all.flatMap((destination) => grid.cell(grid.row(source)[destination] ?? 0) ?? []),
        );
        const { says, ports, permitted, pairs } = matrixCell(grid, filter, withoutParts, all, all);
        expect(pairs).toBe(cells.length);
        expect(permitted).toBe(cells.filter(({ connections }) => connections !== NONE).length);
        const distinct = new Set(cells.map(({ connections }) => connections));
        if (says === 'some' || says === 'all') {
          expect([...distinct].map(describeConnections)).toEqual([ports]);
        } else if (says === 'mixed') expect(distinct.size).toBeGreaterThan(1);
        else expect(permitted).toBe(0);
      }),
      { numRuns: 50 },
    );
  });
});
