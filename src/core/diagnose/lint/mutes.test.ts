import { expect, test } from 'vitest';
import { analyze } from '../../analyze';
import { planFix } from '../../planFix';
import { documents, inventory, policy } from '../../testing/lintCases/ruleCase';
import { applyChanges, readSourceFile } from '../../text/workspace';
import { Linter } from './linter';

/** A policy that L8 finds. */
const untyped = (name: string) =>
  policy('podSelector: {matchLabels: {app: web}}\negress:\n- to:\n  - podSelector: {}', name);

function read(policies: string) {
  const files = [readSourceFile('cluster.yaml', inventory), readSourceFile('p.yaml', policies)];
  const analysis = analyze(files);
  const linter = new Linter(analysis);
  linter.work();
  return { files, analysis, muted: linter.muted().filter(({ code }) => code === 'L8') };
}

test.each([
  [
    'a comment of its own',
    documents(untyped('a'), `# drawbridge: ignore L8 agreed\n${untyped('b')}`),
    documents(untyped('a'), untyped('b')),
  ],
  [
    'behind a value',
    untyped('b').replace('  egress:', '  egress: # drawbridge: ignore L8 agreed'),
    untyped('b'),
  ],
  [
    'one of several rules',
    `# drawbridge: ignore L60, L8,L28 agreed\n${untyped('b')}`,
    `# drawbridge: ignore L60, L28 agreed\n${untyped('b')}`,
  ],
  [
    'for the whole workspace, in another document',
    documents(`# drawbridge: ignore everywhere L8 agreed\n${policy('podSelector: {}')}`, untyped('b')),
    documents(policy('podSelector: {}'), untyped('b')),
  ],
  ['at the very end', `${untyped('b')}# drawbridge: ignore L8 agreed`, untyped('b')],
])('a mute is found and taken back: %s', (_name, text, unmuted) => {
  const { files, analysis, muted } = read(text);
  const [found] = muted;
  expect(muted).toHaveLength(1);
  expect(found?.reason).toBe('agreed');
  const { comment, unmute } = found!;
  const shown = files[1]?.text.slice(comment.from, comment.to);
  expect(comment.file).toBe('p.yaml');
  expect(shown).toMatch(/^# drawbridge: ignore .* agreed$/);
  const plan = planFix(files, analysis, comment, unmute);
  if (plan.type === 'refusal') throw new Error(plan.reason);
  const after = applyChanges(files, plan.transaction.changes);
  expect(after[1]?.text).toBe(unmuted);
  expect(plan.changes).toEqual([]);
  expect(read(unmuted).muted).toEqual([]);
});
