import { describeSelector, type LabelSelector } from '../../model/selector';
import type { TierPolicy } from '../../policy/policy';
import { setKey } from '../../yaml/setKey';
import { anyPolicyOf, editObject, type Draft } from '../draft';
import { isSameSelector } from '../fittingPolicy';
import type { IntentOf, Plan } from '../intent';
import { isRefusal, refuse, type Refusal } from '../refusal';
import { toStatedPlan } from '../verify';
import { writeSelector } from '../writeSelector';

/** Makes a policy select other pods. The plan states what opens and closes. */
export function changeSelector(draft: Draft, intent: IntentOf<'changeSelector'>): Plan {
  const { selector } = intent;
  const policy = anyPolicyOf(draft, intent.policy);
  if (!policy) return refuse('staleText', `${intent.policy} is not in the text any more.`);
  const after =
    policy.kind === 'NetworkPolicy'
      ? writeUnlessSame(draft, policy, ['spec'], 'podSelector', policy.podSelector, selector)
      : writeSubject(draft, policy, selector, intent.namespaceSelector ?? policy.subject.namespaceSelector);
  if (isRefusal(after)) return after;
  const title = describeSelector(selector);
  if (after === draft) return refuse('alreadySo', `${policy.name} selects ${title} already.`);
  const end = {
    action: 'editPolicy',
    policy: policy.name,
    summary: `${policy.name} selects ${title}`,
  } as const;
  return toStatedPlan(draft, after, { label: `Select ${title} by ${policy.name}`, ends: [end] });
}

/** A subject is either namespaces or pods (S55): one that gets pod labels is written anew as pods. */
function writeSubject(
  draft: Draft,
  policy: TierPolicy,
  selector: LabelSelector,
  namespaceSelector: LabelSelector,
): Draft | Refusal {
  const { subject } = policy;
  const isEmpty = describeSelector(selector) === describeSelector({});
  if (subject.podSelector && !(isEmpty && policy.kind === 'ClusterNetworkPolicy')) {
    const path = ['spec', 'subject', 'pods'];
    const typed = writeUnlessSame(draft, policy, path, 'podSelector', subject.podSelector, selector);
    if (isRefusal(typed)) return typed;
    return writeUnlessSame(
      typed,
      policy,
      path,
      'namespaceSelector',
      subject.namespaceSelector,
      namespaceSelector,
    );
  }
  if (!subject.podSelector && isEmpty)
    return writeUnlessSame(
      draft,
      policy,
      ['spec', 'subject'],
      'namespaces',
      subject.namespaceSelector,
      namespaceSelector,
    );
  const written = isEmpty
    ? { namespaces: namespaceSelector }
    : { pods: { namespaceSelector, podSelector: selector } };
  return editObject(draft, policy, (text, path) => setKey(text, [...path, 'spec'], 'subject', written));
}

function writeUnlessSame(
  draft: Draft,
  object: { readonly id: string; readonly name: string },
  parent: readonly string[],
  key: string,
  old: LabelSelector,
  selector: LabelSelector,
): Draft | Refusal {
  return isSameSelector(old, selector) ? draft : writeSelector(draft, object, parent, key, selector);
}
