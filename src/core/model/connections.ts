import type { Protocol } from './cluster';
import { work } from './work';

/** A closed range of destination ports of one protocol. `other` is every protocol that the API cannot name; its range is 0–0. */
export interface PortRange {
  readonly protocol: Protocol | 'other';
  readonly from: number;
  readonly to: number;
}

/**
 * A set of connections (protocol and destination port), immutable and interned:
 * two sets are equal exactly when they are the same object.
 */
export interface ConnectionSet {
  /** Small integer, unique per set. */
  readonly id: number;
  /** Canonical: ordered by protocol (TCP, UDP, SCTP, other) and port, disjoint, not adjacent. */
  readonly ranges: readonly PortRange[];
}

/**
 * A set as the points of one axis where it begins and ends by turns, ascending.
 * Between two protocols the axis has a gap, so that no span reaches over it.
 */
type Spans = readonly number[];

const protocols = ['TCP', 'UDP', 'SCTP', 'other'] as const;
const axisOfProtocol = 65536;

/** A port of a protocol as a number. `other` is one point, after the gap that port 0 is for the protocols with ports. */
export const axisOf = (protocol: Protocol | 'other', port: number): number =>
  protocols.indexOf(protocol) * axisOfProtocol + (protocol === 'other' ? 1 : port);

const sets = new Map<string, ConnectionSet>();
const spansOf: Spans[] = [];

function intern(spans: Spans): ConnectionSet {
  const key = spans.join();
  const known = sets.get(key);
  if (known) return known;
  const set: ConnectionSet = { id: spansOf.length, ranges: toRanges(spans) };
  sets.set(key, set);
  spansOf.push(spans);
  return set;
}

function toRanges(spans: Spans): PortRange[] {
  const ranges: PortRange[] = [];
  for (let i = 0; i + 1 < spans.length; i += 2) {
    const from = spans[i] ?? 0;
    const protocol = protocols[Math.floor(from / axisOfProtocol)] ?? 'other';
    const base = protocols.indexOf(protocol) * axisOfProtocol;
    ranges.push(
      protocol === 'other'
        ? { protocol, from: 0, to: 0 }
        : { protocol, from: from - base, to: (spans[i + 1] ?? 0) - base - 1 },
    );
  }
  return ranges;
}

function combine(a: Spans, b: Spans, keep: (inA: boolean, inB: boolean) => boolean): number[] {
  const result: number[] = [];
  let i = 0;
  let j = 0;
  let inside = false;
  while (i < a.length || j < b.length) {
    const at = Math.min(a[i] ?? Infinity, b[j] ?? Infinity);
    if (a[i] === at) i++;
    if (b[j] === at) j++;
    const kept = keep(i % 2 === 1, j % 2 === 1);
    if (kept !== inside) result.push(at);
    inside = kept;
  }
  return result;
}

/** The set of the given ranges, in any order and overlapping as they may be. Ports outside 1–65535 are dropped. */
export function connectionsOf(ranges: Iterable<PortRange>): ConnectionSet {
  const pieces: [number, number][] = [];
  for (const { protocol, from, to } of ranges) {
    const first = protocol === 'other' ? 0 : Math.max(1, from);
    const last = protocol === 'other' ? 0 : Math.min(65535, to);
    if (first <= last) pieces.push([axisOf(protocol, first), axisOf(protocol, last) + 1]);
  }
  pieces.sort(([a], [b]) => a - b);
  const spans: number[] = [];
  for (const [from, to] of pieces) {
    const end = spans.at(-1);
    if (end === undefined || from > end) spans.push(from, to);
    else spans[spans.length - 1] = Math.max(end, to);
  }
  return intern(spans);
}

/** No connection at all. */
export const NONE: ConnectionSet = connectionsOf([]);

/** Every port of every protocol, also of protocols that the API cannot name (S28). */
export const ALL: ConnectionSet = connectionsOf(
  protocols.map((protocol) => ({ protocol, from: 1, to: 65535 })),
);

const memoLimit = 100_000;
/** Sets that came first, most of what is ever combined, are looked up in a table. */
const tabled = 256;

