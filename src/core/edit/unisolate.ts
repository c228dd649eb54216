import { ALL } from '../model/connections';
import type { Direction, NetworkPolicy } from '../policy/policy';
import { removePath } from '../yaml/removePath';
import { setKey } from '../yaml/setKey';
import { addPolicy } from './addPolicy';
import { done, isIsolated, type EndResult } from './admitAtEnd';
import { editObject, policyOf, type Draft } from './draft';
import { covers, findSubject, groupsOf, type SubjectEnd } from './flowEnd';
import type { IntentOf, Plan } from './intent';
import { policyMetadata } from './policyMetadata';
import { toNamePart } from './policyName';
import { isRefusal, refuse, type Refusal } from './refusal';
import { removeObject } from './removeObject';
import { toStatedPlan } from './verify';
import { policyType, toPodSelector, toPolicy } from './writtenRule';

/**
 * Lets everything through at a workload or namespace, in some directions: the policies that isolate it alone lose the
 * direction, with its rules, and go when none is left. Where one of them selects others too, they all stay, and a
 * policy that allows everything is added. The plan states what opens.
 */
export function unisolate(draft: Draft, { subject, directions }: IntentOf<'unisolate'>): Plan {
  const near = findSubject(draft.reading.connectivity, subject);
  if (isRefusal(near)) return near;
  let result = done(draft);
  for (const direction of directions) {
    if (!isIsolated(result.draft, near, direction)) continue;
    const next = openDirection(result.draft, near, direction);
    if (isRefusal(next)) return next;
    result = done(next.draft, ...result.ends, ...next.ends);
  }
  if (result.draft === draft) {
    const what = directions.some((direction) => isIsolated(draft, near, direction))
      ? 'lets everything through already'
      : 'is not isolated';
    return refuse('alreadySo', `${near.title} ${what} for ${directions.join(' or ')}.`);
  }
  return toStatedPlan(draft, result.draft, {
    label: `Stop isolating ${near.title}${directions.length === 1 ? ` for ${directions[0]}` : ''}`,
    ends: result.ends,
  });
}

function openDirection(draft: Draft, near: SubjectEnd, direction: Direction): EndResult | Refusal {
  const { connectivity } = draft.reading;
  const policies = new Set(
    groupsOf(connectivity, near).flatMap((group) => connectivity.isolating(group, direction)),
  );
  const isAlone = (policy: NetworkPolicy) =>
    connectivity.selected(policy).every((group) => covers(near, group));
  if (![...policies].every(isAlone)) {
    const isOpen = groupsOf(connectivity, near).every(
      (group) => connectivity.admittedFromAnyone(group, direction) === ALL,
    );
    return isOpen ? done(draft) : allowEverything(draft, near, direction);
  }
  let result = done(draft);
  for (const { id } of policies) {
    const next = dropDirection(result.draft, id, direction);
    if (isRefusal(next)) return next;
    result = done(next.draft, ...result.ends, ...next.ends);
  }
  return result;
}

function allowEverything(draft: Draft, near: SubjectEnd, direction: Direction): EndResult | Refusal {
  const podSelector = toPodSelector(near);
  if (isRefusal(podSelector)) return podSelector;
  const where = direction === 'ingress' ? 'to' : 'from';
  const wanted = `allow-all-${direction}-${where}-${toNamePart(near.name)}`;
  const metadata = policyMetadata(draft, near.namespace, wanted, near.id);
  const { name } = metadata;
  const after = addPolicy(draft, near.namespace, toPolicy(metadata, podSelector, { [direction]: [{}] }));
  const summary = `new policy ${name}, as others are isolated by the same policies`;
  return done(after, { direction, action: 'newPolicy', policy: name, summary });
}

function dropDirection(draft: Draft, id: string, direction: Direction): EndResult | Refusal {
  const policy = policyOf(draft, id);
  if (!policy) return refuse('staleText', `${id} is no longer in the text.`);
  const { name } = policy;
  const left = [...policy.directions].filter((each) => each !== direction);
  if (left.length === 0) {
    const after = removeObject(draft, policy);
    if (isRefusal(after)) return after;
    return done(after, {
      direction,
      action: 'removePolicy',
      policy: name,
      summary: `policy ${name} removed`,
    });
  }
  const types = left.map((each) => policyType[each]);
  const typed = editObject(draft, policy, (text, path) =>
    setKey(text, [...path, 'spec'], 'policyTypes', types, 'podSelector'),
  );
  const after =
    isRefusal(typed) || policy[direction].length === 0 ? typed : dropRules(typed, policy, direction);
  if (isRefusal(after)) return after;
  const summary = `${direction} taken out of ${name}`;
  return done(after, { direction, action: 'editPolicy', policy: name, summary });
}

/** They would be without effect (S3). */
function dropRules(draft: Draft, policy: NetworkPolicy, direction: Direction): Draft | Refusal {
  return editObject(draft, policy, (text, path) => removePath(text, [...path, 'spec', direction]));
}
