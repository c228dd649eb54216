import { analyze, type Analysis } from './analyze';
import type { Diagnostic } from './diagnose/diagnostic';
import type { Fix } from './diagnose/fixes/fix';
import { planFixesOnReading, type ChosenFix } from './diagnose/fixes/planFixes';
import type { Plan } from './edit/intent';
import type { SourceFile } from './text/workspace';

/**
 * What a fix of a diagnostic would write into these files and what that would do to the flows, or why it is not done.
 * Changes nothing.
 * @param analysis of exactly these files; refused with `staleText` when it is older
 */
export function planFix(
  files: readonly SourceFile[],
  analysis: Analysis,
  diagnostic: Pick<Diagnostic, 'file' | 'from' | 'resource'>,
  fix: Fix,
): Plan {
  return plan(files, analysis, [{ diagnostic, fix }], fix.title);
}

/**
 * The same for all diagnostics of a rule (`L7`) that have a fix: for each the first one, in one transaction. What
 * cannot be mended without a person is left as it is.
 * @param diagnostics what is known of the text, with the joined ones of the validation
 */
export function planFixAll(
  files: readonly SourceFile[],
  analysis: Analysis,
  diagnostics: readonly Diagnostic[],
  rule: string,
): Plan {
  const chosen = diagnostics.flatMap((diagnostic): ChosenFix[] => {
    const [fix] = diagnostic.fixes ?? [];
    return fix && (diagnostic.rule ?? diagnostic.code) === rule ? [{ diagnostic, fix }] : [];
  });
  return plan(
    files,
    analysis,
    chosen,
    `Mend ${rule} in ${chosen.length === 1 ? '1 place' : `${chosen.length} places`}`,
  );
}

function plan(
  files: readonly SourceFile[],
  analysis: Analysis,
  chosen: readonly ChosenFix[],
  label: string,
): Plan {
  const { profile } = analysis.connectivity;
  return planFixesOnReading(files, analysis, chosen, label, (changed) => analyze(changed, analysis, profile));
}
