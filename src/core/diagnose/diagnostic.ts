import type { TextRange } from '../text/edit';
import type { Fix } from './fixes/fix';

export type Severity = 'error' | 'warning' | 'info';

/** Something to tell the author, at a place in the text of a file. */
export interface Diagnostic extends TextRange {
  readonly file: string;
  /** Rule id of the specification (`V9`, `L4`), or `syntax`, `duplicate`. */
  readonly code: string;
  readonly severity: Severity;
  /** As the API server would say it, where it would; else one sentence with the next step. */
  readonly message: string;
  /** What it means for the traffic, with figures of the evaluator where it has them. */
  readonly consequence?: string;
  /** The lint rule (`L91`) that explains a refusal or warning of the API server, where one does. */
  readonly rule?: string;
  /** The safest first. */
  readonly fixes?: readonly Fix[];
  /** Id of the object concerned, where it is known. */
  readonly resource?: string;
}
