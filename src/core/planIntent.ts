import { analyze, type Analysis } from './analyze';
import type { Draft } from './edit/draft';
import { findSubject } from './edit/flowEnd';
import type { FlowIds, Intent, Plan, PortChoice } from './edit/intent';
import { isolationOffers as isolationOffersOn, type KeepOffer } from './edit/isolationOffers';
import { draftOf, planOn } from './edit/planOnReading';
import { policyChoicesOn, type EndChoices } from './edit/policyChoices';
import { isRefusal, type Refusal } from './edit/refusal';
import { removalOffersOn, type RemovalOffers } from './edit/removalOffers';
import { selectorChoicesOf, type SelectorCandidate } from './edit/selectorChoices';
import type { Direction } from './policy/policy';
import type { SourceFile } from './text/workspace';

/**
 * What an intent would write into these files and what that would do, or why it is not done. Changes nothing.
 * @param analysis of exactly these files; refused with `staleText` when it is older
 */
export function planIntent(files: readonly SourceFile[], analysis: Analysis, intent: Intent): Plan {
  const draft = draftFrom(files, analysis);
  return isRefusal(draft) ? draft : planOn(draft, intent);
}

/** What can be done to deny a flow, or some ports of it, with the consequences of each way. */
export function removalOffers(
  files: readonly SourceFile[],
  analysis: Analysis,
  flow: FlowIds & { readonly ports?: readonly PortChoice[] },
): RemovalOffers | Refusal {
  const draft = draftFrom(files, analysis);
  return isRefusal(draft) ? draft : removalOffersOn(draft, flow);
}

/** The present flows that isolating a workload or namespace would close, as `isolate` can keep them. */
export function isolationOffers(
  files: readonly SourceFile[],
  analysis: Analysis,
  subject: string,
  directions: readonly Direction[],
): readonly KeepOffer[] | Refusal {
  const draft = draftFrom(files, analysis);
  if (isRefusal(draft)) return draft;
  const near = findSubject(analysis.connectivity, subject);
  return isRefusal(near) ? near : isolationOffersOn(draft, near, directions);
}

/** For each end of a flow at which policies decide, the policies that could take the rule. */
export function policyChoices(
  files: readonly SourceFile[],
  analysis: Analysis,
  flow: FlowIds,
): readonly EndChoices[] | Refusal {
  const draft = draftFrom(files, analysis);
  return isRefusal(draft) ? draft : policyChoicesOn(draft, flow);
}

/** The labels by which a workload can be selected, with the number of workloads that each matches now. */
export function selectorChoices(
  { connectivity }: Analysis,
  workload: string,
): readonly SelectorCandidate[] | Refusal {
  return selectorChoicesOf(connectivity, workload);
}

function draftFrom(files: readonly SourceFile[], analysis: Analysis): Draft | Refusal {
  const { profile } = analysis.connectivity;
  return draftOf(files, analysis, (changed) => analyze(changed, analysis, profile));
}
