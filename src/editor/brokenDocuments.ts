import { lineColumn, splitDocuments, type Diagnostic, type Place } from '../core/index';

interface BrokenDocument {
  readonly place: Place;
  /** `Document 3`, or `This file` where it is the only one. */
  readonly title: string;
  readonly line: number;
}

/** The documents of a file that do not parse, in their order: one for each, with its first mistake. */
export function brokenDocuments(
  file: string,
  text: string,
  diagnostics: readonly Diagnostic[],
): readonly BrokenDocument[] {
  const mistakes = diagnostics
    .filter((diagnostic) => diagnostic.file === file && diagnostic.code === 'syntax')
    .toSorted((a, b) => a.from - b.from);
  if (mistakes.length === 0) return [];
  const documents = splitDocuments(text);
  const broken = new Map<number, BrokenDocument>();
  for (const { from, to } of mistakes) {
    const number = Math.max(1, documents.findLastIndex((document) => document.from <= from) + 1);
    if (broken.has(number)) continue;
    const title = documents.length === 1 ? 'This file' : `Document ${number}`;
    broken.set(number, { place: { file, from, to }, title, line: lineColumn(text, from).line });
  }
  return [...broken.values()];
}
