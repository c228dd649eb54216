import type { TextRange } from '../text/edit';

/** A path into a parsed document: keys of maps, indices of lists. */
export type YamlPath = readonly (string | number)[];

/** `spec.ingress[0].from`: as Kubernetes writes paths. */
export function toFieldPath(path: YamlPath): string {
  return path.reduce<string>((written, step) => {
    if (typeof step === 'number') return `${written}[${step}]`;
    return written === '' ? step : `${written}.${step}`;
  }, '');
}

/**
 * The smallest piece of a file that is parsed, cached and frozen by itself: one YAML document, or one item of a
 * list as `kubectl get -o yaml` or `-o json` prints it.
 * `text` has exactly the length of its range in the file, so offsets differ by the constant `from`:
 * for an item of a YAML list the leading `-` is a space. Edits of the text become edits of the file by
 * `editsInFile`, which knows of that dash.
 */
export interface YamlUnit extends TextRange {
  readonly kind: 'document' | 'item';
  readonly text: string;
}

/** A syntax error or warning in a unit; the range is relative to the unit's text. */
export interface YamlProblem extends TextRange {
  readonly message: string;
  readonly consequence?: string;
}

/** What a unit holds. `duplicateKeys` are problems that Kubernetes tools overlook: the last one wins (V42). */
export type UnitContent =
  | { readonly state: 'empty' }
  | { readonly state: 'read'; readonly value: unknown; readonly duplicateKeys: readonly YamlProblem[] }
  | { readonly state: 'broken'; readonly problems: readonly YamlProblem[] };

/** Why a piece of YAML is not edited, with the place to show; relative to the unit's text. */
export interface YamlRefusal extends TextRange {
  readonly reason: string;
}
