import type { FileChange, SourceFile } from '../core/index';
import { Mirror } from './mirror';

/** Up to here, in characters, the whole text is written at every change. */
const smallText = 1_000_000;
/** Changes are kept up to this size, in characters; then the whole text is written again. */
const longestJournal = 200_000;
const mostChanges = 2000;

/** What is to be written: everything, or only what has changed since everything was written under a name. */
export type Entry =
  | { readonly type: 'whole'; readonly snapshot: string }
  | { readonly type: 'changes'; readonly snapshot: string; readonly changes: readonly FileChange[] };

type TextState = Parameters<Mirror['take']>[0];

/** Keeps the writing of large texts small: to write megabytes at every keystroke would hold the page up. */
export class Journal {
  readonly #mirror = new Mirror();
  #snapshot: string | undefined;
  #changes: FileChange[] = [];

  /** To be told of every revision. */
  follow(state: TextState): void {
    this.#mirror.follow(state);
  }

  /** What to write so that this text is saved. It is taken to be from now on. */
  next(state: TextState): Entry {
    const news = this.#mirror.take(state);
    const changes =
      'changes' in news ? news.changes.filter((change) => change.type !== 'addPrepared') : undefined;
    if (changes) this.#changes.push(...changes);
    const isShort = this.#changes.length <= mostChanges && sizeOf(this.#changes) <= longestJournal;
    if (this.#snapshot === undefined || !changes || !isShort || sizeOfFiles(state.files) <= smallText) {
      this.#snapshot = `${Date.now()} ${Math.random()}`;
      this.#changes = [];
      return { type: 'whole', snapshot: this.#snapshot };
    }
    return { type: 'changes', snapshot: this.#snapshot, changes: this.#changes };
  }
}

function sizeOfFiles(files: readonly SourceFile[]): number {
  return files.reduce((sum, { text }) => sum + text.length, 0);
}

function sizeOf(changes: readonly FileChange[]): number {
  return changes.reduce((sum, change) => {
    if (change.type === 'add') return sum + change.file.text.length;
    if (change.type !== 'edit') return sum;
    return change.edits.reduce((length, { insert }) => length + insert.length, sum);
  }, 0);
}
