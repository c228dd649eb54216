import type { Diagnostic, Severity } from '../diagnostic';
import { explainedCodes } from './rules';

/** What validation says of files; `Analysis` is one. */
interface Validated {
  readonly files: readonly { readonly name: string }[];
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * All that there is to tell of a text, as one list: what validation says and what lint finds. Where a rule explains
 * what the API server says of the same place, or of the same object, both become one: in the server's words, with
 * the consequence and the fixes of the rule, and with the graver of the two severities.
 */
export function joinDiagnostics(
  { files, diagnostics }: Validated,
  findings: readonly Diagnostic[],
): readonly Diagnostic[] {
  const joined = new Map<Diagnostic, Diagnostic>();
  const byPlace = new Map<string, Diagnostic[]>();
  for (const diagnostic of diagnostics) {
    const place = placeOf(diagnostic);
    const known = byPlace.get(place);
    if (known) known.push(diagnostic);
    else byPlace.set(place, [diagnostic]);
  }
  const others: Diagnostic[] = [];
  for (const finding of findings) {
    const codes = explainedCodes(finding.code);
    const said = codes?.includes('duplicate')
      ? diagnostics.filter(({ code, resource }) => code === 'duplicate' && resource === finding.resource)
      : (byPlace.get(placeOf(finding)) ?? []).filter(({ code }) => codes?.includes(code)).slice(0, 1);
    const free = said.filter((each) => !joined.has(each));
    for (const each of free) joined.set(each, explain(each, finding));
    if (free.length === 0) others.push(finding);
  }
  const order = new Map(files.map(({ name }, index) => [name, index]));
  return [...diagnostics.map((each) => joined.get(each) ?? each), ...others].sort(
    (a, b) => (order.get(a.file) ?? 0) - (order.get(b.file) ?? 0) || a.from - b.from,
  );
}

function placeOf({ file, from }: Diagnostic): string {
  return `${from} ${file}`;
}

const gravity: readonly Severity[] = ['error', 'warning', 'info'];

function explain(said: Diagnostic, finding: Diagnostic): Diagnostic {
  const { code, severity, message, consequence, fixes } = finding;
  return {
    ...said,
    severity: gravity.indexOf(severity) < gravity.indexOf(said.severity) ? severity : said.severity,
    rule: code,
    consequence: consequence === undefined ? message : `${message} ${consequence}`,
    ...(fixes && { fixes }),
  };
}
