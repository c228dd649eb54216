import { expect, test } from 'vitest';
import { locate } from './locate';
import { locateLong } from './locateLong';

const text = `---
# a policy
metadata:
  name: p
  "quoted": 'yes'
spec:
  ingress:
  - from:
    -
    - podSelector:
        matchLabels: {a: "b c", "d": e}
    ports: [{port: 0}, {port: 1, port: 2}]
  egress:
  note: |
    several
    lines
  same: &x {a: 1}
  again: *x
`;

test.each<[path: (string | number)[]]>([
  [['metadata', 'name']],
  [['spec', 'ingress', 0, 'from', 1, 'podSelector']],
  [['spec', 'ingress', 0, 'ports', 0, 'port']],
  [['spec', 'ingress', 0, 'ports', 1, 'port']],
  [['spec', 'ingress', 0, 'from', 1, 'podSelector', 'matchLabels', 'd']],
])('begins where the slow one says: %j', (path) => {
  const place = locateLong(text, path);
  expect(place?.path).toEqual(path);
  expect(place?.value.from).toBe(locate(text, path)?.value.from);
  expect(text.slice(place?.key?.from)).toMatch(/^(name|podSelector|port|d)\b/);
});

test('a quoted scalar is inside its quotes', () => {
  const path = ['spec', 'ingress', 0, 'from', 1, 'podSelector', 'matchLabels', 'a'];
  const { value } = locateLong(text, path)!;
  expect(text.slice(value.from, value.to)).toBe('b c');
});

test('what is not there stands where what should hold it does', () => {
  expect(locateLong(text, ['metadata', 'namespace'])?.path).toEqual(['metadata']);
  expect(locateLong(text, ['spec', 'ingress', 7])?.path).toEqual(['spec', 'ingress']);
  expect(locateLong(text, ['spec', 'egress', 'x'])?.path).toEqual(['spec', 'egress']);
  const again = locateLong(text, ['spec', 'again', 'a'])!;
  expect(text.slice(again.value.from, again.value.to)).toBe('again');
});

test.each(['', '{', 'a: b: c', '\t'])('a text that cannot be read: %j', (odd) => {
  expect(locateLong(odd, ['a'])).toBeUndefined();
});
