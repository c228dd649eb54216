import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { TextEdit } from './edit';
import { emptyHistory, record, redo, undo, type History } from './history';
import { applyChanges, invertChanges, type Origin, type SourceFile, type Transaction } from './workspace';

interface EditOptions {
  readonly file?: string;
  readonly origin?: Origin;
  readonly wait?: number;
  readonly label?: string;
}

/** A workspace of two files with its history. */
class Session {
  files: readonly SourceFile[] = ['a.yaml', 'b.yaml'].map((name) => ({
    name,
    text: '',
    eol: '\n',
    bom: false,
  }));
  history: History = emptyHistory;
  private now = 0;

  edit(
    edit: TextEdit,
    { file = 'a.yaml', origin = 'editor', wait = 100, label = 'Typing' }: EditOptions = {},
  ): this {
    this.now += wait;
    const transaction: Transaction = { changes: [{ type: 'edit', file, edits: [edit] }], origin, label };
    const inverse = invertChanges(this.files, transaction.changes);
    this.history = record(this.history, { transaction, inverse, at: this.now });
    this.files = applyChanges(this.files, transaction.changes);
    return this;
  }

  type(text: string, at = this.text.length): this {
    text
      .split('')
      .forEach((letter, index) => this.edit({ from: at + index, to: at + index, insert: letter }));
    return this;
  }

  back(): this {
    return this.move(undo(this.history));
  }

  forth(): this {
    return this.move(redo(this.history));
  }

  private move(move: ReturnType<typeof undo>): this {
    if (move) {
      this.files = applyChanges(this.files, move.changes);
      this.history = move.history;
    }
    return this;
  }

  get text(): string {
    return this.files[0]?.text ?? '';
  }

  get steps(): number {
    return this.history.past.length;
  }
}

const insert = (at: number, text: string): TextEdit => ({ from: at, to: at, insert: text });
const remove = (from: number, to: number): TextEdit => ({ from, to, insert: '' });

describe('keystrokes that follow one another are one step', () => {
  test('typing', () => {
    const session = new Session().type('port');
    expect(session.steps).toBe(1);
    expect(session.back().text).toBe('');
    expect(session.forth().text).toBe('port');
  });

  test('typing over a selection', () => {
    const session = new Session().edit(insert(0, 'port: 80'), { origin: 'import' });
    session.edit({ from: 6, to: 8, insert: '4' }).edit(insert(7, '4')).edit(insert(8, '3'));
    expect(session.text).toBe('port: 443');
    expect(session.back().text).toBe('port: 80');
  });

  test('backspace, and delete', () => {
    const session = new Session().edit(insert(0, 'abcdef'), { origin: 'import' });
    session.edit(remove(2, 3)).edit(remove(1, 2)).edit(remove(1, 2)).edit(remove(1, 2));
    expect(session.text).toBe('af');
    expect(session.steps).toBe(2);
    expect(session.back().text).toBe('abcdef');
    expect(session.forth().text).toBe('af');
  });
});

describe('a new step', () => {
  test.each<[string, (session: Session) => void]>([
    ['after a pause', (session) => session.edit(insert(2, 'c'), { wait: 701 })],
    ['after a jump', (session) => session.edit(insert(0, 'c'))],
    ['with a new line', (session) => session.edit(insert(2, '\n'))],
    ['when deleting follows typing', (session) => session.edit(remove(1, 2))],
    ['in another file', (session) => session.edit(insert(0, 'c'), { file: 'b.yaml' })],
    ['from the canvas', (session) => session.edit(insert(2, 'c'), { origin: 'canvas' })],
  ])('%s', (_title, act) => {
    const session = new Session().type('ab');
    act(session);
    expect(session.steps).toBe(2);
    expect(session.back().text).toBe('ab');
  });

  test('after a gesture on the canvas, even when typing goes on at its place', () => {
    const session = new Session().edit(insert(0, 'a'), { origin: 'canvas' }).edit(insert(1, 'b'));
    expect(session.steps).toBe(2);
  });

  test('after an undo', () => {
    const session = new Session().type('ab').edit(insert(0, '\n')).back().edit(insert(2, 'c'));
    expect(session.steps).toBe(2);
    expect(session.back().text).toBe('ab');
  });

  test('typing goes on after a new line as one step with it', () => {
    expect(new Session().type('ab\ncd').steps).toBe(2);
  });
});

test('a new step forgets what could be redone; labels name the steps', () => {
  const session = new Session().edit(insert(0, 'a'), { origin: 'canvas', label: 'Allow web to db' });
  expect(undo(session.history)?.label).toBe('Allow web to db');
  session.back();
  expect(redo(session.history)?.label).toBe('Allow web to db');
  session.type('x');
  expect(redo(session.history)).toBeUndefined();
});

test('only the last 500 steps are kept', () => {
  const session = new Session();
  for (let count = 0; count < 510; count += 1) session.edit(insert(0, 'x'), { origin: 'canvas' });
  expect(session.steps).toBe(500);
});

test('undoing everything leads to the start, redoing everything to the end', () => {
  const actions = fc.array(
    fc.tuple(fc.nat(), fc.nat({ max: 3 }), fc.constantFrom('', 'a', '\n', 'bc'), fc.nat({ max: 900 })),
  );
  fc.assert(
    fc.property(actions, (chosen) => {
      const session = new Session();
      for (const [place, length, text, wait] of chosen) {
        const from = place % (session.text.length + 1);
        session.edit({ from, to: Math.min(session.text.length, from + length), insert: text }, { wait });
      }
      const end = session.text;
      const { steps } = session;
      for (let count = 0; count < steps; count += 1) session.back();
      expect(session.text).toBe('');
      for (let count = 0; count < steps; count += 1) session.forth();
      expect(session.text).toBe(end);
    }),
  );
});
