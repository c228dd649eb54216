import type { TextRange } from '../../text/edit';
import type { YamlPath } from '../../yaml/unit';
import type { Diagnostic } from '../diagnostic';
import { placeProblem } from '../place';
import type { Finding } from './rule';

/** A finding with its place inside the text of its unit. */
export interface PlacedFinding extends Omit<Diagnostic, 'file'> {
  /** The text that the place is in. */
  readonly text: string;
}

/** Says where in a text a finding stands; `root` is the path of its object, `rule` whose finding it is. */
export function placeFinding(
  text: string,
  root: YamlPath,
  { code, severity }: { readonly code: string; readonly severity: Diagnostic['severity'] },
  finding: Finding,
): PlacedFinding {
  const { message, consequence, fixes } = finding;
  const { from, to } = rangeOf(text, finding, root);
  return {
    text,
    from,
    to,
    code,
    severity: finding.severity ?? severity,
    message,
    ...(consequence !== undefined && { consequence }),
    ...(fixes && fixes.length > 0 && { fixes }),
  };
}

/** Places inside texts: found once for a text, as findings that need the cluster come again and again. */
let placed = new Map<string, Map<string, TextRange>>();

function rangeOf(text: string, { path = [], atKey, range }: Finding, root: YamlPath): TextRange {
  if (range) return range;
  const key = `${atKey ? 'key' : ''} ${JSON.stringify([root, path])}`;
  if (placed.size > 20_000) placed = new Map();
  const known = placed.get(text) ?? new Map<string, TextRange>();
  placed.set(text, known);
  const found = known.get(key) ?? placeProblem(text, { path: [...root, ...path], ...(atKey && { atKey }) });
  known.set(key, found);
  return found;
}
