import {
  connectionsOf,
  type ConnectionSet,
  formatAddress,
  NONE,
  type Protocol,
  union,
} from '../../core/index';

/** What is permitted between two ends: `namespace/name[Kind]`, or a range of addresses `10.0.0.0-10.0.0.255`. */
export interface Row {
  readonly src: string;
  readonly dst: string;
  readonly conn: Conn;
}

export type Conn =
  | 'All Connections'
  | 'No Connections'
  | readonly {
      readonly protocol: Protocol;
      readonly ports: readonly (readonly [low: number, high: number])[];
    }[];

const allPorts = [[1, 65535]] as const;
const allConnections = (['TCP', 'UDP', 'SCTP'] as const).map((protocol) => ({ protocol, ports: allPorts }));

/** The set of connections that a row means. */
export function readConn(conn: Conn): ConnectionSet {
  if (conn === 'No Connections') return NONE;
  const parts = conn === 'All Connections' ? allConnections : conn;
  return connectionsOf(
    parts.flatMap(({ protocol, ports }) => ports.map(([from, to]) => ({ protocol, from, to }))),
  );
}

/** Lists of connections, made comparable: where one of them divides a range of addresses, all do. */
interface ComparableLists {
  /** For each list what it permits, by pair of ends. A pair that is missing has no connection. */
  readonly lists: readonly ReadonlyMap<string, ConnectionSet>[];
  /** How many ranges of addresses the lists know together; at least 1, as addresses may be in no row at all. */
  readonly ranges: number;
}

export function toComparable(lists: readonly (readonly Row[])[]): ComparableLists {
  const ends = lists.flat().flatMap(({ src, dst }) => [src, dst]);
  const intervals = ends.flatMap((end) => readInterval(end) ?? []);
  const starts = [...new Set(intervals.flatMap(({ first, last }) => [first, last + 1]))].sort(
    (a, b) => a - b,
  );
  const divide = (end: string): readonly string[] => {
    const interval = readInterval(end);
    return interval ? divideInterval(interval, starts).map(titleOf) : [end];
  };
  const ranges = new Set(intervals.flatMap((interval) => divideInterval(interval, starts).map(titleOf))).size;
  return { lists: lists.map((rows) => readCells(rows, divide)), ranges: Math.max(1, ranges) };
}

function readCells(
  rows: readonly Row[],
  divide: (end: string) => readonly string[],
): Map<string, ConnectionSet> {
  const cells = new Map<string, ConnectionSet>();
  for (const { src, dst, conn } of rows) {
    const pairs = divide(src).flatMap((source) => divide(dst).map((to) => `${source} → ${to}`));
    for (const pair of pairs) cells.set(pair, union(cells.get(pair) ?? NONE, readConn(conn)));
  }
  return cells;
}

/** IPv4 addresses as numbers, both included. */
interface Interval {
  readonly first: number;
  readonly last: number;
}

/** The parts of an interval between the places where parts begin. */
function divideInterval({ first, last }: Interval, starts: readonly number[]): Interval[] {
  const inside = starts.filter((start) => start >= first && start <= last);
  return inside.map((start, index) => ({ first: start, last: (inside[index + 1] ?? last + 1) - 1 }));
}

/** The interval that a range of addresses means; nothing for a workload. */
function readInterval(end: string): Interval | undefined {
  const match = /^(\d+\.\d+\.\d+\.\d+)-(\d+\.\d+\.\d+\.\d+)$/.exec(end);
  return match ? { first: toNumber(match[1] ?? ''), last: toNumber(match[2] ?? '') } : undefined;
}

const toNumber = (address: string): number =>
  address.split('.').reduce((value, part) => value * 256 + Number(part), 0);

const titleOf = ({ first, last }: Interval): string =>
  [first, last].map((value) => formatAddress({ family: 4, value: BigInt(value) })).join('-');