/** A binary operation that remembers its results by the ids of both sets. */
function memoised(
  operate: (inA: boolean, inB: boolean) => boolean,
): (a: ConnectionSet, b: ConnectionSet) => ConnectionSet {
  const table = Array<ConnectionSet | undefined>(tabled * tabled).fill(undefined);
  const memo = new Map<number, ConnectionSet>();
  const combined = (a: ConnectionSet, b: ConnectionSet): ConnectionSet => {
    work.combinations++;
    return intern(combine(spansOf[a.id] ?? [], spansOf[b.id] ?? [], operate));
  };
  return (a, b) => {
    if (a.id < tabled && b.id < tabled) return (table[a.id * tabled + b.id] ??= combined(a, b));
    const key = a.id * 2 ** 26 + b.id;
    const known = memo.get(key);
    if (known) return known;
    const result = combined(a, b);
    if (memo.size >= memoLimit) memo.clear();
    memo.set(key, result);
    return result;
  };
}

const uniteAny = memoised((inA, inB) => inA || inB);
const intersectAny = memoised((inA, inB) => inA && inB);
const subtractAny = memoised((inA, inB) => inA && !inB);

/** Connections in `a` or in `b`. */
export function union(a: ConnectionSet, b: ConnectionSet): ConnectionSet {
  if (a === b || b === NONE || a === ALL) return a;
  if (a === NONE || b === ALL) return b;
  return uniteAny(a, b);
}

/** Connections in both `a` and `b`. */
export function intersect(a: ConnectionSet, b: ConnectionSet): ConnectionSet {
  if (a === b || b === ALL || a === NONE) return a;
  if (a === ALL || b === NONE) return b;
  return intersectAny(a, b);
}

/** Connections in `a` but not in `b`. */
export function subtract(a: ConnectionSet, b: ConnectionSet): ConnectionSet {
  if (a === b || b === ALL) return NONE;
  if (a === NONE || b === NONE) return a;
  return subtractAny(a, b);
}

export function isEmpty(set: ConnectionSet): boolean {
  return set === NONE;
}

/** Whether every connection of `a` is in `b`. */
export function isSubset(a: ConnectionSet, b: ConnectionSet): boolean {
  return subtract(a, b) === NONE;
}

/** Whether a connection to the port is in the set; the port means nothing for `other`. */
export function admits(set: ConnectionSet, protocol: Protocol | 'other', port: number): boolean {
  return set.ranges.some(
    (range) =>
      range.protocol === protocol && (protocol === 'other' || (range.from <= port && port <= range.to)),
  );
}

type PortProtocol = Exclude<PortRange['protocol'], 'other'>;

const portProtocols: readonly PortProtocol[] = ['TCP', 'UDP', 'SCTP'];

const allPortsOf = (protocol: PortProtocol): ConnectionSet =>
  connectionsOf([{ protocol, from: 1, to: 65535 }]);

const isOther = (range: PortRange): boolean => range.protocol === 'other';

/**
 * A set of connections in words: `TCP 80, 443 · UDP 53`, `all TCP`, `all ports`, `all but TCP 5432`.
 * @param connections a set, or ranges in any order
 */
export function describeConnections(connections: ConnectionSet | readonly PortRange[]): string {
  const set = 'ranges' in connections ? connections : connectionsOf(connections);
  if (set === ALL) return 'all ports';
  if (set === NONE) return 'no ports';
  const listed = describeProtocols(set);
  if (!set.ranges.some(isOther)) return listed;
  const excluded = `all but ${describeProtocols(subtract(ALL, set))}`;
  return excluded.length < listed.length ? excluded : listed;
}

function describeProtocols(set: ConnectionSet): string {
  const parts = portProtocols.map((protocol) => describeProtocol(protocol, set)).filter(Boolean);
  if (set.ranges.some(isOther)) parts.push('other protocols');
  return parts.join(' · ');
}

function describeProtocol(protocol: PortProtocol, set: ConnectionSet): string {
  const ranges = set.ranges.filter((range) => range.protocol === protocol);
  if (ranges.length === 0) return '';
  const absent = subtract(allPortsOf(protocol), connectionsOf(ranges));
  if (absent === NONE) return `all ${protocol}`;
  const listed = `${protocol} ${describePorts(ranges)}`;
  const excluded = `all ${protocol} but ${describePorts(absent.ranges)}`;
  return excluded.length < listed.length ? excluded : listed;
}

function describePorts(ranges: readonly PortRange[]): string {
  return ranges.map(({ from, to }) => (from === to ? `${from}` : `${from}–${to}`)).join(', ');
}
