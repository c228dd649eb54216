import type { Protocol } from '../model/cluster';
import { ALL, type ConnectionSet, connectionsOf, intersect, NONE } from '../model/connections';
import type { Direction } from '../policy/policy';
import type { FlowGrid } from './flowGrid';

/** Which flows are looked at; every part that is given narrows. */
export interface FlowFilter {
  /** One of the ends is in one of these; empty: any. */
  readonly namespaces: readonly string[];
  readonly protocol: Protocol | undefined;
  readonly port: number | undefined;
  /** Flows from addresses outside the cluster. */
  readonly fromOutside: boolean;
  /** Flows into (ingress) or out of (egress) workloads that no policy isolates in this direction. */
  readonly notIsolated: Direction | undefined;
  /** Flows on the ways to and from a workload, of at most so many hops. */
  readonly focus: { readonly workload: string; readonly hops: number } | undefined;
}

/** A filter made ready for one grid. */
export interface GridFilter {
  /** The connections that are looked at. */
  readonly asked: ConnectionSet;
  /** Whether a pair of ends is looked at, permitted or not. */
  readonly keeps: (source: number, destination: number) => boolean;
  /** Whether some of what is asked is permitted, by the code of a cell. */
  readonly passes: (code: number) => boolean;
}

/** The connections of a protocol and port; a port without a protocol is meant of all that have ports. */
export function askedConnections({ protocol, port }: Pick<FlowFilter, 'protocol' | 'port'>): ConnectionSet {
  if (protocol === undefined && port === undefined) return ALL;
  const protocols: readonly Protocol[] = protocol ? [protocol] : ['TCP', 'UDP', 'SCTP'];
  return connectionsOf(protocols.map((each) => ({ protocol: each, from: port ?? 1, to: port ?? 65535 })));
}

/** Makes a filter ready. A focus on a workload that is gone keeps nothing. */
export function buildGridFilter(grid: FlowGrid, filter: FlowFilter): GridFilter {
  const { ends } = grid;
  const asked = askedConnections(filter);
  const passing = new Map<number, boolean>();
  const passes = (code: number): boolean => {
    let known = passing.get(code);
    if (known === undefined) {
      const cell = grid.cell(code);
      known = cell !== undefined && intersect(cell.connections, asked) !== NONE;
      passing.set(code, known);
    }
    return known;
  };
  const namespaces = new Set(filter.namespaces);
  const isInNamespace = ends.map(({ namespace }) => namespaces.has(namespace));
  const isAddress = ends.map(({ namespace }) => namespace === '');
  const { fromOutside, notIsolated, focus } = filter;
  const ways = focus && buildWays(grid, passes, focus);
  return {
    asked,
    passes,
    keeps: (source, destination) => {
      if (namespaces.size > 0 && !isInNamespace[source] && !isInNamespace[destination]) return false;
      if (fromOutside && !isAddress[source]) return false;
      if (notIsolated) {
        const end = notIsolated === 'ingress' ? destination : source;
        if (isAddress[end] || ends[end]?.isolated[notIsolated]) return false;
      }
      return !ways || ways.has(source, destination);
    },
  };
}

/** The ids of the ends of all permitted flows that a filter keeps, and of the workloads that it names. */
export function keptEnds(grid: FlowGrid, filter: FlowFilter): readonly string[] {
  const { keeps, passes } = buildGridFilter(grid, filter);
  const namespaces = new Set(filter.namespaces);
  const kept = grid.ends.map(
    ({ id, namespace }) => id === filter.focus?.workload || namespaces.has(namespace),
  );
  for (const source of grid.ends.keys()) {
    for (const [destination, code] of grid.row(source).entries()) {
      if ((kept[source] && kept[destination]) || !passes(code) || !keeps(source, destination)) continue;
      kept[source] = true;
      kept[destination] = true;
    }
  }
  return grid.ends.flatMap(({ id }, position) => (kept[position] ? [id] : []));
}

/**
 * How many hops each end is away from a workload, downstream and upstream. Ways do not lead through addresses
 * outside: what happens there is not known.
 */
function buildWays(
  grid: FlowGrid,
  passes: (code: number) => boolean,
  { workload, hops }: { readonly workload: string; readonly hops: number },
): { readonly has: (source: number, destination: number) => boolean } {
  const start = grid.index.get(workload);
  if (start === undefined) return { has: () => false };
  const downstream = spread(grid, start, hops, (from, reach) => {
    for (const [to, code] of grid.row(from).entries()) if (passes(code)) reach(to);
  });
  const upstream = spread(grid, start, hops, (to, reach) => {
    for (const from of grid.ends.keys()) if (passes(grid.row(from)[to] ?? 0)) reach(from);
  });
  return {
    has: (source, destination) =>
      (downstream[source] ?? hops) < hops || (upstream[destination] ?? hops) < hops,
  };
}

/** Distances from a start, in at most so many hops. */
function spread(
  { ends }: FlowGrid,
  start: number,
  hops: number,
  next: (at: number, reach: (other: number) => void) => void,
): readonly (number | undefined)[] {
  const distances = Array<number | undefined>(ends.length).fill(undefined);
  distances[start] = 0;
  let edge = [start];
  for (let hop = 1; hop <= hops && edge.length > 0; hop++) {
    const reached: number[] = [];
    for (const at of edge) {
      if (at !== start && ends[at]?.namespace === '') continue;
      next(at, (other) => {
        if (distances[other] !== undefined) return;
        distances[other] = hop;
        reached.push(other);
      });
    }
    edge = reached;
  }
  return distances;
}
