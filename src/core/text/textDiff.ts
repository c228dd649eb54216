import { composeEdits } from './composeEdits';
import { applyEdits, minimalEdit, type TextEdit } from './edit';
import { lineEnd, lineStart } from './lines';
import { applyChanges, type FileChange, type SourceFile } from './workspace';

/** A line of a diff: removed, added, or around them as it stays. */
export interface DiffLine {
  readonly sign: '-' | '+' | ' ';
  readonly text: string;
}

/** A stretch of a file that changes, with the lines around it. */
export interface DiffHunk {
  readonly file: string;
  /** Number of its first line before the change; 1 for a new file. */
  readonly line: number;
  readonly lines: readonly DiffLine[];
}

/** Lines shown before and after a change. */
const around = 2;

/** What changes of the workspace do to its texts, line by line, in the order of the files and their texts. */
export function textDiff(files: readonly SourceFile[], changes: readonly FileChange[]): readonly DiffHunk[] {
  const after = applyChanges(files, changes);
  const oldNames = renames(changes);
  const kept = after.flatMap(({ name, text }): DiffHunk[] => {
    const old = files.find((file) => file.name === (oldNames.get(name) ?? name));
    if (!old) return [whole(name, '+', text)];
    return old.text === text
      ? []
      : hunksOf(name, old.text, editsOf(old, changes) ?? [minimalEdit(old.text, text) ?? []].flat());
  });
  const names = new Set(after.map(({ name }) => oldNames.get(name) ?? name));
  const gone = files.filter(({ name }) => !names.has(name)).map(({ name, text }) => whole(name, '-', text));
  return [...kept, ...gone];
}

/** New names to old ones. */
function renames(changes: readonly FileChange[]): ReadonlyMap<string, string> {
  return new Map(
    changes.flatMap((change) => (change.type === 'rename' ? [[change.to, change.file] as const] : [])),
  );
}

/** The edits that changes make in a file, one after another, as edits of its text before; undefined: it is replaced. */
function editsOf(file: SourceFile, changes: readonly FileChange[]): readonly TextEdit[] | undefined {
  let name = file.name;
  const steps: (readonly TextEdit[])[] = [];
  for (const change of changes) {
    if (change.type === 'add' || change.file !== name) continue;
    if (change.type === 'remove') return undefined;
    if (change.type === 'rename') name = change.to;
    else steps.push(change.edits);
  }
  return composeEdits(file.text.length, steps);
}

function whole(file: string, sign: '+' | '-', text: string): DiffHunk {
  return { file, line: 1, lines: linesOf(text).map((line) => ({ sign, text: line })) };
}

function linesOf(text: string): string[] {
  const lines = text.split('\n');
  if (lines.at(-1) === '') lines.pop();
  return lines;
}

/** The lines that edits touch, together where they meet. */
function hunksOf(file: string, before: string, edits: readonly TextEdit[]): DiffHunk[] {
  const groups: { from: number; to: number; edits: TextEdit[] }[] = [];
  for (const edit of edits.toSorted((a, b) => a.from - b.from)) {
    const from = lineStart(before, edit.from);
    const to = Math.min(before.length, lineEnd(before, Math.max(edit.from, edit.to)) + 1);
    const last = groups.at(-1);
    if (last && from <= last.to) {
      last.to = Math.max(last.to, to);
      last.edits.push(edit);
    } else groups.push({ from, to, edits: [edit] });
  }
  return groups.flatMap((group) => {
    const old = before.slice(group.from, group.to);
    const shifted = group.edits.map(({ from, to, insert }) => ({
      from: from - group.from,
      to: to - group.from,
      insert,
    }));
    const hunk = compare(linesOf(old), linesOf(applyEdits(old, shifted)));
    return hunk.length === 0 ? [] : [withContext(file, before, group, hunk)];
  });
}

/** Lines that both begin and end with are no change. */
function compare(old: readonly string[], now: readonly string[]): DiffLine[] {
  const shorter = Math.min(old.length, now.length);
  let start = 0;
  while (start < shorter && old[start] === now[start]) start++;
  let end = 0;
  while (end < shorter - start && old.at(-1 - end) === now.at(-1 - end)) end++;
  if (start === old.length && start === now.length) return [];
  const stays = (lines: readonly string[]): DiffLine[] => lines.map((text) => ({ sign: ' ', text }));
  return [
    ...stays(old.slice(0, start)),
    ...old.slice(start, old.length - end).map((text): DiffLine => ({ sign: '-', text })),
    ...now.slice(start, now.length - end).map((text): DiffLine => ({ sign: '+', text })),
    ...stays(old.slice(old.length - end)),
  ];
}

function withContext(
  file: string,
  before: string,
  { from, to }: { from: number; to: number },
  lines: readonly DiffLine[],
): DiffHunk {
  const stays = (text: string): DiffLine => ({ sign: ' ', text });
  const all = [
    ...linesOf(before.slice(0, from)).slice(-around).map(stays),
    ...lines,
    ...linesOf(before.slice(to)).slice(0, around).map(stays),
  ];
  const first = all.findIndex(({ sign }) => sign !== ' ');
  const last = all.findLastIndex(({ sign }) => sign !== ' ');
  const start = Math.max(0, first - around);
  const linesBefore =
    linesOf(before.slice(0, from)).length - Math.min(around, linesOf(before.slice(0, from)).length);
  return { file, line: linesBefore + start + 1, lines: all.slice(start, last + around + 1) };
}
