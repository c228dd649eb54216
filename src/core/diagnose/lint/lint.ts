import type { Reading } from '../../edit/draft';
import type { Diagnostic } from '../diagnostic';
import type { LintOptions } from './facts';
import { Linter } from './linter';

/**
 * What the author of these manifests may not have meant, by the rules of section G, in the order of the text.
 * Rules that need an inventory are silent where no workload of the namespace is loaded. Never throws.
 * `Linter` does the same in steps.
 */
export function lint(reading: Reading, options?: LintOptions): readonly Diagnostic[] {
  const linter = new Linter(reading, undefined, options);
  linter.work();
  return linter.diagnostics();
}
