import type { LabelSelector } from '../model/selector';
import type { Direction, NetworkPolicy } from '../policy/policy';
import { done, type EndResult } from './admitAtEnd';
import { copyPolicy } from './copyPolicy';
import type { Draft } from './draft';
import { covers, groupsOf, type SubjectEnd } from './flowEnd';
import { tellingLabel, withLabel, withoutLabel } from './narrowSelector';
import { policyId, policyMetadata } from './policyMetadata';
import { isRefusal, refuse, someOf, type Refusal } from './refusal';
import { writeSelector } from './writeSelector';

/** A policy divided in two that together select what it did, and each pod once. */
export interface Division {
  readonly result: EndResult;
  /** Id of the policy that selects just the one end. */
  readonly own: string;
}

/** Titles of the workloads that a policy selects beside an end. */
export function strangersOf(
  { reading: { connectivity } }: Draft,
  policy: NetworkPolicy,
  near: SubjectEnd,
): readonly string[] {
  const strangers = connectivity.selected(policy).filter((group) => !covers(near, group));
  return [...new Set(strangers.map(({ workload }) => workload.name))];
}

/**
 * Gives a workload a copy of a policy for itself, behind the policy, which selects it no longer: both allow and
 * isolate together what the one did, whatever pods there are. Refused where no label tells the workload apart from
 * the others that the policy selects.
 */
export function dividePolicy(
  draft: Draft,
  policy: NetworkPolicy,
  near: SubjectEnd,
  direction: Direction,
): Division | Refusal {
  const label = labelOf(draft, policy, near);
  if (!label) {
    const who = someOf(strangersOf(draft, policy, near));
    return refuse(
      'notPossible',
      `${policy.name} selects ${who} too, and no label tells ${near.title} apart.`,
    );
  }
  const rest = withoutLabel(policy.podSelector, label);
  const own = withLabel(policy.podSelector, label);
  const select = (
    at: Draft,
    object: { readonly id: string; readonly name: string },
    selector: LabelSelector,
  ) => writeSelector(at, object, ['spec'], 'podSelector', selector);
  // Where the selector cannot be edited, its place in the text is to be shown, not that in the copy.
  const refused = [rest, own].map((selector) => select(draft, policy, selector)).find(isRefusal);
  if (refused) return refused;
  const { namespace } = policy;
  const { name } = policyMetadata(draft, namespace, `${policy.name}-${near.name}`);
  const copy = { id: policyId(namespace, name), name };
  const copied = copyPolicy(draft, policy, name);
  const selecting = isRefusal(copied) ? copied : select(copied, copy, own);
  const divided = isRefusal(selecting) ? selecting : select(selecting, policy, rest);
  if (isRefusal(divided)) return divided;
  return {
    own: copy.id,
    result: done(
      divided,
      {
        direction,
        action: 'newPolicy',
        policy: name,
        summary: `new policy ${name}: ${policy.name} for ${near.title} alone`,
      },
      {
        direction,
        action: 'editPolicy',
        policy: policy.name,
        summary: `${policy.name} no longer selects ${near.title}`,
      },
    ),
  };
}

/** A label that all pods of a workload have, and no other pod that the policy selects. */
function labelOf({ reading: { connectivity } }: Draft, policy: NetworkPolicy, near: SubjectEnd) {
  const selected = connectivity.selected(policy);
  const isSelected = groupsOf(connectivity, near).every((group) => selected.includes(group));
  if (near.type === 'namespace' || !isSelected) return undefined;
  return tellingLabel(
    near,
    selected.filter((group) => !covers(near, group)),
  );
}
