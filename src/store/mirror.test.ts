import { expect, test } from 'vitest';
import { applyChanges, readSourceFile, type FileChange } from '../core/index';
import { Mirror } from './mirror';

const start = { files: [readSourceFile('a.yaml', 'a: 1\n')], revision: 1, lastChange: undefined };
type State = Omit<typeof start, 'lastChange'> & {
  lastChange: { revision: number; changes: readonly FileChange[] } | undefined;
};

function change(state: State, ...changes: FileChange[]): State {
  const revision = state.revision + 1;
  return { files: [...applyChanges(state.files, changes)], revision, lastChange: { revision, changes } };
}

const typed = (at: number): FileChange => ({
  type: 'edit',
  file: 'a.yaml',
  edits: [{ from: at, to: at, insert: 'x' }],
});

test('the whole text once, then only the changes', () => {
  const mirror = new Mirror();
  expect(mirror.take(start)).toEqual({ files: start.files });
  const second = change(start, typed(4));
  mirror.follow(second);
  const third = change(second, typed(5));
  mirror.follow(third);
  expect(mirror.take(third)).toEqual({ since: 1, changes: [typed(4), typed(5)] });
  expect(mirror.take(third)).toEqual({ since: 3, changes: [] });
});

test('the whole text again where a step was missed, or the worker was lost', () => {
  const mirror = new Mirror();
  mirror.take(start);
  const third = change(change(start, typed(4)), typed(5));
  mirror.follow(third);
  expect(mirror.take(third)).toEqual({ files: third.files });
  mirror.forget();
  expect(mirror.take(third)).toEqual({ files: third.files });
  const restored = { ...third, revision: 4 }; // put in place without a change
  mirror.follow(restored);
  expect(mirror.take(restored)).toEqual({ files: restored.files });
});

test('what the worker has made is named only, and only once', () => {
  const mirror = new Mirror();
  mirror.take(start);
  const made = readSourceFile('b.yaml', 'b: 1\n');
  mirror.prepared([made]);
  const added = change(start, { type: 'add', file: made });
  mirror.follow(added);
  expect(mirror.take(added)).toEqual({ since: 1, changes: [{ type: 'addPrepared', file: 'b.yaml' }] });
  const removed = change(added, { type: 'remove', file: 'b.yaml' });
  mirror.follow(removed);
  const again = change(removed, { type: 'add', file: made });
  mirror.follow(again);
  expect(mirror.take(again)).toEqual({
    since: 2,
    changes: [
      { type: 'remove', file: 'b.yaml' },
      { type: 'add', file: made },
    ],
  });
});
