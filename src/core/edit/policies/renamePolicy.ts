import { setKey } from '../../yaml/setKey';
import { anyPolicyOf, editObject, type Draft } from '../draft';
import type { IntentOf, Plan } from '../intent';
import { refuseName } from '../objectName';
import { isRefusal, refuse } from '../refusal';
import { toStatedPlan } from '../verify';

/** Gives a policy another name. What it does stays, but for tier policies of one priority, which go by name (S53). */
export function renamePolicy(draft: Draft, { policy: id, name }: IntentOf<'renamePolicy'>): Plan {
  const policy = anyPolicyOf(draft, id);
  if (!policy) return refuse('staleText', `${id} is not in the text any more.`);
  if (name === policy.name) return refuse('alreadySo', `The policy is called ${name} already.`);
  const refusal = refuseName(name, 'object');
  if (refusal) return refusal;
  if (draft.reading.resources.has(renamedId(id, name)))
    return refuse('notPossible', `There is a policy ${name} already: choose another name.`);
  const after = editObject(draft, policy, (text, path) => setKey(text, [...path, 'metadata'], 'name', name));
  if (isRefusal(after)) return after;
  const end = { action: 'editPolicy', policy: name, summary: `${policy.name} becomes ${name}` } as const;
  return toStatedPlan(draft, after, { label: `Rename policy ${policy.name} to ${name}`, ends: [end] });
}

/** The id with another name at its end. */
export function renamedId(id: string, name: string): string {
  return [...id.split('/').slice(0, -1), name].join('/');
}
