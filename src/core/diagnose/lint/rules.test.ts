import { describe, expect, test } from 'vitest';
import { analyze, type Analysis } from '../../analyze';
import { planFix } from '../../planFix';
import { lintCases } from '../../testing/lintCases/lintCases';
import { type FixCase, inventory, type RuleCase } from '../../testing/lintCases/ruleCase';
import { applyChanges, readSourceFile } from '../../text/workspace';
import { lint } from './lint';
import { rules } from './rules';

function read(policies: string, { cluster = inventory, options }: RuleCase) {
  const files = [readSourceFile('cluster.yaml', cluster), readSourceFile('policies.yaml', policies)];
  const analysis = analyze(files);
  return { files, analysis, diagnostics: lint(analysis, options) };
}

const textOf = (files: ReturnType<typeof read>['files'], name: string) =>
  files.find((file) => file.name === name)?.text ?? '';

test('every rule is tried out, and tells what it is', () => {
  expect(rules.map(({ code }) => code)).toEqual(lintCases.map(({ code }) => code));
  for (const { title, why } of rules) {
    expect(title).toMatch(/^\S.*[^.]$/);
    expect(why).toMatch(/^\S.*\.$/);
  }
});

describe.each(lintCases)('$code', (each) => {
  test('finds it', () => {
    const { files, diagnostics } = read(each.trigger, each);
    const [found] = diagnostics.filter(({ code }) => code === each.code);
    expect(found, diagnostics.map(({ code, message }) => `${code} ${message}`).join('\n')).toBeDefined();
    expect(textOf(files, found!.file).slice(found!.from, found!.to)).toBe(each.at);
    expect(found!.message).toMatch(/^\S.*[.…]$/s);
    expect(found!.consequence ?? 'It is so.').toMatch(/^\S.*\.$/s);
  });

  test.each(each.misses.map((text, index) => [index + 1, text] as const))(
    'finds nothing in near miss %i',
    (_index, text) => {
      const found = read(text, each).diagnostics.filter(({ code }) => code === each.code);
      expect(found.map(({ message }) => message)).toEqual([]);
    },
  );

  test('has the fixes that are told', () => {
    const [found] = read(each.trigger, each).diagnostics.filter(({ code }) => code === each.code);
    expect(found?.fixes?.length ?? 0).toBe(each.fixes?.length ?? 0);
  });

  test.each((each.fixes ?? []).map((fix, index) => [index, fix] as const))(
    'fix %i writes what it says, does what it says, and settles it',
    (index, fix) => checkFix(each, index, fix),
  );
});

/** Policies that are refused, and documents that do not parse. */
function unusable({ refused, files }: Analysis): number {
  return files.reduce((sum, { broken }) => sum + broken.length, refused.size);
}

function checkFix(each: RuleCase, index: number, { edit, opens = [], closes = [], effect }: FixCase): void {
  const { files, analysis, diagnostics } = read(each.trigger, each);
  const found = diagnostics.find(({ code }) => code === each.code)!;
  const plan = planFix(files, analysis, found, found.fixes![index]!);
  if (plan.type === 'refusal') throw new Error(plan.reason);
  const after = applyChanges(files, plan.transaction.changes);
  const text = textOf([...after], 'policies.yaml');
  expect(text).toBe('adds' in edit ? each.trigger + edit.adds : each.trigger.replace(edit[0], () => edit[1]));
  if (effect) {
    expect(unusable(analysis)).toBeGreaterThan(unusable(analyze(after)));
  } else {
    expect(
      plan.changes
        .filter(({ opened }) => opened.length > 0)
        .map(({ name }) => name)
        .sort(),
    ).toEqual(opens.toSorted());
    expect(
      plan.changes
        .filter(({ closed }) => closed.length > 0)
        .map(({ name }) => name)
        .sort(),
    ).toEqual(closes.toSorted());
  }
  const left = lint(analyze(after), each.options).filter(
    ({ code, resource }) => code === each.code && resource === found.resource,
  );
  expect(left.map(({ message }) => message).filter((message) => message === found.message)).toEqual([]);
}

test('without an inventory, rules that need one are silent', () => {
  for (const { code, trigger } of lintCases) {
    const rule = rules.find((each) => each.code === code);
    if (rule?.needs !== 'inventory' || trigger.includes('containers:')) continue;
    const found = lint(analyze([readSourceFile('policies.yaml', trigger)])).map((each) => each.code);
    expect(found).not.toContain(code);
  }
});
