import type { TextEdit } from './edit';
import type { FileChange, Transaction } from './workspace';

/**
 * A transaction that was applied, how to take it back (`invertChanges`), and when it came, in milliseconds.
 * `beside`: what stood beside the text before and after, where that changed; a step may change nothing else.
 */
interface HistoryEntry<Beside> {
  readonly transaction: Transaction;
  readonly inverse: readonly FileChange[];
  readonly at: number;
  readonly beside?: { readonly before: Beside; readonly after: Beside };
}

/** The one history over canvas and editor. The last of each list is the next to undo or to redo. */
export interface History<Beside = unknown> {
  readonly past: readonly HistoryEntry<Beside>[];
  readonly future: readonly HistoryEntry<Beside>[];
}

/** What to apply for one undo or redo, what that step was called, and the history afterwards. */
interface HistoryMove<Beside> {
  readonly changes: readonly FileChange[];
  /** What is to stand beside the text; undefined: what is there. */
  readonly beside?: Beside;
  readonly label: string;
  readonly history: History<Beside>;
}

export const emptyHistory: History<never> = { past: [], future: [] };

const maximumSteps = 500;
/** Typing that pauses longer than this, in milliseconds, starts a new step. */
const typingPause = 700;

/**
 * Remembers a step and forgets what could be redone. Keystrokes in the editor that continue the previous one
 * become one step with it: the same file, without a pause, typing after typing or deleting after deleting, where
 * the previous one ended. A new line starts a new step; a transaction from elsewhere always is one, but for steps
 * beside the text that follow each other under the same name, as when a node is moved by the arrow keys.
 */
export function record<Beside>(history: History<Beside>, entry: HistoryEntry<Beside>): History<Beside> {
  const previous = history.past.at(-1);
  const merged =
    previous && history.future.length === 0
      ? (mergeBeside(previous, entry) ?? mergeKeystrokes(previous, entry))
      : undefined;
  const past = merged
    ? [...history.past.slice(0, -1), merged]
    : [...history.past, entry].slice(-maximumSteps);
  return { past, future: [] };
}

/** The move back by one step; undefined when there is none. */
export function undo<Beside>({ past, future }: History<Beside>): HistoryMove<Beside> | undefined {
  const entry = past.at(-1);
  if (!entry) return undefined;
  return {
    changes: entry.inverse,
    ...(entry.beside && { beside: entry.beside.before }),
    label: entry.transaction.label,
    history: { past: past.slice(0, -1), future: [...future, entry] },
  };
}

/** The move forward by one step that was undone; undefined when there is none. */
export function redo<Beside>({ past, future }: History<Beside>): HistoryMove<Beside> | undefined {
  const entry = future.at(-1);
  if (!entry) return undefined;
  return {
    changes: entry.transaction.changes,
    ...(entry.beside && { beside: entry.beside.after }),
    label: entry.transaction.label,
    history: { past: [...past, entry], future: future.slice(0, -1) },
  };
}

/** One edit of one file and the edit that takes it back. */
interface Keystroke {
  readonly file: string;
  readonly edit: TextEdit;
  readonly inverse: TextEdit;
}

function mergeBeside<Beside>(
  previous: HistoryEntry<Beside>,
  next: HistoryEntry<Beside>,
): HistoryEntry<Beside> | undefined {
  const touchesText = [previous, next].some(({ transaction }) => transaction.changes.length > 0);
  const isSame = previous.transaction.label === next.transaction.label;
  if (touchesText || !isSame || next.at - previous.at > typingPause) return undefined;
  if (!previous.beside || !next.beside) return undefined;
  return { ...next, beside: { before: previous.beside.before, after: next.beside.after } };
}

function mergeKeystrokes<Beside>(
  previous: HistoryEntry<Beside>,
  next: HistoryEntry<Beside>,
): HistoryEntry<Beside> | undefined {
  if (next.at - previous.at > typingPause) return undefined;
  const [first, second] = [readKeystroke(previous), readKeystroke(next)];
  if (!first || !second || first.file !== second.file) return undefined;
  const merged = continueTyping(first, second) ?? continueDeleting(first, second);
  if (!merged) return undefined;
  const change = (edit: TextEdit): FileChange => ({ type: 'edit', file: merged.file, edits: [edit] });
  return {
    transaction: { ...previous.transaction, changes: [change(merged.edit)] },
    inverse: [change(merged.inverse)],
    at: next.at,
  };
}

function readKeystroke({ transaction, inverse }: HistoryEntry<unknown>): Keystroke | undefined {
  if (transaction.origin !== 'editor') return undefined;
  const [edit, back] = [onlyEdit(transaction.changes), onlyEdit(inverse)];
  return edit && back && { file: edit.file, edit: edit.edit, inverse: back.edit };
}

function onlyEdit(changes: readonly FileChange[]): { file: string; edit: TextEdit } | undefined {
  const [change] = changes;
  if (changes.length !== 1 || change?.type !== 'edit') return undefined;
  const [edit, ...others] = change.edits;
  return edit && others.length === 0 && !change.oddEnds ? { file: change.file, edit } : undefined;
}

/** Typing may follow typing, and the letter that replaced a selection. */
function continueTyping(first: Keystroke, second: Keystroke): Keystroke | undefined {
  const [edit, typed] = [first.edit, second.edit];
  if (edit.insert === '' || typed.insert === '' || typed.insert.includes('\n')) return undefined;
  if (typed.from !== typed.to || typed.from !== edit.from + edit.insert.length) return undefined;
  return {
    file: first.file,
    edit: { ...edit, insert: edit.insert + typed.insert },
    inverse: { ...first.inverse, to: first.inverse.to + typed.insert.length },
  };
}

/** Backspace after backspace, or delete after delete. */
function continueDeleting(first: Keystroke, second: Keystroke): Keystroke | undefined {
  const [edit, next] = [first.edit, second.edit];
  if (edit.insert !== '' || next.insert !== '') return undefined;
  const [removed, more] = [first.inverse.insert, second.inverse.insert];
  if (removed.includes('\n') || more.includes('\n')) return undefined;
  if (next.to !== edit.from && next.from !== edit.from) return undefined;
  const insert = next.to === edit.from ? more + removed : removed + more;
  const { from } = next;
  return {
    file: first.file,
    edit: { from, to: from + insert.length, insert: '' },
    inverse: { from, to: from, insert },
  };
}
