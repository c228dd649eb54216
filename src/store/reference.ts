import { get, set } from 'idb-keyval';
import { create } from 'zustand';
import type { FileChange, SourceFile } from '../core/index';
import { openStore } from './database';
import { useWorkspace } from './workspace';

/** Files that the workspace is compared with. */
export interface Reference {
  readonly name: string;
  readonly files: readonly SourceFile[];
}

interface ReferenceState {
  /** The files as they came by imports, before anything was changed. */
  readonly imported: readonly SourceFile[];
  /** Files that the user compares with instead. */
  readonly chosen: Reference | undefined;
}

/** What the review compares the workspace with. */
export const useReference = create<ReferenceState>()(() => ({ imported: [], chosen: undefined }));

/** The files in force: those that were chosen, or the state at the import. */
export function referenceOf({ imported, chosen }: ReferenceState): Reference {
  return chosen ?? { name: 'the state at the import', files: imported };
}

/** Compares with other files; undefined: with the state at the import. */
export function compareWith(chosen: Reference | undefined): void {
  useReference.setState({ chosen });
}

const key = 'imported';
const database = openStore('drawbridge reference');

/** Follows the imports from now on. To be called once, after the workspace is restored. */
export async function followImports(): Promise<void> {
  useReference.setState({ imported: useWorkspace.getState().files });
  useWorkspace.subscribe(({ lastChange }, before) => {
    if (!lastChange || lastChange === before.lastChange) return;
    const { imported } = useReference.getState();
    const next = afterChange(imported, lastChange.changes, lastChange.origin);
    if (next === imported) return;
    useReference.setState({ imported: next });
    void set(key, next, database).catch(() => undefined); // without memory it is that of this visit
  });
  const kept = await get<unknown>(key, database).catch(() => undefined);
  const names = new Set(useWorkspace.getState().files.map(({ name }) => name));
  if (isFiles(kept) && kept.some(({ name }) => names.has(name))) useReference.setState({ imported: kept });
}

/**
 * The state at the import after a change of the workspace: an import brings files and takes others; taking one back,
 * or making it again, does so too, but never overwrites what is known.
 */
export function afterChange(
  imported: readonly SourceFile[],
  changes: readonly FileChange[],
  origin: string,
): readonly SourceFile[] {
  if (origin !== 'import' && origin !== 'undo') return imported;
  let files = imported;
  for (const change of changes) {
    if (change.type === 'remove') files = files.filter(({ name }) => name !== change.file);
    if (change.type !== 'add') continue;
    const { file } = change;
    const isKnown = files.some(({ name }) => name === file.name);
    if (isKnown && origin === 'undo') continue;
    files = [...files.filter(({ name }) => name !== file.name), file];
  }
  return files;
}

function isFiles(value: unknown): value is readonly SourceFile[] {
  return (
    Array.isArray(value) &&
    value.every(
      (file: unknown) =>
        typeof file === 'object' &&
        file !== null &&
        'name' in file &&
        typeof file.name === 'string' &&
        'text' in file &&
        typeof file.text === 'string',
    )
  );
}
