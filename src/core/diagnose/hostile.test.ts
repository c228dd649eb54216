import { describe, expect, test } from 'vitest';
import { analyze } from '../analyze';
import { planFix } from '../planFix';
import { hostileManifests, markup } from '../testing/hostileManifests';
import { inventory, policy } from '../testing/lintCases/ruleCase';
import { readSourceFile } from '../text/workspace';
import { joinDiagnostics } from './lint/joinDiagnostics';
import { lint } from './lint/lint';

/** Everything that is found in a text beside an ordinary policy, which must be seen nevertheless. */
function findIn(text: string) {
  const files = [
    readSourceFile('cluster.yaml', inventory),
    readSourceFile('hostile.yaml', text),
    readSourceFile('ordinary.yaml', policy('podSelector: {}\negress:\n- {}', 'ordinary')),
  ];
  const analysis = analyze(files);
  const diagnostics = joinDiagnostics(analysis, lint(analysis));
  for (const diagnostic of diagnostics) {
    const { text: whole = '' } = files.find(({ name }) => name === diagnostic.file) ?? {};
    expect(diagnostic.from).toBeLessThanOrEqual(diagnostic.to);
    expect(diagnostic.to).toBeLessThanOrEqual(whole.length);
  }
  expect(diagnostics.map(({ resource }) => resource)).toContain('NetworkPolicy/shop/ordinary');
  expect(analysis.connectivity.policies.map(({ id }) => id)).toContain('NetworkPolicy/shop/ordinary');
  const found = diagnostics.filter(({ file }) => file === 'hostile.yaml');
  for (const diagnostic of found) {
    for (const fix of diagnostic.fixes?.slice(0, 1) ?? []) planFix(files, analysis, diagnostic, fix);
  }
  return { analysis, diagnostics: found };
}

const million = 1_000_000;
const peers = (spec: string) =>
  policy(`podSelector: {}\npolicyTypes: [Ingress]\ningress:\n- from:\n  - ${spec}`);

describe('harmless', () => {
  test('aliases that multiply', () => {
    const bomb = 'bcdefghi'
      .split('')
      .map(
        (name, index) =>
          `${name}: &${name} [${Array.from({ length: 9 }, () => `*${'abcdefghi'[index] ?? ''}`).join(', ')}]`,
      );
    const { diagnostics } = findIn(
      `a: &a [x, x, x, x, x, x, x, x, x]\n${bomb.join('\n')}\n${peers('podSelector: *i')}`,
    );
    expect(diagnostics.map(({ severity }) => severity)).toContain('error');
  });

  test.each([
    ['lists', `${'['.repeat(50_000)}${']'.repeat(50_000)}`],
    ['maps', `${'{a: '.repeat(50_000)}${'}'.repeat(50_000)}`],
    ['open brackets', '['.repeat(100_000)],
    ['indents', Array.from({ length: 2000 }, (_, depth) => `\n${' '.repeat(depth + 6)}a:`).join('')],
    ['dashes', '- '.repeat(20_000)],
  ])('deep nesting of %s', (_title, value) => {
    const { diagnostics } = findIn(peers(`podSelector: ${value}`));
    expect(diagnostics).not.toEqual([]);
  });

  test.each([
    ['a scalar', `podSelector: {matchLabels: {app: ${'x'.repeat(million)}}}`],
    ['a quoted scalar', `podSelector: {matchLabels: {app: "${String.raw`\n`.repeat(million / 2)}"}}`],
    ['a key', `podSelector: {matchLabels: {${'x'.repeat(million)}: a}}`],
    [
      'a block scalar',
      `podSelector: {matchLabels: {app: a}}\n    x: |\n${'      line\n'.repeat(million / 10)}`,
    ],
    ['a comment', `podSelector: {} # ${'#'.repeat(million)}`],
    [
      'a line',
      `podSelector: {matchLabels: {${Array.from({ length: 20_000 }, (_, index) => `k${index}: v`).join(', ')}}}`,
    ],
    [
      'a list',
      `podSelector: {matchExpressions: [{key: a, operator: In, values: [${'b, '.repeat(50_000)}b]}]}`,
    ],
    ['a number', `ipBlock: {cidr: 1${'0'.repeat(million)}}`],
  ])('%s that is very long', (_title, peer) => {
    findIn(peers(peer));
  });

  test('keys that are names of the prototype', () => {
    const names = ['__proto__', 'constructor', 'prototype', 'hasOwnProperty', 'toString', 'valueOf'];
    const maps = names.map((name) => `${name}: {polluted: "yes", ${name}: x}`).join(', ');
    const labels = names.map((name) => `${name}: x`).join(', ');
    const { analysis } = findIn(
      [
        peers(`{podSelector: {matchLabels: {${labels}}, ${maps}}, ${maps}}`),
        `apiVersion: v1\nkind: Namespace\nmetadata: {name: __proto__, labels: {${labels}}, ${maps}}\n`,
        `apiVersion: v1\nkind: __proto__\nmetadata: {name: constructor}\n`,
        `__proto__: {kind: NetworkPolicy}\n`,
      ].join('---\n'),
    );
    expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
    expect(analysis.connectivity.cluster.namespaces.get('__proto__')?.labels['toString']).toBe('x');
  });

  test('markup in every string', () => {
    const { diagnostics } = findIn(hostileManifests);
    expect(diagnostics.some(({ message }) => message.includes(markup))).toBe(true);
  });
});
