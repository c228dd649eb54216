import { setKey } from '../../yaml/setKey';
import { editObject, type Draft } from '../draft';
import type { IntentOf, Plan } from '../intent';
import { isRefusal, refuse, type Refusal } from '../refusal';
import { toStatedPlan } from '../verify';

/** Moves a tier policy before or behind others of its tier: lower goes first. The plan states what opens and closes. */
export function changePriority(draft: Draft, { policy: id, priority }: IntentOf<'changePriority'>): Plan {
  const policy = draft.reading.connectivity.tierPolicies.find((known) => known.id === id);
  if (!policy) return refuse('staleText', `${id} is not in the text any more.`);
  if (policy.kind === 'BaselineAdminNetworkPolicy')
    return refuse('notPossible', `${policy.name} has no priority: it is the only one of its kind.`);
  const refusal = refusePriority(priority);
  if (refusal) return refusal;
  if (policy.priority === priority)
    return refuse('alreadySo', `${policy.name} has priority ${priority} already.`);
  const after = editObject(draft, policy, (text, path) =>
    setKey(text, [...path, 'spec'], 'priority', priority),
  );
  if (isRefusal(after)) return after;
  const summary = `${policy.name}: priority ${priority} instead of ${policy.priority}`;
  const end = { action: 'editPolicy', policy: policy.name, summary } as const;
  return toStatedPlan(draft, after, { label: `Give ${policy.name} priority ${priority}`, ends: [end] });
}

/** V52. */
export function refusePriority(priority: number): Refusal | undefined {
  return Number.isInteger(priority) && priority >= 0 && priority <= 1000
    ? undefined
    : refuse('notPossible', `${priority} is not a priority: 0 goes first, 1000 last.`);
}
