import type { FileChange, SourceFile } from '../core/index';
import type { NewText } from '../worker/protocol';

/** The text of the workspace at a revision, and the change that led there. */
interface TextState {
  readonly files: readonly SourceFile[];
  readonly revision: number;
  readonly lastChange: { readonly revision: number; readonly changes: readonly FileChange[] } | undefined;
}

/**
 * Knows which text the worker has, and tells it only what has changed since: megabytes are sent once, or never
 * where the worker has made them itself.
 */
export class Mirror {
  #revision: number | undefined;
  #changes: { readonly since: number; readonly list: FileChange[] } | undefined;
  #prepared: ReadonlySet<SourceFile> = new Set();

  /** To be told of every revision. */
  follow({ revision, lastChange }: TextState): void {
    if (!this.#changes || this.#revision === undefined) return;
    if (lastChange?.revision !== revision || revision !== this.#revision + 1) return this.forget();
    this.#changes.list.push(...lastChange.changes);
    this.#revision = revision;
  }

  /** Files that the worker has made: they need not be sent when they come into the workspace. */
  prepared(files: readonly SourceFile[]): void {
    this.#prepared = new Set(files);
  }

  /** What the worker must be sent to have this text. It is taken to have it from now on. */
  take({ files, revision }: TextState): NewText {
    const known = this.#revision === revision ? this.#changes : undefined;
    const prepared = this.#prepared;
    this.#revision = revision;
    this.#changes = { since: revision, list: [] };
    this.#prepared = new Set();
    if (!known) return { files };
    const changes = known.list.map((change) =>
      change.type === 'add' && change.at === undefined && prepared.has(change.file)
        ? ({ type: 'addPrepared', file: change.file.name } as const)
        : change,
    );
    return { since: known.since, changes };
  }

  /** The worker has lost everything. */
  forget(): void {
    this.#revision = undefined;
    this.#changes = undefined;
    this.#prepared = new Set();
  }
}
