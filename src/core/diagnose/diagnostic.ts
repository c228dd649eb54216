import type { TextRange } from '../text/edit';

/** Something to tell the author, at a place in the text of a file. */
export interface Diagnostic extends TextRange {
  readonly file: string;
  /** Rule id of the specification (`V9`), or `syntax`, `duplicate`. */
  readonly code: string;
  readonly severity: 'error' | 'warning' | 'info';
  /** As the API server would say it, where it would; else one sentence with the next step. */
  readonly message: string;
  /** Id of the object concerned, where it is known. */
  readonly resource?: string;
}
