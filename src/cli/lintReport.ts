import { type Diagnostic, lineColumn, lineStarts, lintRules, type SourceFile } from '../core/index';

/** Tells lines and columns of the places in files. */
function placer(files: readonly SourceFile[]) {
  const texts = new Map(files.map(({ name, text }) => [name, { text, starts: lineStarts(text) }]));
  return (file: string, offset: number) => {
    const { text = '', starts = [0] } = texts.get(file) ?? {};
    return lineColumn(text, offset, starts);
  };
}

/** `{"diagnostics": [{file, line, column, severity, code, message, …}]}`, one line for each. */
export function toJson(files: readonly SourceFile[], diagnostics: readonly Diagnostic[]): string {
  const place = placer(files);
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

const levels = { error: 'error', warning: 'warning', info: 'note' } as const;

/** A log in the format SARIF 2.1.0, as pipelines and code hosts read it. */
export function toSarif(files: readonly SourceFile[], diagnostics: readonly Diagnostic[]): string {
  const place = placer(files);
  const used = new Set(
    diagnostics.flatMap(({ code, rule }) => [code, ...(rule === undefined ? [] : [rule])]),
  );
  const results = diagnostics.map(({ file, from, to, severity, code, rule, message, consequence }) => {
    const [start, end] = [place(file, from), place(file, to)];
    return {
      ruleId: rule ?? code,
      level: levels[severity],
      message: { text: consequence === undefined ? message : `${message} ${consequence}` },
      locations: [
        {
          physicalLocation: {
            artifactLocation: { uri: file },
            region: {
              startLine: start.line,
              startColumn: start.column,
              endLine: end.line,
              endColumn: end.column,
            },
          },
        },
      ],
    };
  });
  const rules = lintRules
    .filter(({ code }) => used.has(code))
    .map(({ code, title, why }) => ({
      id: code,
      shortDescription: { text: title },
      fullDescription: { text: why },
    }));
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [{ tool: { driver: { name: 'drawbridge', rules } }, results }],
  };
  return `${JSON.stringify(log, null, 2)}\n`;
}
