import fc from 'fast-check';
import { expect, test } from 'vitest';
import { textDiff } from './textDiff';
import { applyChanges, type FileChange, readSourceFile } from './workspace';

const file = readSourceFile('a.yaml', 'one\ntwo\nthree\nfour\nfive\nsix\n');
const edit = (from: number, to: number, insert: string): FileChange => ({
  type: 'edit',
  file: 'a.yaml',
  edits: [{ from, to, insert }],
});
const show = (changes: readonly FileChange[]): readonly string[] =>
  textDiff([file], changes).flatMap(({ file: name, line, lines }) => [
    `@ ${name} ${line}`,
    ...lines.map(({ sign, text }) => sign + text),
  ]);

test('a changed line stands between two others', () => {
  expect(show([edit(8, 13, 'THREE')])).toEqual([
    '@ a.yaml 1',
    ' one',
    ' two',
    '-three',
    '+THREE',
    ' four',
    ' five',
  ]);
});

test('an inserted line removes none', () => {
  expect(show([edit(14, 14, 'new\n')])).toEqual(['@ a.yaml 2', ' two', ' three', '+new', ' four', ' five']);
  expect(show([edit(28, 28, 'end\n')])).toEqual(['@ a.yaml 5', ' five', ' six', '+end']);
});

test('edits one after another are shown each in its place', () => {
  expect(show([edit(0, 0, 'new\n'), edit(28, 31, 'SIX')])).toEqual([
    '@ a.yaml 1',
    '+new',
    ' one',
    ' two',
    '@ a.yaml 4',
    ' four',
    ' five',
    '-six',
    '+SIX',
  ]);
});

test('a removed line adds none', () => {
  expect(show([edit(0, 4, '')])).toEqual(['@ a.yaml 1', '-one', ' two', ' three']);
});

test('new, removed and renamed files', () => {
  expect(show([{ type: 'add', file: readSourceFile('b.yaml', 'x\n') }])).toEqual(['@ b.yaml 1', '+x']);
  expect(show([{ type: 'remove', file: 'a.yaml' }])).toHaveLength(7);
  expect(show([{ type: 'rename', file: 'a.yaml', to: 'b.yaml' }])).toEqual([]);
});

test('what a diff removes and adds leads from one text to the other', () => {
  const text = fc
    .array(fc.constantFrom('a', 'b', 'c', ''), { maxLength: 12 })
    .map((lines) => `${lines.join('\n')}\n`);
  fc.assert(
    fc.property(
      text,
      fc.nat(40),
      fc.nat(40),
      fc.constantFrom('', 'x', 'x\n', '\n', 'x\ny\nz\n', 'a\n'),
      (before, a, b, insert) => {
        const source = readSourceFile('a.yaml', before);
        const [from, to] = [a, b].map((at) => Math.min(at, before.length)).toSorted((x, y) => x - y) as [
          number,
          number,
        ];
        const changes: FileChange[] = [{ type: 'edit', file: 'a.yaml', edits: [{ from, to, insert }] }];
        const after = applyChanges([source], changes)[0]!.text;
        let lines = before.split('\n');
        for (const hunk of textDiff([source], changes)) {
          const old = hunk.lines.filter(({ sign }) => sign !== '+').map((line) => line.text);
          const now = hunk.lines.filter(({ sign }) => sign !== '-').map((line) => line.text);
          expect(lines.slice(hunk.line - 1, hunk.line - 1 + old.length)).toEqual(old);
          lines = lines.toSpliced(hunk.line - 1, old.length, ...now);
        }
        expect(lines.join('\n').replace(/\n*$/, '')).toBe(after.replace(/\n*$/, ''));
      },
    ),
    { numRuns: 2000 },
  );
});
