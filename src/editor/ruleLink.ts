import type { Diagnostic } from '../core/index';
import { Uri } from './monaco';

/** Of links that tell what a rule of lint is about. */
export const ruleScheme = 'drawbridge-rule';

/** The code of a diagnostic as markers show it, with a link where there is a rule to be explained. */
export function markerCode({ code, rule = code }: Pick<Diagnostic, 'code' | 'rule'>) {
  const value = rule === code ? code : `${code} · ${rule}`;
  return rule.startsWith('L') ? { value, target: Uri.from({ scheme: ruleScheme, path: rule }) } : value;
}
