import { analyze, type Analysis } from './analyze';
import type { Intent, Plan } from './edit/intent';
import { planOnReading } from './edit/planOnReading';
import type { SourceFile } from './text/workspace';

/**
 * What an intent would write into these files and what that would do, or why it is not done. Changes nothing.
 * @param analysis of exactly these files; refused with `staleText` when it is older
 */
export function planIntent(files: readonly SourceFile[], analysis: Analysis, intent: Intent): Plan {
  const { profile } = analysis.connectivity;
  return planOnReading(files, analysis, intent, (changed) => analyze(changed, analysis, profile));
}
