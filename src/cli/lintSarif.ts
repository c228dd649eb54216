import { isAbsolute, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Log, ReportingDescriptor, Result } from 'sarif';
import { type Diagnostic, lineColumn, lineStarts, lintRules, type SourceFile } from '../core/index';

const levels = { error: 'error', warning: 'warning', info: 'note' } as const;

/** What is not a rule of lint. */
const otherRules: ReadonlyMap<string, string> = new Map([
  ['syntax', 'The text cannot be read as YAML or JSON.'],
  ['duplicate', 'Two objects of a kind have the same name in a namespace; the last one counts.'],
]);

/**
 * A log in the format SARIF 2.1.0, as pipelines and code hosts read it; its types follow the official schema. Lines and columns count from 1, columns in
 * UTF-16 code units; a region ends before its end column.
 */
export function toSarif(files: readonly SourceFile[], diagnostics: readonly Diagnostic[]): string {
  const rules = [...new Set(diagnostics.map(ruleOf))].sort(inOrder).map(describeRule);
  const indexes = new Map(rules.map(({ id }, index) => [id, index]));
  const texts = new Map(files.map(({ name, text }) => [name, { text, starts: lineStarts(text) }]));
  const results = diagnostics.map((diagnostic): Result => {
    const { file, from, to, severity, code, message, consequence, resource, fixes } = diagnostic;
    const { text = '', starts = [0] } = texts.get(file) ?? {};
    const [start, end] = [lineColumn(text, from, starts), lineColumn(text, to, starts)];
    const ruleId = ruleOf(diagnostic);
    return {
      ruleId,
      ruleIndex: indexes.get(ruleId),
      level: levels[severity],
      message: { text: consequence === undefined ? message : `${message} ${consequence}` },
      locations: [
        {
          physicalLocation: {
            artifactLocation: { uri: toUri(file) },
            region: {
              startLine: start.line,
              startColumn: start.column,
              endLine: end.line,
              endColumn: end.column,
            },
          },
          ...(resource !== undefined && { logicalLocations: [{ fullyQualifiedName: resource }] }),
        },
      ],
      properties: { code, ...(fixes && { fixes: fixes.map(({ title }) => title) }) },
    };
  });
  const log: Log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [{ tool: { driver: { name: 'Drawbridge', rules } }, columnKind: 'utf16CodeUnits', results }],
  };
  return `${JSON.stringify(log, null, 2)}\n`;
}

const ruleOf = ({ code, rule = code }: Diagnostic) => rule;

const inOrder = (a: string, b: string) => a.localeCompare(b, 'en', { numeric: true });

function describeRule(code: string): ReportingDescriptor {
  const rule = lintRules.find((candidate) => candidate.code === code);
  const title = rule?.title ?? otherRules.get(code) ?? 'What the API server says of such an object.';
  const why = rule?.why ?? title;
  return {
    id: code,
    shortDescription: { text: title },
    fullDescription: { text: why },
    help: {
      text: rule
        ? `${why} A comment "# drawbridge: ignore ${code}" with the reason, in the document, mutes it.`
        : why,
    },
    defaultConfiguration: { level: levels[rule?.severity ?? 'error'] },
  };
}

/** The path of a file as a reference: relative to where the command ran, unless it is absolute. */
function toUri(file: string): string {
  if (isAbsolute(file)) return pathToFileURL(file).href;
  return file.split(sep).map(encodeURIComponent).join('/');
}
