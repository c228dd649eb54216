/** One replacement in a text: the characters `from` (inclusive) to `to` (exclusive) become `insert`. Offsets are UTF-16 code units. */
export interface TextEdit {
  readonly from: number;
  readonly to: number;
  readonly insert: string;
}

/** A stretch of text, `from` inclusive, `to` exclusive, in UTF-16 code units. */
export interface TextRange {
  readonly from: number;
  readonly to: number;
}

/**
 * The text after all edits. Every edit speaks of the text before; they may come in any order, insertions at
 * the same place keep the order given. Throws when edits overlap or reach outside the text.
 */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  let result = '';
  let done = 0;
  for (const edit of inOrder(text.length, edits)) {
    result += text.slice(done, edit.from) + edit.insert;
    done = edit.to;
  }
  return result + text.slice(done);
}

/** The edits that lead back: `applyEdits(applyEdits(text, edits), invertEdits(text, edits)) === text`. */
export function invertEdits(text: string, edits: readonly TextEdit[]): TextEdit[] {
  let shift = 0;
  return inOrder(text.length, edits).map(({ from, to, insert }) => {
    const start = from + shift;
    shift += insert.length - (to - from);
    return { from: start, to: start + insert.length, insert: text.slice(from, to) };
  });
}

/** The edits of a part of a text as edits of the whole; the part starts at `by`. */
export function shiftEdits(edits: readonly TextEdit[], by: number): TextEdit[] {
  return edits.map(({ from, to, insert }) => ({ from: from + by, to: to + by, insert }));
}

/** A range in a part of a text as a range of the whole; the part starts at `by`. */
export function shiftRange({ from, to }: TextRange, by: number): TextRange {
  return { from: from + by, to: to + by };
}

/**
 * Where the character at `offset` stands after the edits; the end of the replacement when it was replaced.
 * Text inserted exactly at `offset` pushes it on.
 */
export function mapOffset(offset: number, edits: readonly TextEdit[]): number {
  let shift = 0;
  for (const { from, to, insert } of inOrder(Number.MAX_SAFE_INTEGER, edits)) {
    if (from > offset) break;
    if (offset < to) return from + shift + insert.length;
    shift += insert.length - (to - from);
  }
  return offset + shift;
}

/** The one edit that turns `before` into `after`, without their common start and end; undefined if they are equal. */
export function minimalEdit(before: string, after: string): TextEdit | undefined {
  if (before === after) return undefined;
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before.charCodeAt(start) === after.charCodeAt(start)) start += 1;
  if (splitsPair(before, start) || splitsPair(after, start)) start -= 1;
  const surplus = after.length - before.length;
  let end = before.length;
  const firstEnd = Math.max(start, start - surplus);
  while (end > firstEnd && before.charCodeAt(end - 1) === after.charCodeAt(end - 1 + surplus)) end -= 1;
  if (splitsPair(before, end) || splitsPair(after, end + surplus)) end += 1;
  return { from: start, to: end, insert: after.slice(start, end + surplus) };
}

function splitsPair(text: string, offset: number): boolean {
  const isHigh = (text.charCodeAt(offset - 1) & 0xfc00) === 0xd800;
  return isHigh && (text.charCodeAt(offset) & 0xfc00) === 0xdc00;
}

function inOrder(length: number, edits: readonly TextEdit[]): readonly TextEdit[] {
  const ordered = edits.length < 2 ? edits : [...edits].sort((a, b) => a.from - b.from || a.to - b.to);
  let end = 0;
  for (const { from, to } of ordered) {
    if (from < end || to < from || to > length) {
      throw new RangeError(`text edit ${from}–${to} overlaps another or lies outside the text`);
    }
    end = to;
  }
  return ordered;
}
