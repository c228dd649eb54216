import { describe, expect, test } from 'vitest';
import { readCursor, type Cursor } from './cursor';

/** The cursor at the sign ¦. */
function cursorIn(marked: string): Cursor | undefined {
  const offset = marked.indexOf('¦');
  return readCursor(marked.replace('¦', ''), offset)?.cursor;
}

describe('the path of the cursor', () => {
  test.each<[string, string, Partial<Cursor> | undefined]>([
    ['a key at the top', 'kind: A\nsp¦\n', { path: [], position: 'key', typed: 'sp' }],
    ['a key that nothing is written of', 'a:\n  b: 1\n  ¦\n', { path: ['a'], position: 'key', typed: '' }],
    ['a key between others', 'a:\n  b: 1\n  ¦\n  c: 2\n', { path: ['a'], siblings: new Set(['b', 'c']) }],
    ['a key with its colon', 'a:\n  f¦oo: 1\n', { path: ['a'], position: 'key', hasColon: true }],
    ['the first key of an item', 'a:\n  - ¦\n', { path: ['a', 0], position: 'key' }],
    ['a key of an item', 'a:\n- b: 1\n  ¦\n', { path: ['a', 0], position: 'key', siblings: new Set(['b']) }],
    ['below an empty key', 'a:\n  b:\n    ¦\n', { path: ['a', 'b'], position: 'key' }],
    ['a value', 'a:\n  b: x¦y # c\n', { path: ['a', 'b'], position: 'value', typed: 'x' }],
    ['no value yet', 'a:\n  b: ¦\n  c: 1\n', { path: ['a', 'b'], position: 'value', typed: '' }],
    ['a quoted value', 'a: "x¦"\n', { path: ['a'], position: 'value', typed: 'x' }],
    ['an address', 'a: 2001:db8¦::/32\n', { path: ['a'], position: 'value', typed: '2001:db8' }],
    ['an item between brackets', 'a: [x, y¦]\n', { path: ['a', 1], position: 'value', inFlow: true }],
    ['a key between braces', 'a: {x: 1, y¦}\n', { path: ['a'], position: 'key', inFlow: true }],
    ['a value between braces', 'a: { b: {x: ¦} }\n', { path: ['a', 'b', 'x'], position: 'value' }],
    ['behind a broken neighbour', 'x: [\na:\n  b: ¦\n', undefined],
    ['a comment', 'a: 1 # ¦\n', undefined],
  ])('%s', (_title, text, expected) => {
    if (expected) expect(cursorIn(text)).toMatchObject(expected);
    else expect(() => cursorIn(text)).not.toThrow();
  });
});

test('the word at the cursor is what a proposal replaces', () => {
  const text = 'spec:\n  polic: x\n';
  const { cursor } = readCursor(text, 10)!;
  expect(text.slice(cursor.word.from, cursor.word.to)).toBe('polic');
});
