import type { Party } from '../evaluate/connectivity';
import type { Direction, NetworkPolicy } from '../policy/policy';
import { removePath } from '../yaml/removePath';
import { setKey } from '../yaml/setKey';
import { editPolicy, inOrder, policyOf, type Draft } from './draft';
import { covers, partiesOf, type FlowEnd, type WorkloadEnd } from './flowEnd';
import type { EndPlan } from './intent';
import { isRefusal, refuse, type Refusal } from './refusal';
import { removePolicy } from './removePolicy';
import { peersKey, policyType } from './writtenRule';

/** A rule that admits something at an end, and by which of its peers. */
export interface AdmittingRule {
  readonly policy: NetworkPolicy;
  readonly rule: number;
  /** Positions in from/to, ascending; undefined: the rule names no peers and admits anyone (S11). */
  readonly peers: readonly number[] | undefined;
}

/** The rules that admit any of the far end at the near one, in order. */
export function admittingRules(
  { reading: { connectivity } }: Draft,
  near: WorkloadEnd,
  direction: Direction,
  far: FlowEnd,
): AdmittingRule[] {
  const found = new Map<string, { policy: NetworkPolicy; rule: number; peers: Set<number> | undefined }>();
  for (const group of connectivity.podGroups(near.id)) {
    for (const peer of partiesOf(connectivity, far)) {
      for (const match of connectivity.matches(group, direction, peer)) {
        const key = `${match.policy.id} ${match.rule}`;
        const known = found.get(key) ?? { policy: match.policy, rule: match.rule, peers: new Set() };
        if (match.peer === undefined) known.peers = undefined;
        else known.peers?.add(match.peer);
        found.set(key, known);
      }
    }
  }
  return [...found.values()].map(({ policy, rule, peers }) => ({
    policy,
    rule,
    peers: peers && [...peers].toSorted((a, b) => a - b),
  }));
}

/** Whether the rules were written for this flow alone: their policies select no other workload, the peers match none. */
export function areExclusive(
  { reading: { connectivity } }: Draft,
  rules: readonly AdmittingRule[],
  near: WorkloadEnd,
  direction: Direction,
  far: FlowEnd,
): boolean {
  const groups = connectivity.podGroups(near.id);
  const others = connectivity.parties.filter((party) => !covers(far, party));
  const admitsAnother = ({ policy, rule, peers }: AdmittingRule, other: Party) =>
    groups.some((group) =>
      connectivity
        .matches(group, direction, other)
        .some((match) => match.policy === policy && match.rule === rule && peers?.includes(match.peer ?? -1)),
    );
  return rules.every(
    (rule) =>
      rule.peers !== undefined &&
      connectivity.selected(rule.policy).every((group) => covers(near, group)) &&
      !others.some((other) => admitsAnother(rule, other)),
  );
}

/** A step with what it did, one entry for each change. */
interface TakenBack {
  readonly type: 'done';
  readonly draft: Draft;
  readonly ends: readonly EndPlan[];
}

/** Takes rules back, policy by policy; isolation stays as it is. */
export function takeBack(
  draft: Draft,
  rules: readonly AdmittingRule[],
  direction: Direction,
): TakenBack | Refusal {
  const ends: EndPlan[] = [];
  let current = draft;
  for (const id of new Set(rules.map(({ policy }) => policy.id))) {
    const own = rules.filter(({ policy }) => policy.id === id);
    const result = takeBackIn(current, id, own, direction);
    if (isRefusal(result)) return result;
    current = result.draft;
    ends.push(...result.ends);
  }
  return { type: 'done', draft: current, ends };
}

function takeBackIn(
  draft: Draft,
  id: string,
  own: readonly AdmittingRule[],
  direction: Direction,
): TakenBack | Refusal {
  const policy = policyOf(draft, id);
  if (!policy) return refuse('staleText', `${id} is no longer in the text.`);
  const whole = own.filter(
    ({ rule, peers }) => peers?.length === (policy[direction][rule]?.peers?.length ?? peers?.length),
  );
  if (whole.length === policy.ingress.length + policy.egress.length && isolatesNothingAlone(draft, policy)) {
    const after = removePolicy(draft, policy);
    if (isRefusal(after)) return after;
    const summary = `policy ${policy.name} removed`;
    return {
      type: 'done',
      draft: after,
      ends: [{ direction, action: 'removePolicy', policy: policy.name, summary }],
    };
  }
  const ends: EndPlan[] = [];
  let current: Draft = draft;
  // From the last to the first, so that positions stay true.
  for (const taken of own.toReversed()) {
    const isWhole = whole.includes(taken);
    const after = isWhole
      ? removeRule(current, policy, direction, taken)
      : removePeers(current, policy, direction, taken);
    if (isRefusal(after)) return after;
    current = after;
    const rule = `${direction} rule ${taken.rule + 1} of ${policy.name}`;
    const action = isWhole ? 'removeRule' : 'removePeer';
    const what = isWhole
      ? rule
      : `${peersKey[direction]} ${(taken.peers ?? []).map((peer) => peer + 1).join(', ')} of ${rule}`;
    ends.unshift({ direction, action, policy: policy.name, summary: `${what} removed` });
  }
  const kept = keepDirections(current, policy);
  if (isRefusal(kept)) return kept;
  const note = kept === current ? '' : ', its types written out so that it isolates as before';
  return {
    type: 'done',
    draft: kept,
    ends: ends.map((end) => ({ ...end, summary: `${end.summary}${note}` })),
  };
}

/** Whether every pod that a policy isolates is isolated by another one too. */
function isolatesNothingAlone({ reading: { connectivity } }: Draft, policy: NetworkPolicy): boolean {
  return [...policy.directions].every((direction) =>
    connectivity.selected(policy).every((group) => connectivity.isolating(group, direction).length > 1),
  );
}

/** Of the last rule `[]` is left: nothing allowed (S7). */
function removeRule(
  draft: Draft,
  policy: NetworkPolicy,
  direction: Direction,
  { rule }: AdmittingRule,
): Draft | Refusal {
  const path = ['spec', direction, rule];
  return editPolicy(draft, policy, (text, base) => removePath(text, [...base, ...path]), path.slice(0, -1));
}

/** Never all of them: an empty list would admit anyone (S11). */
function removePeers(
  draft: Draft,
  policy: NetworkPolicy,
  direction: Direction,
  taken: AdmittingRule,
): Draft | Refusal {
  const path = ['spec', direction, taken.rule, peersKey[direction]];
  return inOrder(draft, (taken.peers ?? []).toReversed(), (before, peer) =>
    editPolicy(before, policy, (text, base) => removePath(text, [...base, ...path, peer]), path),
  );
}

/** Without its last egress rule a policy that names no types would no longer isolate egress (S2): the types are written. */
function keepDirections(draft: Draft, policy: NetworkPolicy): Draft | Refusal {
  const now = policyOf(draft, policy.id)?.directions;
  if (!now || [...policy.directions].every((direction) => now.has(direction))) return draft;
  const types = (['ingress', 'egress'] as const)
    .filter((each) => policy.directions.has(each))
    .map((each) => policyType[each]);
  const path = ['spec', 'policyTypes'];
  return editPolicy(
    draft,
    policy,
    (text, base) => setKey(text, [...base, 'spec'], 'policyTypes', types),
    path,
  );
}
