import { copyPolicy } from '../copyPolicy';
import { anyPolicyOf, type Draft } from '../draft';
import type { IntentOf, Plan } from '../intent';
import { refuseName } from '../objectName';
import { freeName } from '../policyName';
import { isRefusal, refuse } from '../refusal';
import { toStatedPlan } from '../verify';
import { renamedId } from './renamePolicy';

/** Repeats a policy behind itself under another name, by default its own with a number. */
export function duplicatePolicy(draft: Draft, intent: IntentOf<'duplicatePolicy'>): Plan {
  const { policy: id } = intent;
  const policy = anyPolicyOf(draft, id);
  if (!policy) return refuse('staleText', `${id} is not in the text any more.`);
  const isTaken = (name: string) => draft.reading.resources.has(renamedId(id, name));
  const name = intent.name ?? freeName(policy.name, isTaken);
  const refusal = refuseName(name, 'object');
  if (refusal) return refusal;
  if (isTaken(name)) return refuse('notPossible', `There is a policy ${name} already: choose another name.`);
  const after = copyPolicy(draft, policy, name);
  if (isRefusal(after)) return after;
  const end = { action: 'newPolicy', policy: name, summary: `new policy ${name}` } as const;
  return toStatedPlan(draft, after, { label: `Duplicate policy ${policy.name}`, ends: [end] });
}
