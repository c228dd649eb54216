import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  ALL,
  admits,
  type ConnectionSet,
  connectionsOf,
  describeConnections,
  intersect,
  isEmpty,
  isSubset,
  NONE,
  type PortRange,
  subtract,
  union,
} from './connections';

const protocols = ['TCP', 'UDP', 'SCTP', 'other'] as const;
/** Ports near the ends of the axis, where neighbours could be mistaken for each other. */
const ports = [1, 2, 3, 4, 80, 81, 65533, 65534, 65535];

const range: fc.Arbitrary<PortRange> = fc
  .record({
    protocol: fc.constantFrom(...protocols),
    a: fc.constantFrom(...ports),
    b: fc.constantFrom(...ports),
  })
  .map(({ protocol, a, b }) =>
    protocol === 'other'
      ? { protocol, from: 0, to: 0 }
      : { protocol, from: Math.min(a, b), to: Math.max(a, b) },
  );
const ranges = fc.array(range, { maxLength: 5 });

/** The naive model: which of a few connections are in the set. */
function bitmap(isIn: (protocol: PortRange['protocol'], port: number) => boolean): readonly boolean[] {
  return protocols.flatMap((protocol) =>
    protocol === 'other' ? [isIn(protocol, 0)] : ports.map((port) => isIn(protocol, port)),
  );
}
const bitmapOf = (set: ConnectionSet): readonly boolean[] =>
  bitmap((protocol, port) => admits(set, protocol, port));
const bitmapOfRanges = (list: readonly PortRange[]): readonly boolean[] =>
  bitmap((protocol, port) =>
    list.some(
      (entry) =>
        entry.protocol === protocol && (protocol === 'other' || (entry.from <= port && port <= entry.to)),
    ),
  );

describe('laws', () => {
  test('a set holds what its ranges hold', () => {
    fc.assert(
      fc.property(ranges, (list) => {
        expect(bitmapOf(connectionsOf(list))).toEqual(bitmapOfRanges(list));
      }),
    );
  });

  test('union, intersection and difference are those of the bitmaps', () => {
    fc.assert(
      fc.property(ranges, ranges, (left, right) => {
        const [a, b] = [bitmapOfRanges(left), bitmapOfRanges(right)];
        const [setA, setB] = [connectionsOf(left), connectionsOf(right)];
        expect(bitmapOf(union(setA, setB))).toEqual(a.map((bit, i) => bit || b[i]));
        expect(bitmapOf(intersect(setA, setB))).toEqual(a.map((bit, i) => bit && b[i]));
        expect(bitmapOf(subtract(setA, setB))).toEqual(a.map((bit, i) => bit && !b[i]));
      }),
    );
  });

  test('equal sets are the same object, however they came about', () => {
    fc.assert(
      fc.property(ranges, ranges, (left, right) => {
        const [a, b] = [connectionsOf(left), connectionsOf(right)];
        expect(union(a, b)).toBe(connectionsOf([...right, ...left]));
        expect(intersect(a, b)).toBe(subtract(a, subtract(a, b)));
        expect(subtract(a, b)).toBe(intersect(a, subtract(ALL, b)));
        expect(connectionsOf(a.ranges)).toBe(a);
      }),
    );
  });

  test('ranges are canonical: ordered, disjoint, not adjacent', () => {
    fc.assert(
      fc.property(ranges, (list) => {
        const { ranges: canonical } = connectionsOf(list);
        for (const [i, { protocol, from }] of canonical.entries()) {
          const before = canonical[i - 1];
          if (!before) continue;
          expect(protocols.indexOf(before.protocol)).toBeLessThanOrEqual(protocols.indexOf(protocol));
          if (before.protocol === protocol) expect(before.to + 1).toBeLessThan(from);
        }
      }),
    );
  });

  test('a subset is what a union does not grow by', () => {
    fc.assert(
      fc.property(ranges, ranges, (left, right) => {
        const [a, b] = [connectionsOf(left), connectionsOf(right)];
        expect(isSubset(a, b)).toBe(union(a, b) === b);
      }),
    );
  });
});

test('nothing and everything', () => {
  expect(isEmpty(NONE)).toBe(true);
  expect(NONE.ranges).toEqual([]);
  expect(ALL.ranges).toEqual([
    { protocol: 'TCP', from: 1, to: 65535 },
    { protocol: 'UDP', from: 1, to: 65535 },
    { protocol: 'SCTP', from: 1, to: 65535 },
    { protocol: 'other', from: 0, to: 0 },
  ]);
  expect(connectionsOf([{ protocol: 'TCP', from: 0, to: 70000 }]).ranges).toEqual([
    { protocol: 'TCP', from: 1, to: 65535 },
  ]);
  expect(connectionsOf([{ protocol: 'TCP', from: 80, to: 79 }])).toBe(NONE);
});

describe('in words', () => {
  const tcp = (from: number, to = from): PortRange => ({ protocol: 'TCP', from, to });
  const udp = (from: number, to = from): PortRange => ({ protocol: 'UDP', from, to });
  const allOf = (protocol: 'TCP' | 'UDP' | 'SCTP'): PortRange => ({ protocol, from: 1, to: 65535 });

  test.each<[string, ConnectionSet | readonly PortRange[]]>([
    ['no ports', NONE],
    ['all ports', ALL],
    ['TCP 5432', [tcp(5432)]],
    ['TCP 80, 443 · UDP 53', [udp(53), tcp(443), tcp(80)]],
    ['TCP 8000–8080', [tcp(8000, 8080)]],
    ['all TCP', [allOf('TCP')]],
    ['all TCP · UDP 53', [allOf('TCP'), udp(53)]],
    ['all TCP · all UDP · all SCTP', [allOf('TCP'), allOf('UDP'), allOf('SCTP')]],
    ['all TCP but 5432', [tcp(1, 5431), tcp(5433, 65535)]],
    ['all but TCP 5432', subtract(ALL, connectionsOf([tcp(5432)]))],
    ['all but TCP 80, 443 · UDP 53', subtract(ALL, connectionsOf([tcp(80), tcp(443), udp(53)]))],
    ['UDP 53 · other protocols', [udp(53), { protocol: 'other', from: 0, to: 0 }]],
    ['other protocols', [{ protocol: 'other', from: 0, to: 0 }]],
  ])('%s', (text, connections) => {
    expect(describeConnections(connections)).toBe(text);
  });
});
