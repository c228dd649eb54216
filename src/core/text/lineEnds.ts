import type { TextEdit } from './edit';

export type LineEnd = '\n' | '\r\n' | '\r';

/** A line, the first is 0, that ends otherwise than most of its file. */
export interface OddEnd {
  readonly line: number;
  readonly end: LineEnd;
}

/** A text with LF line ends, and what stood there. */
interface ReadEnds {
  readonly text: string;
  /** How most lines end. */
  readonly eol: '\n' | '\r\n';
  /** The others, in order; most files have none. */
  readonly oddEnds?: readonly OddEnd[];
}

/** Takes the line ends off a text and remembers them. */
export function readLineEnds(raw: string): ReadEnds {
  if (!raw.includes('\r')) return { text: raw, eol: '\n' };
  const windowsEnds = raw.split('\r\n').length - 1;
  const allEnds = raw.split(/\r\n?|\n/).length - 1;
  const eol = windowsEnds * 2 > allEnds ? '\r\n' : '\n';
  const text = raw.replaceAll(/\r\n?/g, '\n');
  if (windowsEnds === allEnds) return { text, eol };
  const oddEnds: OddEnd[] = [];
  let line = 0;
  for (const [end] of raw.matchAll(/\r\n?|\n/g)) {
    if (end !== eol) oddEnds.push({ line, end: end as LineEnd });
    line += 1;
  }
  return { text, eol, oddEnds };
}

/** The text with its line ends as they stood; lines that came later end as most do. */
export function writeLineEnds({ text, eol, oddEnds = [] }: ReadEnds): string {
  if (oddEnds.length === 0) return eol === '\n' ? text : text.replaceAll('\n', eol);
  const odd = new Map(oddEnds.map(({ line, end }) => [line, end]));
  let line = -1;
  return text.replaceAll('\n', () => odd.get(++line) ?? eol);
}

/** Where the odd ends stand after the edits of a text; those that were replaced are gone. */
export function moveOddEnds(
  text: string,
  edits: readonly TextEdit[],
  oddEnds: readonly OddEnd[],
): readonly OddEnd[] {
  const moved = [...oddEnds];
  // From the last to the first: so each speaks of lines that have not moved yet.
  for (const { from, to, insert } of edits.toSorted((a, b) => b.from - a.from || b.to - a.to)) {
    const first = countEnds(text, 0, from);
    const removed = countEnds(text, from, to);
    const added = countEnds(insert, 0, insert.length);
    const start = moved.findIndex(({ line }) => line >= first);
    if (start < 0) continue;
    const later = moved.splice(start).filter(({ line }) => line >= first + removed);
    moved.push(...later.map(({ line, end }) => ({ line: line + added - removed, end })));
  }
  return moved;
}

function countEnds(text: string, from: number, to: number): number {
  let count = 0;
  for (let at = text.indexOf('\n', from); at >= 0 && at < to; at = text.indexOf('\n', at + 1)) count += 1;
  return count;
}
