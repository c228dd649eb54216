import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  applyChanges,
  invertChanges,
  readSourceFile,
  uniqueFileName,
  writeSourceFile,
  type FileChange,
  type SourceFile,
} from './workspace';

const file = (name: string, text = `${name}\n`): SourceFile => ({ name, text, eol: '\n', bom: false });
const files = [file('a.yaml'), file('b.yaml'), file('c.yaml')];

describe('applyChanges', () => {
  test('makes the changes in order and leaves other files the same objects', () => {
    const after = applyChanges(files, [
      { type: 'rename', file: 'b.yaml', to: 'd.yaml' },
      { type: 'edit', file: 'd.yaml', edits: [{ from: 0, to: 1, insert: 'B' }] },
      { type: 'add', file: file('new.yaml'), at: 0 },
      { type: 'remove', file: 'c.yaml' },
    ]);
    expect(after).toEqual([file('new.yaml'), file('a.yaml'), file('d.yaml', 'B.yaml\n')]);
    expect(after[1]).toBe(files[0]);
  });

  test('is the same list when nothing changes', () => {
    expect(applyChanges(files, [{ type: 'edit', file: 'a.yaml', edits: [] }])).toBe(files);
    expect(applyChanges(files, [])).toBe(files);
  });

  test.each<[string, FileChange]>([
    ['an unknown file', { type: 'edit', file: 'x.yaml', edits: [] }],
    ['removing an unknown file', { type: 'remove', file: 'x.yaml' }],
    ['adding a name twice', { type: 'add', file: file('a.yaml') }],
    ['renaming onto another', { type: 'rename', file: 'a.yaml', to: 'b.yaml' }],
  ])('throws on %s', (_title, change) => {
    expect(() => applyChanges(files, [change])).toThrow(/named/);
  });
});

test('invertChanges leads back, order included', () => {
  const names = ['a.yaml', 'b.yaml', 'c.yaml', 'd.yaml', 'e.yaml'];
  const steps = fc.array(fc.tuple(fc.constantFrom('edit', 'add', 'remove', 'rename'), fc.nat(), fc.nat()), {
    maxLength: 8,
  });
  fc.assert(
    fc.property(steps, (choices) => {
      let current: readonly SourceFile[] = files;
      const changes: FileChange[] = [];
      for (const [type, a, b] of choices) {
        const known = current[a % Math.max(1, current.length)];
        const free = names.find((name) => !current.some((other) => other.name === name));
        const change = changeOf(type, known, free, b);
        if (!change) continue;
        changes.push(change);
        current = applyChanges(current, [change]);
      }
      expect(applyChanges(files, changes)).toEqual(current);
      expect(applyChanges(current, invertChanges(files, changes))).toEqual(files);
    }),
  );
});

function changeOf(
  type: string,
  known: SourceFile | undefined,
  free: string | undefined,
  at: number,
): FileChange | undefined {
  if (type === 'add') return free === undefined ? undefined : { type, file: file(free), at: at % 3 };
  if (!known) return undefined;
  if (type === 'remove') return { type, file: known.name };
  if (type === 'rename') return free === undefined ? undefined : { type, file: known.name, to: free };
  return { type: 'edit', file: known.name, edits: [{ from: at % 2, to: (at % 2) + 1, insert: '!?' }] };
}

describe('readSourceFile and writeSourceFile', () => {
  test.each([
    ['plain', 'a: 1\nb: 2\n', 'a: 1\nb: 2\n'],
    ['Windows', 'a: 1\r\nb: 2\r\n', 'a: 1\nb: 2\n'],
    ['with a byte order mark', '\uFEFFa: 1\r\n', 'a: 1\n'],
    ['empty', '', ''],
  ])('%s: restored exactly', (_title, raw, text) => {
    const read = readSourceFile('a.yaml', raw);
    expect(read.text).toBe(text);
    expect(writeSourceFile(read)).toBe(raw);
  });

  test.each(['a\r\nb\r\nc\n', 'a\r\nb\nc\n', 'a\rb'])(
    'mixed line ends come back as they stood: %j',
    (raw) => {
      expect(writeSourceFile(readSourceFile('a.yaml', raw))).toBe(raw);
    },
  );

  test('also after an edit of other lines', () => {
    const edit = { type: 'edit', file: 'a.yaml', edits: [{ from: 0, to: 1, insert: 'x\ny' }] } as const;
    const [edited] = applyChanges([readSourceFile('a.yaml', 'a\r\nb\nc\r\n')], [edit]);
    expect(edited && writeSourceFile(edited)).toBe('x\r\ny\r\nb\nc\r\n');
  });

  test('and come back with lines that were taken out', () => {
    const raw = 'a\r\nb\nc\r\nd\r\n';
    const mixed = [readSourceFile('a.yaml', raw)];
    const changes = [{ type: 'edit', file: 'a.yaml', edits: [{ from: 1, to: 4, insert: '' }] }] as const;
    const [back] = applyChanges(applyChanges(mixed, changes), invertChanges(mixed, changes));
    expect(back && writeSourceFile(back)).toBe(raw);
  });
});

test('uniqueFileName counts up before the extension', () => {
  expect(uniqueFileName(files, 'z.yaml')).toBe('z.yaml');
  expect(uniqueFileName([...files, file('a-2.yaml')], 'a.yaml')).toBe('a-3.yaml');
  expect(uniqueFileName([file('Makefile'), file('.env')], 'Makefile')).toBe('Makefile-2');
  expect(uniqueFileName([file('.env')], '.env')).toBe('.env-2');
});
