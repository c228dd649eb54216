import { type Diagnostic, lineColumn, lineStarts, type SourceFile } from '../core/index';

/** `{"diagnostics": [{file, line, column, severity, code, message, …}]}`, one line for each. */
export function toJson(files: readonly SourceFile[], diagnostics: readonly Diagnostic[]): string {
  const texts = new Map(files.map(({ name, text }) => [name, { text, starts: lineStarts(text) }]));
  const place = (file: string, offset: number) => {
    const { text = '', starts = [0] } = texts.get(file) ?? {};
    return lineColumn(text, offset, starts);
  };
  const rows = diagnostics.map(
    ({ file, from, to, severity, code, rule, message, consequence, resource, fixes }) => {
      const end = place(file, to);
      return JSON.stringify({
        file,
        ...place(file, from),
        endLine: end.line,
        endColumn: end.column,
        severity,
        code,
        rule,
        message,
        consequence,
        resource,
        fixes: fixes?.map(({ title }) => title),
      });
    },
  );
  return `{"diagnostics":[${rows.length > 0 ? `\n${rows.join(',\n')}\n` : ''}]}\n`;
}
