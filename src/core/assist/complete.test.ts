import { describe, expect, test } from 'vitest';
import { buildTestCluster } from '../testing/specWorld';
import { complete, type Proposal } from './complete';

const cluster = buildTestCluster(
  { shop: { team: 'a' }, data: { team: 'b' } },
  {
    'shop/api': {
      labels: { app: 'api', tier: 'be' },
      ports: [['http', 8080, 'TCP']],
    },
    'shop/web': { labels: { app: 'web' }, ports: [['w', 80, 'TCP']] },
    'data/db': { labels: { app: 'db', 'db/kind': 'sql' }, ports: [['sql', 5432, 'TCP']] },
  },
);

const head =
  'apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata:\n  name: p\n  namespace: shop\n';

/** The proposals at the sign ¦. */
function proposals(marked: string): readonly Proposal[] {
  const offset = marked.indexOf('¦');
  return complete(marked.replace('¦', ''), offset, cluster)?.items ?? [];
}
const titles = (marked: string): readonly string[] => proposals(marked).map(({ title }) => title);
const inserts = (marked: string, title: string): string | undefined =>
  proposals(marked).find((proposal) => proposal.title === title)?.insert;

describe('fields', () => {
  test('those of the kind that are not there yet', () => {
    expect(titles(`${head}spec:\n  podSelector: {}\n  ¦\n`)).toEqual(['policyTypes', 'ingress', 'egress']);
    expect(titles(`${head}spec:\n  ingress:\n    - from: []\n      ¦\n`)).toEqual(['ports']);
    expect(titles('kind: AdminNetworkPolicy\nspec:\n  subject: {}\n  ¦\n')).toEqual([
      'priority',
      'ingress',
      'egress',
    ]);
    expect(titles('kind: Deployment\nspec:\n  ¦\n')).toEqual([]);
  });

  test('with what begins their value, at its column', () => {
    expect(inserts(`${head}spec:\n  ¦\n`, 'policyTypes')).toBe('policyTypes:\n    - $0');
    expect(inserts(`${head}spec:\n  ¦\n`, 'podSelector')).toBe('podSelector:\n    $0');
    expect(inserts(`${head}spec:\n  ingress:\n    - ¦\n`, 'from')).toBe('from:\n        - $0');
    expect(inserts(`${head}spec:\n  ingress:\n    ¦\n`, 'from')).toBe('- from:\n        - $0');
    expect(inserts(`${head}spec:\n  podSelector: {¦}\n`, 'matchLabels')).toBe('matchLabels: {$0}');
    expect(inserts(`${head}spec:\n  pod¦: {}\n`, 'podSelector')).toBe('podSelector');
  });

  test('the items of a list may stand at the column of its key', () => {
    const peers = `${head}spec:\n  egress:\n    - to:\n      ¦\n`;
    expect(titles(peers)).toContain('podSelector');
    expect(titles(peers).at(-1)).toBe('ports');
    expect(inserts(peers, 'podSelector')).toBe('- podSelector:\n          $0');
    expect(titles(`${head}spec:\n  egress:\n  ¦\n`).slice(0, 2)).toEqual(['to', 'ports']);
    // The list has begun, or a deeper key is open.
    expect(titles(`${head}spec:\n  egress:\n    - to:\n      - podSelector: {}\n      ¦\n`)).toEqual([
      'ports',
    ]);
    expect(titles(`${head}spec:\n  podSelector:\n  ¦\n`)).toEqual(['policyTypes', 'ingress', 'egress']);
  });

  test('enumerations', () => {
    expect(titles(`${head}spec:\n  policyTypes: [¦]\n`)).toEqual(['Ingress', 'Egress']);
    expect(titles(`${head}spec:\n  policyTypes:\n    - ¦\n`)).toEqual(['Ingress', 'Egress']);
    expect(titles(`${head}spec:\n  ingress:\n    - ports:\n        - protocol: ¦\n`)).toEqual([
      'TCP',
      'UDP',
      'SCTP',
    ]);
    expect(titles('kind: ClusterNetworkPolicy\nspec:\n  tier: ¦\n')).toEqual(['Admin', 'Baseline']);
    expect(titles('ki¦')).toContain('kind');
  });
});

describe('what the cluster has', () => {
  test('labels of the pods that the selector is about', () => {
    expect(titles(`${head}spec:\n  podSelector:\n    matchLabels:\n      ¦\n`)).toEqual(['app', 'tier']);
    expect(titles(`${head}spec:\n  podSelector:\n    matchLabels:\n      app: ¦\n`)).toEqual(['api', 'web']);
    const peer = (rest: string) =>
      `${head}spec:\n  ingress:\n    - from:\n        - namespaceSelector:\n            matchLabels:\n              team: b\n          podSelector:\n            matchLabels:\n              ${rest}\n`;
    expect(titles(peer('¦'))).toEqual(['app', 'db/kind']);
    expect(titles(peer('app: ¦'))).toEqual(['db']);
  });

  test('labels of namespaces, and of requirements', () => {
    const selector = (rest: string) =>
      `${head}spec:\n  egress:\n    - to:\n        - namespaceSelector:\n            ${rest}\n`;
    expect(titles(selector('matchLabels:\n              team: ¦'))).toEqual(['a', 'b']);
    expect(titles(selector('matchExpressions:\n              - key: ¦'))).toContain('team');
    expect(
      titles(selector('matchExpressions:\n              - key: team\n                values: [¦]')),
    ).toEqual(['a', 'b']);
  });

  test('ports of the destination: subjects for ingress, peers for egress', () => {
    const ingress = `${head}spec:\n  podSelector: {matchLabels: {app: api}}\n  ingress:\n    - ports:\n        - port: ¦\n`;
    expect(titles(ingress)).toEqual(['8080', 'http']);
    expect(inserts(ingress, '8080')).toBe('8080');
    const egress = `${head}spec:\n  egress:\n    - to:\n        - namespaceSelector: {}\n          podSelector: {matchLabels: {app: db}}\n      ports:\n        - port: ¦\n`;
    expect(titles(egress)).toEqual(['5432', 'sql']);
  });

  test('namespaces', () => {
    expect(titles('kind: NetworkPolicy\nmetadata:\n  namespace: ¦\n')).toEqual(['shop', 'data']);
  });

  test('values that would be read as something else are quoted', () => {
    const odd = buildTestCluster({ shop: {} }, { 'shop/a': { labels: { on: '1.10', '$x}': 'y' } } });
    const text = `${head}spec:\n  podSelector:\n    matchLabels:\n      'on': `;
    const keys = `${head}spec:\n  podSelector:\n    matchLabels:\n      `;
    expect(complete(text, text.length, odd)?.items[0]?.insert).toBe("'1.10'");
    expect(complete(keys, keys.length, odd)?.items.map(({ insert }) => insert)).toEqual([
      String.raw`'\$x\}': $0`,
      "'on': $0",
    ]);
  });
});

test('snippets stand where they fit, at the column of the cursor', () => {
  expect(titles('¦')).toContain('NetworkPolicy: default deny');
  const rule = `${head}spec:\n  egress:\n    - ¦\n`;
  expect(inserts(rule, 'to DNS')?.split('\n')[1]).toBe('        - namespaceSelector:');
  expect(titles(`${head}spec:\n  egress:\n    - to:\n        - ¦\n`)).toContain('an address block');
});
