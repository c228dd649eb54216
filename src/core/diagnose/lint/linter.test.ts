import { describe, expect, test } from 'vitest';
import { analyze } from '../../analyze';
import { documents, inventory, policy } from '../../testing/lintCases/ruleCase';
import { readSourceFile } from '../../text/workspace';
import { lint } from './lint';
import { Linter } from './linter';

const open = policy('podSelector: {}\npolicyTypes: [Ingress]\ningress:\n-', 'open');
const deny = policy('podSelector: {}\npolicyTypes: [Ingress]\ningress:\n-', 'deny');
const text = documents(open, deny);
const read = (policies: string, before?: ReturnType<typeof analyze>) =>
  analyze([readSourceFile('cluster.yaml', inventory), readSourceFile('p.yaml', policies)], before);
const codes = (diagnostics: readonly { code: string }[]) => diagnostics.map(({ code }) => code);

describe('Linter', () => {
  test('gives the same whether it is run in one go or step by step', () => {
    const analysis = read(text);
    const linter = new Linter(analysis);
    let steps = 1;
    while (!linter.work(() => true)) steps++;
    expect(steps).toBeGreaterThan(4);
    expect(linter.diagnostics()).toEqual(lint(analysis));
    expect(linter.work(() => true)).toBe(true);
  });

  test('finds after an edit what a fresh one finds', () => {
    const before = read(text);
    const linter = new Linter(before);
    linter.work();
    for (const edited of [
      `# a comment\n${text}`,
      text.replace('name: deny', 'name: close'),
      documents(deny, open),
      text.replace('podSelector: {}', 'podSelector: {matchLabels: {app: webb}}'),
      open,
      text.replace('ingress:', 'ingress'),
      '',
    ]) {
      const after = read(edited, before);
      const next = new Linter(after, linter);
      next.work();
      expect(next.diagnostics()).toEqual(lint(after));
    }
  });

  test('keeps until then what was found about texts that have not changed, at their new places', () => {
    const after = (first: string) => documents(policy(first, 'first'), text);
    const before = read(after('podSelector: {}'));
    const linter = new Linter(before);
    linter.work();
    const edited = after('podSelector:\n  matchLabels: {app: web}');
    const early = new Linter(read(edited, before), linter).diagnostics();
    const found = early.filter(({ code }) => code === 'L2');
    expect(found.map(({ from, to }) => edited.slice(from, to))).toEqual(['-', '-']);
    expect(found.map(({ from }) => edited.slice(0, from).split('\n').length)).toEqual([19, 30]);
  });
});

describe('a mute', () => {
  test('is told of with its reason', () => {
    const analysis = read(documents(open, `# drawbridge: ignore L2, L12 it is on purpose\n${deny}`));
    const linter = new Linter(analysis);
    linter.work();
    const muted = linter.muted().filter(({ code }) => code === 'L2');
    expect(muted.map(({ resource, reason }) => [resource, reason])).toEqual([
      ['NetworkPolicy/shop/deny', 'it is on purpose'],
    ]);
  });

  test('silences a rule in its document', () => {
    const muted = documents(open, `# drawbridge: ignore L2, L12 it is on purpose\n${deny}`);
    const found = lint(read(muted)).filter(({ code }) => code === 'L2' || code === 'L12');
    expect(found.map(({ resource }) => resource)).toEqual(['NetworkPolicy/shop/open']);
  });

  test('silences a rule everywhere, from any document of any file', () => {
    expect(codes(lint(read(text)))).toContain('L2');
    const muted = `${text}---\n# drawbridge: ignore everywhere L2 we know\n`;
    expect(codes(lint(read(muted)))).not.toContain('L2');
  });

  test.each([
    '# drawbridge: ignore L22',
    '# drawbridge ignore L2',
    'annotation: "drawbridge: ignore L2"',
    '# drawbridge: ignore everything',
  ])('is nothing else: %s', (comment) => {
    const written = comment.startsWith('#')
      ? `${comment}\n${open}`
      : open.replace('  name', `  ${comment}\n  name`);
    expect(codes(lint(read(written)))).toContain('L2');
  });
});
