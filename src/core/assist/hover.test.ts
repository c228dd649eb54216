import { describe, expect, test } from 'vitest';
import { buildTestCluster } from '../testing/specWorld';
import { hover } from './hover';

const cluster = buildTestCluster(
  { shop: { team: 'a' }, data: { team: 'b' } },
  {
    'shop/api': { labels: { app: 'api' }, ports: [['http', 8080, 'TCP']], addresses: ['10.0.1.2'] },
    'shop/web': { labels: { app: 'web' } },
    'data/db': { labels: { app: 'db' }, ports: [['sql', 5432, 'TCP']] },
  },
);

const text = `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: p, namespace: shop}
spec:
  podSelector: {matchLabels: {app: api}}
  policyTypes: [Ingress]
  ingress:
    - from:
        - namespaceSelector: {matchLabels: {team: b}}
          podSelector: {}
        - ipBlock: {cidr: 10.0.0.0/16}
      ports:
        - port: http
        - port: 9999
`;

const linesAt = (word: string, occurrence = 0): readonly string[] => {
  let offset = -1;
  for (let i = 0; i <= occurrence; i++) offset = text.indexOf(word, offset + 1);
  return hover(text, offset + 1, cluster)?.lines ?? [];
};

describe('hover says', () => {
  test.each<[string, readonly string[], RegExp[]]>([
    ['what a field means', linesAt('policyTypes'), [/directions/]],
    [
      'what a selector selects now',
      linesAt('podSelector'),
      [/isolates and allows/, /^Matches 1 workload now: shop\/api\.$/],
    ],
    ['which pods of other namespaces', linesAt('podSelector', 1), [/labels/, /1 workload now: data\/db\.$/]],
    ['which namespaces', linesAt('team'), [/^Matches 1 namespace now: data\.$/]],
    ['who serves a port', linesAt('http', 0), [/^Declared by 1 workload now: shop\/api\.$/]],
    ['that nobody declares a port', linesAt('9999'), [/No container there declares port 9999/]],
    [
      'what an address range holds',
      linesAt('10.0.0.0'),
      [/^10\.0\.0\.0 to 10\.0\.255\.255: 65,536 addresses\.$/, /Holds pods of 1 workload now: shop\/api/],
    ],
  ])('%s', (_title, lines, expected) => {
    expect(lines).toHaveLength(expected.length);
    for (const [index, line] of lines.entries()) expect(line).toMatch(expected[index]!);
  });

  test('nothing between words, in broken text and of other kinds', () => {
    expect(hover(text, text.indexOf('\n  ingress') + 1, cluster)).toBeUndefined();
    expect(hover(`${text}  x: [`, 3, cluster)).toBeUndefined();
    expect(hover('kind: Pod\nspec:\n  nodeName: x\n', 20, cluster)).toBeUndefined();
  });
});
