import { assert, jsonValue, property } from 'fast-check';
import { expect, test } from 'vitest';
import { same } from './same';

test('a copy is the same', () => {
  assert(property(jsonValue(), (value) => same(value, structuredClone(value))));
});

test('agrees with the comparison of the texts', () => {
  assert(
    property(jsonValue({ maxDepth: 2 }), jsonValue({ maxDepth: 2 }), (a, b) => {
      expect(same(a, b)).toBe(canonical(a) === canonical(b));
    }),
  );
});

test('tells a list from an object and a missing key from undefined', () => {
  expect(same([], {})).toBe(false);
  expect(same({ a: undefined }, { b: undefined })).toBe(false);
});

const canonical = (value: unknown): string =>
  JSON.stringify(value, (_, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : Object.is(part, -0)
        ? '-0'
        : part,
  );
