import type { Draft } from '../draft';
import type { IntentOf, Plan } from '../intent';
import { isRefusal, refuse } from '../refusal';
import { removeRule } from '../takeBack';
import { toStatedPlan } from '../verify';

/** Takes a rule out of a tier policy. Of the last one the empty list stays: nothing is decided here. */
export function removeTierRule(
  draft: Draft,
  { policy: id, direction, rule }: IntentOf<'removeTierRule'>,
): Plan {
  const policy = draft.reading.connectivity.tierPolicies.find((known) => known.id === id);
  if (!policy) return refuse('staleText', `${id} is not in the text any more.`);
  const name = `${direction} rule ${rule + 1} of ${policy.name}`;
  if (!policy[direction][rule]) return refuse('staleText', `There is no ${name} any more.`);
  const after = removeRule(draft, policy, direction, { rule });
  if (isRefusal(after)) return after;
  const end = { direction, action: 'removeRule', policy: policy.name, summary: `${name} removed` } as const;
  return toStatedPlan(draft, after, { label: `Remove ${name}`, ends: [end] });
}
