import { expect, test } from 'vitest';
import { placeProblem } from './place';

const text = `---
# a policy
metadata:
  name: p
spec:
  podSelector: {}
  ingress:
  - from:
    -
    - podSelector:
        matchLabels: {a: "b c"}
    ports: [{port: 0}]
  egress:
`;

const placed = (path: (string | number)[], atKey?: true) => {
  const { from, to } = placeProblem(text, { path, ...(atKey ? { atKey } : {}) });
  return text.slice(from, to);
};

test.each<[string, (string | number)[], string]>([
  ['a value', ['metadata', 'name'], 'p'],
  ['a value in a flow', ['spec', 'ingress', 0, 'ports', 0, 'port'], '0'],
  ['the first line of a long value', ['spec', 'ingress', 0, 'from', 1], 'podSelector:'],
  ['the key where the value is not written', ['spec', 'egress'], 'egress'],
  ['the dash where the item is not written', ['spec', 'ingress', 0, 'from', 0], '-'],
  ['the key that should hold what is missing', ['metadata', 'namespace'], 'metadata'],
  ['the first line where nothing is there', ['kind'], 'metadata:'],
])('%s', (_title, path, expected) => expect(placed(path)).toBe(expected));

test('a key', () => {
  expect(placed(['spec', 'ingress', 0, 'from', 1, 'podSelector', 'matchLabels', 'a'], true)).toBe('a');
});

test('also in a text of more than a million characters, as well as it can be told at once', () => {
  const long = `${text}  note: "${'x'.repeat(1_000_000)}"\n`;
  const placedIn = (path: (string | number)[], atKey?: true) => {
    const { from, to } = placeProblem(long, { path, ...(atKey ? { atKey } : {}) });
    return long.slice(from, to);
  };
  expect(placedIn(['spec', 'ingress', 0, 'ports', 0, 'port'])).toBe('0');
  expect(placedIn(['spec', 'egress', 3])).toBe('egress');
  expect(placedIn(['spec', 'ingress', 0, 'from', 1], undefined)).toBe('podSelector:');
  expect(placedIn(['metadata', 'name'], true)).toBe('name');
});

test.each(['', '\n', '---\n# nothing\n', '{'])('is always inside the text: %j', (odd) => {
  const { from, to } = placeProblem(odd, { path: ['a', 0] });
  expect(from).toBeGreaterThanOrEqual(0);
  expect(to).toBeGreaterThanOrEqual(from);
  expect(to).toBeLessThanOrEqual(odd.length);
});
