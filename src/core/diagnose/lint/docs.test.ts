import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { analyze } from '../../analyze';
import { docSection } from '../../testing/docSection';
import { lintCases } from '../../testing/lintCases/lintCases';
import { inventory, type RuleCase } from '../../testing/lintCases/ruleCase';
import { readSourceFile } from '../../text/workspace';
import type { Diagnostic } from '../diagnostic';
import { lint } from './lint';
import { rules } from './rules';

const page = 'diagnostics.md';
const corpus = join(import.meta.dirname, '../../../../../shared/corpus');
const words = { error: 'error', warning: 'warning', info: 'note' } as const;

test('docs/rules.md tells all rules, each with an example; write it with DRAWBRIDGE_WRITE=1', () => {
  const sections = rules.map((rule) => {
    const each = lintCases.find(({ code }) => code === rule.code);
    return each ? tellRule(rule, each) : '';
  });
  const text = sections.join('\n');
  expect(docSection('rules.md', 'rules', text)).toBe(text);
});

function tellRule({ code, severity, title, why }: (typeof rules)[number], each: RuleCase): string {
  const files = [
    readSourceFile('cluster.yaml', each.cluster ?? inventory),
    readSourceFile('policies.yaml', each.trigger),
  ];
  const found = lint(analyze(files), each.options).find((diagnostic) => diagnostic.code === code);
  const { message = '', consequence = '', fixes = [] } = found ?? {};
  const text = files.find(({ name }) => name === found?.file)?.text ?? '';
  const lines = each.shows ? linesOf(each.shows, each) : linesAt(text, found?.from ?? 0);
  const mended = fixes.length > 0 ? `\n\nFix: ${fixes.map((fix) => `*${fix.title}*`).join(', or ')}.` : '';
  return `### ${code}: ${title}

A${severity === 'error' ? 'n' : ''} ${words[severity]}. ${why}

\`\`\`yaml
${dedent(lines).join('\n')}
\`\`\`

> ${[message, consequence].filter((sentence) => sentence !== '').join(' ')}${mended}
`;
}

/** The line at an offset with what is indented below it, as far as it is short. */
function linesAt(text: string, offset: number): string[] {
  const [first = '', ...rest] = text.slice(text.lastIndexOf('\n', offset - 1) + 1).split('\n');
  const column = first.search(/[^\s-]/);
  const end = rest.findIndex((line) => line.search(/[^\s-]/) <= column);
  return [first, ...rest.slice(0, Math.min(3, end < 0 ? rest.length : end))];
}

/** Lines that are named by what they say, one after the other; what is left out between them is marked. */
function linesOf(wanted: readonly string[], { trigger, cluster = inventory }: RuleCase): string[] {
  const lines = [trigger, '---', cluster].join('\n').split('\n');
  let before = -1;
  return wanted.flatMap((text) => {
    const at = lines.findIndex((each, index) => index > before && each.trim() === text);
    const line = lines[at];
    if (line === undefined) throw new Error(`no line ${text}`);
    const between = before < 0 ? [] : lines.slice(before + 1, at);
    before = at;
    if (between.length === 0) return [line];
    return [between.includes('---') ? '---' : `${' '.repeat(line.search(/\S/))}# …`, line];
  });
}

function dedent(lines: readonly string[]): string[] {
  const indents = lines.flatMap((line) => (line === '---' ? [] : [line.search(/\S/)]));
  const least = Math.min(...indents);
  return lines.map((line) => (line === '---' ? line : line.slice(least)));
}

test('docs/diagnostics.md tells all codes of the validation', () => {
  const folder = join(import.meta.dirname, '../validate');
  const sources = readdirSync(folder).filter((name) => !name.endsWith('.test.ts'));
  const codes = sources.flatMap((name) => readFileSync(join(folder, name), 'utf8').match(/'V\d+'/g) ?? []);
  const [text = ''] = readFileSync(join(import.meta.dirname, '../../../../docs', page), 'utf8')
    .split('## Validation')
    .slice(1);
  const told = new Set<string>();
  for (const [, from, to = from] of text.matchAll(/\bV(\d+)(?:–V(\d+))?/g)) {
    for (let number = Number(from); number <= Number(to); number++) told.add(`'V${number}'`);
  }
  expect(codes.filter((code) => !told.has(code))).toEqual([]);
});

/** What lint finds in the files of a folder. */
function findingsIn(folder: string): readonly Diagnostic[] {
  const names = readdirSync(folder).filter((name) => name.endsWith('.yaml'));
  return lint(analyze(names.map((name) => readSourceFile(name, readFileSync(join(folder, name), 'utf8')))));
}

const foldersIn = (folder: string) =>
  readdirSync(folder, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? [join(folder, entry.name)] : [],
  );

describe.skipIf(!existsSync(corpus))('the corpus', () => {
  test('docs/diagnostics.md tells what is found in real manifests', () => {
    const sets = new Map([
      ...foldersIn(join(corpus, 'real')).map(
        (folder) => [folder.split('/').at(-1) ?? '', findingsIn(folder)] as const,
      ),
      ['recipes', foldersIn(join(corpus, 'recipes')).flatMap(findingsIn)],
    ]);
    const found = [...sets.values()];
    const rows = rules.flatMap(({ code }) =>
      (['error', 'warning', 'info'] as const).flatMap((severity) => {
        const counts = found.map(
          (all) => all.filter((each) => each.code === code && each.severity === severity).length,
        );
        if (counts.every((count) => count === 0)) return [];
        return `| ${code} | ${words[severity]} | ${counts.map((count) => count || '').join(' | ')} |\n`;
      }),
    );
    const names = [...sets.keys()];
    const table = `| rule | severity | ${names.join(' | ')} |\n|---|---|${'---|'.repeat(names.length)}\n${rows.join('')}`;
    expect(docSection(page, 'findings', table)).toBe(table);
  });

  /** Findings beyond those that a tutorial lists, each with the reason why it is right. */
  const defended: Readonly<Record<string, readonly string[]>> = {
    // As in the other tutorials that restrict egress: without DNS even what is allowed cannot be found by name.
    'egress-only-without-types': ['L60'],
    'egress-or-peers': ['L60'],
    // Port 80 to everyone is also port 80 of the metadata service.
    'egress-port-without-to': ['L73'],
    'egress-to-namespace': ['L60'],
    'egress-to-pods': ['L60'],
    'pod-based-policy-one-sided': ['L60'],
    // Egress rules without policyTypes, as in isolate-namespace, which lists both.
    'isolate-namespace-missing-label': ['L7', 'L60'],
    // Its only rule is `to: []`, and it has no policyTypes: both are mistakes of their own that the tutorial makes.
    'namespaceselector-in-spec': ['L1', 'L8'],
  };

  test.each(existsSync(corpus) ? foldersIn(join(corpus, 'tutorials')) : [])(
    'finds in %s what it teaches, and no more',
    (folder) => {
      const expected = JSON.parse(readFileSync(join(folder, 'expect.json'), 'utf8')) as {
        diagnostics: string[];
      };
      const found = findingsIn(folder);
      const codes = new Set<string>(found.map(({ code }) => code));
      expect(expected.diagnostics.filter((code) => !codes.has(code))).toEqual([]);
      const serious = found.filter(
        ({ code, severity }) => severity !== 'info' && !expected.diagnostics.includes(code),
      );
      const reasons = defended[folder.split('/').at(-1) ?? ''] ?? [];
      expect([...new Set(serious.map(({ code }) => code))].sort()).toEqual(reasons.toSorted());
    },
  );
});
