import { describe, expect, test } from 'vitest';
import { countBySeverity, hasWords, toRows, type Problem } from './problemRows';

function problem(given: Partial<Problem> & { readonly message: string }): Problem {
  return { file: 'p.yaml', from: 0, to: 1, code: 'L1', severity: 'warning', ...given };
}

const all = [
  problem({ message: 'a hint', severity: 'info', resource: 'NetworkPolicy/shop/api', code: 'L28' }),
  problem({ message: 'a slip', resource: 'NetworkPolicy/data/db', consequence: 'Opens port 5432.' }),
  problem({
    message: 'refused',
    severity: 'error',
    resource: 'NetworkPolicy/data/db',
    code: 'V9',
    rule: 'L20',
  }),
  problem({ message: 'open', severity: 'info', resource: 'Namespace/data', code: 'L69' }),
  problem({ message: 'too wide', resource: 'AdminNetworkPolicy/tenants' }),
  problem({ message: 'does not parse', severity: 'error', code: 'syntax' }),
];

const lines = (problems: readonly Problem[], grouping: Parameters<typeof toRows>[1]) =>
  toRows(problems, grouping).map((row) =>
    row.type === 'group' ? `${row.title} (${row.amount})` : `- ${row.problem.message}`,
  );

describe('toRows', () => {
  test('groups by severity, the gravest first', () => {
    expect(lines(all, 'severity')).toEqual([
      'Errors (2)',
      '- refused',
      '- does not parse',
      'Warnings (2)',
      '- a slip',
      '- too wide',
      'Notes (2)',
      '- a hint',
      '- open',
    ]);
  });

  test('groups by what the problems are about', () => {
    expect(lines(all, 'policy')).toEqual([
      'data/db (2)',
      '- refused',
      '- a slip',
      'p.yaml (1)',
      '- does not parse',
      'AdminNetworkPolicy tenants (1)',
      '- too wide',
      'shop/api (1)',
      '- a hint',
      'Namespace data (1)',
      '- open',
    ]);
  });

  test('groups by namespace', () => {
    expect(lines(all, 'namespace')).toEqual([
      'Namespace data (3)',
      '- refused',
      '- a slip',
      '- open',
      'p.yaml (1)',
      '- does not parse',
      'No namespace (1)',
      '- too wide',
      'Namespace shop (1)',
      '- a hint',
    ]);
  });

  test('gives every line a key of its own, also where the same is said twice', () => {
    const rows = toRows([...all, ...all], 'severity');
    expect(new Set(rows.map(({ key }) => key)).size).toBe(rows.length);
  });

  test('keeps the key of a problem that moves in the text', () => {
    const keys = (from: number) =>
      toRows([problem({ message: 'a slip', from })], 'policy').map(({ key }) => key);
    expect(keys(10)).toEqual(keys(90));
  });
});

test.each([
  ['', 6],
  ['DATA/DB', 2],
  ['data/db error', 1],
  ['5432', 1],
  ['L20', 1],
  ['V9 l20', 1],
  ['p.yaml', 6],
  ['nothing', 0],
])('the words %j fit %i problems', (words, amount) => {
  expect(all.filter(hasWords(words))).toHaveLength(amount);
});

test('problems are counted by severity', () => {
  expect(countBySeverity(all)).toEqual({ error: 2, warning: 2, info: 2 });
});
