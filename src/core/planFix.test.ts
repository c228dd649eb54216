import { describe, expect, test } from 'vitest';
import { analyze } from './analyze';
import { joinDiagnostics } from './diagnose/lint/joinDiagnostics';
import { lint } from './diagnose/lint/lint';
import { muteFix } from './diagnose/lint/mutes';
import { planFix, planFixAll } from './planFix';
import { documents, inventory, policy } from './testing/lintCases/ruleCase';
import { applyChanges, invertChanges, readSourceFile } from './text/workspace';

function read(policies: string) {
  const files = [readSourceFile('cluster.yaml', inventory), readSourceFile('p.yaml', policies)];
  const analysis = analyze(files);
  return { files, analysis, all: joinDiagnostics(analysis, lint(analysis)) };
}

const untyped = (name: string) =>
  policy('podSelector: {matchLabels: {app: web}}\negress:\n- to:\n  - podSelector: {}', name);

describe('planFixAll', () => {
  test('mends every finding of a rule in one step that can be taken back', () => {
    const text = documents(untyped('a'), untyped('b'), untyped('c').replace('shop', 'data'));
    const { files, analysis, all } = read(text);
    const plan = planFixAll(files, analysis, all, 'L8');
    if (plan.type === 'refusal') throw new Error(plan.reason);
    expect(plan.transaction.label).toBe('Mend L8 in 3 places');
    const after = applyChanges(files, plan.transaction.changes);
    expect(lint(analyze(after)).filter(({ code }) => code === 'L8')).toEqual([]);
    expect(after[1]?.text.match(/policyTypes:\n {2}- Egress/g)).toHaveLength(3);
    expect(plan.changes.length).toBeGreaterThan(0);
    expect(applyChanges(after, invertChanges(files, plan.transaction.changes))).toEqual(files);
  });

  test('mends several findings of one policy', () => {
    const rule = (port: number) =>
      `- from:\n  - podSelector: {}\n  ports:\n  - {protocol: TCP, port: "${port}"}`;
    const text = policy(
      `podSelector: {matchLabels: {app: web}}\npolicyTypes: [Ingress]\ningress:\n${rule(80)}\n${rule(8080)}`,
    );
    const { files, analysis, all } = read(text);
    const plan = planFixAll(files, analysis, all, 'L20');
    if (plan.type === 'refusal') throw new Error(plan.reason);
    const [, file] = applyChanges(files, plan.transaction.changes);
    expect(file?.text).toBe(text.replaceAll('"', ''));
  });

  test('leaves what only a person can mend', () => {
    const anchored = untyped('b').replace('spec:\n', 'spec: &spec\n');
    const { files, analysis, all } = read(documents(untyped('a'), anchored));
    const plan = planFixAll(files, analysis, all, 'L8');
    if (plan.type === 'refusal') throw new Error(plan.reason);
    const [, file] = applyChanges(files, plan.transaction.changes);
    expect(file?.text.match(/policyTypes/g)).toHaveLength(1);
  });

  test('says why where nothing can be done', () => {
    const { files, analysis, all } = read(untyped('b').replace('spec:\n', 'spec: &spec\n'));
    expect(planFixAll(files, analysis, all, 'L8')).toMatchObject({ type: 'refusal', code: 'notPossible' });
    expect(planFixAll(files, analysis, all, 'L999')).toMatchObject({ type: 'refusal' });
  });

  test('is not made for a text that has moved on', () => {
    const { files, analysis, all } = read(untyped('a'));
    const newer = files.map((file) => ({ ...file, text: `${file.text}# later\n` }));
    expect(planFixAll(newer, analysis, all, 'L8')).toMatchObject({ type: 'refusal', code: 'staleText' });
  });
});

test('a document that does not parse can be mended too', () => {
  const text = untyped('a').replace('  podSelector: {m', '\tpodSelector: {m');
  const { files, analysis, all } = read(documents(untyped('b'), text));
  const found = all.find(({ code }) => code === 'L102')!;
  const plan = planFix(files, analysis, found, found.fixes![0]!);
  if (plan.type === 'refusal') throw new Error(plan.reason);
  expect(applyChanges(files, plan.transaction.changes)[1]?.text).toBe(documents(untyped('b'), untyped('a')));
});

describe('the fix that mutes', () => {
  test.each([
    ['a document', untyped('a'), `# drawbridge: ignore L8 as agreed\n${untyped('a')}`],
    [
      'an item of a list',
      `apiVersion: v1\nkind: List\nitems:\n- ${untyped('a').trim().replaceAll('\n', '\n  ')}\n`,
      `apiVersion: v1\nkind: List\nitems:\n- ${untyped('a').trim().replaceAll('\n', '\n  ')}\n`.replace(
        '  kind: NetworkPolicy',
        '  # drawbridge: ignore L8 as agreed\n  kind: NetworkPolicy',
      ),
    ],
  ])('writes a comment into %s', (_title, text, muted) => {
    const { files, analysis, all } = read(text);
    const found = all.find(({ code }) => code === 'L8')!;
    const plan = planFix(files, analysis, found, muteFix(found, 'as agreed')!);
    if (plan.type === 'refusal') throw new Error(plan.reason);
    const [cluster, file] = applyChanges(files, plan.transaction.changes);
    expect(file?.text).toBe(muted);
    expect(plan.changes).toEqual([]);
    expect(lint(analyze([cluster!, file!])).filter(({ code }) => code === 'L8')).toEqual([]);
  });

  test('is not offered for what the API server refuses', () => {
    const { all } = read(policy('podSelector: {}\npolicyTypes: [ingress]'));
    const refusal = all.find(({ rule }) => rule === 'L97')!;
    expect(refusal).toMatchObject({ code: 'V16', severity: 'error' });
    expect(muteFix(refusal)).toBeUndefined();
  });
});

describe('joinDiagnostics', () => {
  test('tells once what the API server says and a rule explains, in the words of the server', () => {
    const { analysis, all } = read(policy('podSelector: {}\npolicyType: [Ingress]'));
    const [said] = analysis.diagnostics;
    const joined = all.filter(({ from }) => from === said?.from);
    expect(joined).toHaveLength(1);
    expect(joined[0]).toMatchObject({ code: 'V40', rule: 'L92', message: said?.message });
    expect(joined[0]?.fixes?.map(({ title }) => title)).toEqual(['Write policyTypes']);
  });
});
