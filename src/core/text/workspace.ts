import { applyEdits, invertEdits, type TextEdit, type TextRange } from './edit';
import { moveOddEnds, type OddEnd, readLineEnds, writeLineEnds } from './lineEnds';

/**
 * One file of the workspace. The text is kept with LF line ends and without a byte order mark;
 * the others remember what the file had, and are restored on export.
 */
export interface SourceFile {
  readonly name: string;
  readonly text: string;
  /** How its lines end, and those that end otherwise. */
  readonly eol: '\n' | '\r\n';
  readonly oddEnds?: readonly OddEnd[];
  readonly bom: boolean;
}

/** A place in a file of the workspace. */
export interface Place extends TextRange {
  readonly file: string;
}

/** One step of a change of the workspace. Files are addressed by name; names are unique. */
export type FileChange =
  | {
      readonly type: 'edit';
      readonly file: string;
      readonly edits: readonly TextEdit[];
      /** The odd line ends afterwards; undefined: those that were there, where they have moved to. */
      readonly oddEnds?: readonly OddEnd[];
    }
  | { readonly type: 'add'; readonly file: SourceFile; readonly at?: number }
  | { readonly type: 'remove'; readonly file: string }
  | { readonly type: 'rename'; readonly file: string; readonly to: string };

/** Where a change came from; decides how it is grouped in the history. */
export type Origin = 'editor' | 'canvas' | 'import' | 'files' | 'undo';

/** One atomic change of the workspace, made by one gesture or keystroke. `label` names it in the undo menu. */
export interface Transaction {
  readonly changes: readonly FileChange[];
  readonly origin: Origin;
  readonly label: string;
}

/**
 * The files after the changes, made in order. Files that are not touched keep their identity, and so does the
 * list when nothing changes. Throws when a change names a file that is not there or a name that is taken.
 */
export function applyChanges(
  files: readonly SourceFile[],
  changes: readonly FileChange[],
): readonly SourceFile[] {
  return changes.reduce(applyChange, files);
}

/** The changes that lead back from `applyChanges(files, changes)` to `files`, order of the files included. */
export function invertChanges(files: readonly SourceFile[], changes: readonly FileChange[]): FileChange[] {
  const inverse: FileChange[] = [];
  let current = files;
  for (const change of changes) {
    inverse.unshift(invertChange(current, change));
    current = applyChange(current, change);
  }
  return inverse;
}

/** A file as it was read: byte order mark and line ends are taken off the text and remembered. */
export function readSourceFile(name: string, raw: string): SourceFile {
  const bom = raw.startsWith('\uFEFF');
  return { name, ...readLineEnds(bom ? raw.slice(1) : raw), bom };
}

/** What is exported: the text with the byte order mark and the line ends that the file had. */
export function writeSourceFile(file: SourceFile): string {
  return (file.bom ? '\uFEFF' : '') + writeLineEnds(file);
}

/** `wanted`, or where that name is taken `name-2.yaml`, `name-3.yaml`, … */
export function uniqueFileName(files: readonly { readonly name: string }[], wanted: string): string {
  const taken = new Set(files.map((file) => file.name));
  if (!taken.has(wanted)) return wanted;
  const dot = wanted.lastIndexOf('.');
  const [stem, extension] = dot > 0 ? [wanted.slice(0, dot), wanted.slice(dot)] : [wanted, ''];
  let count = 2;
  while (taken.has(`${stem}-${count}${extension}`)) count += 1;
  return `${stem}-${count}${extension}`;
}

function applyChange(files: readonly SourceFile[], change: FileChange): readonly SourceFile[] {
  switch (change.type) {
    case 'edit': {
      const { file, index } = find(files, change.file);
      const text = applyEdits(file.text, change.edits);
      if (text === file.text) return files;
      const oddEnds = change.oddEnds ?? (file.oddEnds && moveOddEnds(file.text, change.edits, file.oddEnds));
      return files.with(index, { ...file, text, ...(oddEnds && { oddEnds }) });
    }
    case 'add': {
      refuseTaken(files, change.file.name);
      return files.toSpliced(change.at ?? files.length, 0, change.file);
    }
    case 'remove':
      return files.toSpliced(find(files, change.file).index, 1);
    case 'rename': {
      if (change.file === change.to) return files;
      refuseTaken(files, change.to);
      const { file, index } = find(files, change.file);
      return files.with(index, { ...file, name: change.to });
    }
    default:
      return change satisfies never;
  }
}

function invertChange(files: readonly SourceFile[], change: FileChange): FileChange {
  switch (change.type) {
    case 'edit': {
      const { text, oddEnds = [] } = find(files, change.file).file;
      const edits = invertEdits(text, change.edits);
      // Odd ends that go with their lines would not come back with them.
      const isLost = moveOddEnds(text, change.edits, oddEnds).length < oddEnds.length;
      return { type: 'edit', file: change.file, edits, ...(isLost && { oddEnds }) };
    }
    case 'add':
      return { type: 'remove', file: change.file.name };
    case 'remove': {
      const { file, index } = find(files, change.file);
      return { type: 'add', file, at: index };
    }
    case 'rename':
      return { type: 'rename', file: change.to, to: change.file };
    default:
      return change satisfies never;
  }
}

function find(files: readonly SourceFile[], name: string): { file: SourceFile; index: number } {
  const index = files.findIndex((file) => file.name === name);
  const file = files[index];
  if (!file) throw new Error(`no file is named ${name}`);
  return { file, index };
}

function refuseTaken(files: readonly SourceFile[], name: string): void {
  if (files.some((file) => file.name === name)) throw new Error(`a file is already named ${name}`);
}
