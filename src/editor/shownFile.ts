import type { FileChange, SourceFile } from '../core/index';

/** The file in the editor: the active one, or where that is gone the first. */
export function shownFile(
  files: readonly Pick<SourceFile, 'name'>[],
  active: string | undefined,
): string | undefined {
  return files.some(({ name }) => name === active) ? active : files[0]?.name;
}

/** What a file is called after renames. */
export function renamed(name: string, changes: readonly FileChange[]): string {
  return changes.reduce(
    (now, change) => (change.type === 'rename' && change.file === now ? change.to : now),
    name,
  );
}
