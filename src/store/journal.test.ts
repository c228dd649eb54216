import { expect, test } from 'vitest';
import { applyChanges, readSourceFile, type FileChange } from '../core/index';
import { Journal } from './journal';

function workspace(text: string) {
  let files = [readSourceFile('a.yaml', text)] as Parameters<typeof applyChanges>[0];
  let revision = 1;
  const journal = new Journal();
  const state = (changes: FileChange[] = []) => ({ files, revision, lastChange: { revision, changes } });
  return {
    files: () => files,
    save: () => journal.next(state()),
    change: (...changes: FileChange[]) => {
      files = applyChanges(files, changes);
      revision += 1;
      journal.follow(state(changes));
    },
  };
}

const insert = (text: string): FileChange => ({
  type: 'edit',
  file: 'a.yaml',
  edits: [{ from: 0, to: 0, insert: text }],
});

const large = 'a: 1\n'.repeat(300_000);

test('a small text is written whole', () => {
  const { save, change } = workspace('a: 1\n');
  expect(save().type).toBe('whole');
  change(insert('# b\n'));
  expect(save().type).toBe('whole');
});

test('of a large text the changes are written, and lead to the same text', () => {
  const { save, change, files } = workspace(large);
  const before = files();
  const whole = save();
  change(insert('# b\n'));
  change(insert('# c\n'));
  expect(save()).toEqual({ ...whole, type: 'changes', changes: [insert('# b\n'), insert('# c\n')] });
  change(insert('# d\n'));
  const last = save();
  expect(last.type === 'changes' && applyChanges(before, last.changes)).toEqual(files());
});

test('after much has changed the whole is written again, under another name', () => {
  const { save, change } = workspace(large);
  const whole = save();
  change(insert('# long\n'.repeat(50_000)));
  const next = save();
  expect(next.type).toBe('whole');
  expect(next.snapshot).not.toBe(whole.snapshot);
  change({ type: 'add', file: readSourceFile('b.yaml', large) });
  expect(save().type).toBe('whole');
});
