/** A place as people and editors count it: the first line and the first column are 1. Columns count UTF-16 code units. */
interface LineColumn {
  readonly line: number;
  readonly column: number;
}

/** Offsets at which the lines of the text start; the first is 0. Make it once for many places in one text. */
export function lineStarts(text: string): readonly number[] {
  const starts = [0];
  for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', end + 1)) starts.push(end + 1);
  return starts;
}

/** The place of an offset; an offset outside the text counts as its nearest end. */
export function lineColumn(text: string, offset: number, starts = lineStarts(text)): LineColumn {
  const inside = Math.max(0, Math.min(offset, text.length));
  let low = 0;
  let high = starts.length;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((starts[middle] ?? 0) <= inside) low = middle;
    else high = middle;
  }
  return { line: low + 1, column: inside - (starts[low] ?? 0) + 1 };
}

/** The offset at which the line of `offset` starts. */
export function lineStart(text: string, offset: number): number {
  return offset === 0 ? 0 : text.lastIndexOf('\n', offset - 1) + 1;
}

/** The offset of the line feed that ends the line of `offset`, or the end of the text. */
export function lineEnd(text: string, offset: number): number {
  const end = text.indexOf('\n', offset);
  return end < 0 ? text.length : end;
}
