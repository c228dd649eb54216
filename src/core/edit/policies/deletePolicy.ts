import { anyPolicyOf, type Draft } from '../draft';
import type { IntentOf, Plan } from '../intent';
import { isRefusal, refuse } from '../refusal';
import { removeObject } from '../removeObject';
import { toStatedPlan } from '../verify';

/** Takes a policy out of the text. The plan states what opens and closes. */
export function deletePolicy(draft: Draft, { policy: id }: IntentOf<'deletePolicy'>): Plan {
  const name = anyPolicyOf(draft, id)?.name ?? id.split('/').at(-1) ?? id;
  if (!draft.reading.resources.has(id)) return refuse('staleText', `${id} is not in the text any more.`);
  const after = removeObject(draft, { id, name });
  if (isRefusal(after)) return after;
  const end = { action: 'removePolicy', policy: name, summary: `policy ${name} removed` } as const;
  return toStatedPlan(draft, after, { label: `Delete policy ${name}`, ends: [end] });
}
