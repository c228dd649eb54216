import type { FileChange } from '../core/index';

/** Where the caret stands after changes that were taken back or made again: behind the first edit, in the new text. */
export function changedPlace(changes: readonly FileChange[]): { file: string; offset: number } | undefined {
  const edited = changes.findLast((change) => change.type === 'edit');
  const [first, ...others] = edited?.edits ?? [];
  if (!edited || !first) return undefined;
  const { from, insert } = others.reduce((least, edit) => (edit.from < least.from ? edit : least), first);
  return { file: edited.file, offset: from + insert.length };
}
