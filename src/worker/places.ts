import {
  locate,
  shiftRange,
  type Analysis,
  type Place,
  type RulePiece,
  type RuleRef,
  type TextRange,
  type YamlPath,
} from '../core/index';
import type { PlacedRule } from './views';

/** Where the value at a path inside an object stands in the text; the whole object where the path does not exist. */
function placeInside(analysis: Analysis, resource: string, path: YamlPath): Place | undefined {
  const ref = analysis.resources.get(resource);
  const unit = ref && analysis.files.find((file) => file.name === ref.file)?.units[ref.unit];
  if (!ref || !unit) return undefined;
  const whole = [...ref.path, ...path];
  // To find a path is to parse the unit; of whole units there may be thousands.
  const found = whole.length === 0 ? undefined : locate(unit.text, whole);
  const range = found ? (found.item ?? found.value) : contentOf(unit.text);
  return { file: ref.file, ...shiftRange(range, unit.from) };
}

/** A unit without the blank lines, the comments and the document markers around it. */
function contentOf(text: string): TextRange {
  const start = /^(?:(?:---[ \t]*|[ \t]*(?:#.*)?)\n)*[ \t]*/.exec(text)?.[0].length ?? 0;
  let end = text.trimEnd().length;
  for (;;) {
    const line = text.lastIndexOf('\n', end - 1) + 1;
    if (line <= start || !/^(?:#.*|\.\.\.)$/.test(text.slice(line, end))) break;
    end = text.slice(0, line).trimEnd().length;
  }
  return { from: start, to: Math.max(start, end) };
}

/** Where an object stands. */
export function placeOfResource(analysis: Analysis, resource: string): Place | undefined {
  return placeInside(analysis, resource, []);
}

/** Where a rule stands, or the one element of its from/to. */
export function placeOfRule(analysis: Analysis, rule: RuleRef): Place | undefined {
  const path: YamlPath = ['spec', rule.direction, rule.rule];
  if (rule.peer === undefined) return placeInside(analysis, rule.policy, path);
  return placeInside(analysis, rule.policy, [
    ...path,
    rule.direction === 'ingress' ? 'from' : 'to',
    rule.peer,
  ]);
}

/** Where a rule, or one of its peers or ports, stands. */
export function placeOfPiece(analysis: Analysis, { port, ...rule }: RulePiece): Place | undefined {
  if (port === undefined) return placeOfRule(analysis, rule);
  return placeInside(analysis, rule.policy, ['spec', rule.direction, rule.rule, 'ports', port]);
}

/** Where objects stand; those that no text holds are left out. */
export function placesOfResources(analysis: Analysis, resources: readonly string[]): readonly Place[] {
  return resources.flatMap((resource) => placeOfResource(analysis, resource) ?? []);
}

/** Rules with their places; those that no text holds are left out. */
export function placeRules(analysis: Analysis, rules: readonly RuleRef[]): PlacedRule[] {
  return rules.flatMap((rule): PlacedRule[] => {
    const place = placeOfRule(analysis, rule);
    return place ? [{ ...rule, place }] : [];
  });
}
