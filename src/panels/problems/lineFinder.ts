import { lineColumn, lineStarts, type SourceFile } from '../../core/index';

/** Tells the line of a place; the lines of a file are counted once. */
export function lineFinder(
  files: readonly SourceFile[],
): (file: string, offset: number) => number | undefined {
  const texts = new Map(files.map((file) => [file.name, file.text]));
  const starts = new Map<string, readonly number[]>();
  return (file, offset) => {
    const text = texts.get(file);
    if (text === undefined) return undefined;
    const known = starts.get(file) ?? lineStarts(text);
    starts.set(file, known);
    return lineColumn(text, offset, known).line;
  };
}
