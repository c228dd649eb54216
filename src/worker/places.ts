import {
  locate,
  shiftRange,
  type Analysis,
  type Place,
  type RuleRef,
  type TextRange,
  type YamlPath,
} from '../core/index';

/** Where the value at a path inside an object stands in the text; the whole object where the path does not exist. */
function placeInside(analysis: Analysis, resource: string, path: YamlPath): Place | undefined {
  const ref = analysis.resources.get(resource);
  const unit = ref && analysis.files.find((file) => file.name === ref.file)?.units[ref.unit];
  if (!ref || !unit) return undefined;
  const found = locate(unit.text, [...ref.path, ...path]);
  const range = found ? (found.item ?? found.value) : contentOf(unit.text);
  return { file: ref.file, ...shiftRange(range, unit.from) };
}

/** A unit without the blank lines and the document marker around it. */
function contentOf(text: string): TextRange {
  const start = /^(?:---[^\n]*\n|\s)*/.exec(text)?.[0].length ?? 0;
  return { from: start, to: Math.max(start, text.trimEnd().length) };
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
