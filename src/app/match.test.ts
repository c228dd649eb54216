import { expect, test } from 'vitest';
import { match } from './match';

/** The texts that match, best first. */
function find(query: string, texts: readonly string[]): string[] {
  return texts
    .map((text) => ({ text, score: match(text, query) }))
    .filter((found) => found.score !== undefined)
    .toSorted((a, b) => (b.score ?? 0) - (a.score ?? 0))
    .map(({ text }) => text);
}

test('starts of words come first, then inner parts, then first letters', () => {
  expect(find('db', ['data/mydb', 'data/db', 'db-allow-api', 'shop/api'])).toEqual([
    'db-allow-api',
    'data/db',
    'data/mydb',
  ]);
  expect(find('daa', ['db-allow-api', 'data/cache-daa', 'dashboard'])).toEqual([
    'data/cache-daa',
    'db-allow-api',
  ]);
});

test('every word must occur, in any order', () => {
  expect(find('api shop', ['shop/api', 'shop/frontend'])).toEqual(['shop/api']);
});

test('signs in the query mean themselves', () => {
  expect(find('a.b', ['x a.b', 'x aab'])).toEqual(['x a.b']);
  expect(find('(', ['f(x)', 'fx'])).toEqual(['f(x)']);
});

test('an empty query matches everything', () => {
  expect(find('', ['a', 'b'])).toHaveLength(2);
});
