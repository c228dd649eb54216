import { create } from 'zustand';
import type { Explanation, TrafficQuery } from '../core/index';

/** A connection that is tested again after every change of the text, and what it should come to. */
export interface TrafficTest {
  readonly query: TrafficQuery;
  readonly expected: Explanation['verdict'];
}

interface TestsState {
  /** The newest first; no query twice. */
  readonly tests: readonly TrafficTest[];
}

/** So many tests are kept. */
const mostTests = 200;

/** The tests of the workspace: kept with it, not in its text. */
export const useTests = create<TestsState>()(() => ({ tests: [] }));

/** Names a query: equal ones have the same key. */
export function testKey({ source, destination, protocol, port }: TrafficQuery): string {
  return JSON.stringify([source, destination, protocol, port ?? null]);
}

/** Keeps a test; one that is there already stays as it is. */
export function keepTest(test: TrafficTest): void {
  useTests.setState(({ tests }) =>
    tests.some(({ query }) => testKey(query) === testKey(test.query))
      ? {}
      : { tests: [test, ...tests].slice(0, mostTests) },
  );
}

export function removeTest(query: TrafficQuery): void {
  useTests.setState(({ tests }) => ({
    tests: tests.filter((test) => testKey(test.query) !== testKey(query)),
  }));
}

/** Says what a test should come to. */
export function expectOfTest(query: TrafficQuery, expected: TrafficTest['expected']): void {
  useTests.setState(({ tests }) => ({
    tests: tests.map((test) => (testKey(test.query) === testKey(query) ? { ...test, expected } : test)),
  }));
}

/** Reads what was kept; what is no test is left out. */
export function readTests(value: unknown): readonly TrafficTest[] {
  return Array.isArray(value) ? value.filter(isTest) : [];
}

function isTest(value: unknown): value is TrafficTest {
  if (!isRecord(value) || !isRecord(value.query)) return false;
  const { source, destination, protocol, port } = value.query;
  return (
    ['allowed', 'denied', 'partly'].includes(String(value.expected)) &&
    typeof source === 'string' &&
    typeof destination === 'string' &&
    ['TCP', 'UDP', 'SCTP', 'other'].includes(String(protocol)) &&
    (port === undefined || typeof port === 'string' || typeof port === 'number')
  );
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
