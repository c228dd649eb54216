import fc from 'fast-check';
import { expect, test } from 'vitest';
import { analyze } from '../../analyze';
import { planFix } from '../../planFix';
import { lintCases } from '../../testing/lintCases/lintCases';
import { inventory } from '../../testing/lintCases/ruleCase';
import { applyChanges, readSourceFile } from '../../text/workspace';
import { lint } from './lint';

/** A change of one line, as a slip of the hand makes it. */
type Slip = readonly [kind: number, line: number, other: number];

const slip: fc.Arbitrary<Slip> = fc.tuple(fc.nat(6), fc.nat(200), fc.nat(200));
const words = [
  'from',
  'ports',
  '- {}',
  'null',
  '[]',
  '{a: b}',
  '-',
  '__proto__: x',
  '<b>',
  '"1"',
  '\t',
  '&a',
  '*a',
];

function slips(text: string, all: readonly Slip[]): string {
  return all
    .reduce((lines, [kind, at, other]) => {
      const [i, j] = [at % lines.length, other % lines.length];
      const line = lines[i] ?? '';
      if (kind === 0) return lines.toSpliced(i, 1);
      if (kind === 1) return lines.toSpliced(i, 0, lines[j] ?? '');
      if (kind === 2) return lines.with(i, ` ${line}`);
      if (kind === 3) return lines.with(i, line.replace(/^ {1,2}/, ''));
      if (kind === 4) return lines.with(i, line.replace('- ', '  '));
      if (kind === 5)
        return lines.with(i, `${line.slice(0, other % (line.length + 1))}${words[at % words.length]}`);
      return lines.with(i, `${line} ${words[other % words.length]}`);
    }, text.split('\n'))
    .join('\n');
}

const manifests = fc
  .tuple(fc.constantFrom(...lintCases), fc.array(slip, { maxLength: 3 }))
  .map(([{ trigger, cluster = inventory }, all]) => [
    readSourceFile('cluster.yaml', cluster),
    readSourceFile('policies.yaml', slips(trigger, all)),
  ]);

test('whatever is written, findings stand inside the text, and fixes leave it readable', () => {
  fc.assert(
    fc.property(manifests, (files) => {
      const analysis = analyze(files);
      const broken = (all: typeof files) =>
        analyze(all).files.reduce((sum, file) => sum + file.broken.length, 0);
      const before = broken(files);
      for (const diagnostic of lint(analysis)) {
        const { file, from, to } = diagnostic;
        const { text = '' } = files.find(({ name }) => name === file) ?? {};
        expect(from).toBeGreaterThanOrEqual(0);
        expect(to).toBeGreaterThanOrEqual(from);
        expect(to).toBeLessThanOrEqual(text.length);
        for (const fix of diagnostic.fixes ?? []) {
          const plan = planFix(files, analysis, diagnostic, fix);
          if (plan.type === 'refusal') continue;
          expect(broken([...applyChanges(files, plan.transaction.changes)])).toBeLessThanOrEqual(before);
        }
      }
    }),
    { numRuns: Number(process.env['DRAWBRIDGE_RUNS'] ?? 150) },
  );
});
