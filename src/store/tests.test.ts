import { beforeEach, expect, test } from 'vitest';
import { expectOfTest, keepTest, readTests, removeTest, useTests } from './tests';

const query = { source: 'Pod/shop/web', destination: 'Pod/shop/db', protocol: 'TCP', port: 80 } as const;
const tests = () => useTests.getState().tests;

beforeEach(() => useTests.setState({ tests: [] }));

test('a query is kept once, and what it should come to can be changed', () => {
  keepTest({ query, expected: 'denied' });
  keepTest({ query: { ...query, port: 81 }, expected: 'allowed' });
  keepTest({ query: { ...query }, expected: 'allowed' });
  expect(tests().map(({ expected }) => expected)).toEqual(['allowed', 'denied']);
  expectOfTest(query, 'partly');
  expect(tests()[1]).toEqual({ query, expected: 'partly' });
  removeTest(query);
  expect(tests()).toHaveLength(1);
});

test('reads what was kept, and nothing else', () => {
  const kept = { query, expected: 'denied' };
  expect(readTests([kept, { query }, { ...kept, query: { ...query, protocol: 'ICMP' } }, 1, null])).toEqual([
    kept,
  ]);
  expect(readTests('broken')).toEqual([]);
});
