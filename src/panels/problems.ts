import type { Diagnostic, SourceFile } from '../core/index';
import { lineColumn, lineStarts } from '../core/index';

export interface ProblemGroup {
  readonly severity: Diagnostic['severity'];
  readonly title: string;
  readonly problems: readonly Diagnostic[];
}

const titles = { error: 'Errors', warning: 'Warnings', info: 'Notes' } as const;
const severities = ['error', 'warning', 'info'] as const;

/** By severity, the worst first; groups without problems are left out. */
export function groupProblems(diagnostics: readonly Diagnostic[]): readonly ProblemGroup[] {
  return severities
    .map((severity) => ({
      severity,
      title: titles[severity],
      problems: diagnostics.filter((diagnostic) => diagnostic.severity === severity),
    }))
    .filter(({ problems }) => problems.length > 0);
}

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
