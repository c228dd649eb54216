import type { Party } from '../evaluate/connectivity';
import type { Direction, NetworkPolicy, Policy } from '../policy/policy';
import { removePath } from '../yaml/removePath';
import { setKey } from '../yaml/setKey';
import { intersect, NONE } from '../model/connections';
import { done, type EndResult } from './admitAtEnd';
import type { AskedConnections } from './askedConnections';
import { editObject, inOrder, policyOf, type Draft } from './draft';
import { covers, groupsOf, partiesOf, type FlowEnd, type SubjectEnd } from './flowEnd';
import type { EndPlan } from './intent';
import { isRefusal, refuse, type Refusal } from './refusal';
import { removeObject } from './removeObject';
import { peersKey, policyType } from './writtenRule';

/** A rule that admits something at an end, and by which of its peers. */
export interface AdmittingRule {
  readonly policy: NetworkPolicy;
  readonly rule: number;
  /** Positions in from/to, ascending; undefined: the rule names no peers and admits anyone (S11). */
  readonly peers: readonly number[] | undefined;
}

/** A flow as one end sees it. */
export interface Gate {
  readonly direction: Direction;
  readonly near: SubjectEnd;
  readonly far: FlowEnd;
}

/**
 * The rules that admit any of the asked connections with the far end at the near one, in order. With everyone at the
 * far end, those that name no peers.
 */
export function admittingRules(
  { reading: { connectivity } }: Draft,
  { near, direction, far }: Gate,
  asked: AskedConnections,
): AdmittingRule[] {
  const found = new Map<string, { policy: NetworkPolicy; rule: number; peers: Set<number> | undefined }>();
  for (const group of groupsOf(connectivity, near)) {
    for (const party of partiesOf(connectivity, far)) {
      const wanted = asked.at(direction === 'ingress' ? group : party);
      for (const { policy, rule, peer, connections } of connectivity.matches(group, direction, party)) {
        if (intersect(connections, wanted) === NONE) continue;
        if (far.type === 'anywhere' && peer !== undefined) continue;
        const key = `${policy.id} ${rule}`;
        const known = found.get(key) ?? { policy, rule, peers: new Set() };
        if (peer === undefined) known.peers = undefined;
        else known.peers?.add(peer);
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

/** The same rules, all of their peers meant. */
export function wholeRules(rules: readonly AdmittingRule[], direction: Direction): AdmittingRule[] {
  return rules.map((admitting) => ({
    ...admitting,
    peers: admitting.policy[direction][admitting.rule]?.peers?.map((_peer, index) => index),
  }));
}

/** Whether the rules were written for this flow alone: their policies select no other workload, the peers match none. */
export function areExclusive(
  { reading: { connectivity } }: Draft,
  rules: readonly AdmittingRule[],
  { near, direction, far }: Gate,
): boolean {
  const groups = groupsOf(connectivity, near);
  const others = connectivity.parties.filter((party) => !covers(far, party));
  const admitsAnother = ({ policy, rule, peers }: AdmittingRule, other: Party) =>
    groups.some((group) =>
      connectivity
        .matches(group, direction, other)
        .some((match) => match.policy === policy && match.rule === rule && peers?.includes(match.peer ?? -1)),
    );
  return rules.every(
    (rule) =>
      (rule.peers !== undefined || far.type === 'anywhere') &&
      connectivity.selected(rule.policy).every((group) => covers(near, group)) &&
      !others.some((other) => admitsAnother(rule, other)),
  );
}

/** Takes rules back, policy by policy; isolation stays as it is. */
export function takeBack(
  draft: Draft,
  rules: readonly AdmittingRule[],
  direction: Direction,
): EndResult | Refusal {
  let result = done(draft);
  for (const id of new Set(rules.map(({ policy }) => policy.id))) {
    const own = rules.filter(({ policy }) => policy.id === id);
    const next = takeBackIn(result.draft, id, own, direction);
    if (isRefusal(next)) return next;
    result = done(next.draft, ...result.ends, ...next.ends);
  }
  return result;
}

function takeBackIn(
  draft: Draft,
  id: string,
  own: readonly AdmittingRule[],
  direction: Direction,
): EndResult | Refusal {
  const policy = policyOf(draft, id);
  if (!policy) return refuse('staleText', `${id} is no longer in the text.`);
  const whole = own.filter(
    ({ rule, peers }) => peers?.length === (policy[direction][rule]?.peers?.length ?? peers?.length),
  );
  if (whole.length === policy.ingress.length + policy.egress.length && isolatesNothingAlone(draft, policy)) {
    const after = removeObject(draft, policy);
    if (isRefusal(after)) return after;
    const summary = `policy ${policy.name} removed`;
    return done(after, { direction, action: 'removePolicy', policy: policy.name, summary });
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
  return done(kept, ...ends.map((end) => ({ ...end, summary: `${end.summary}${note}` })));
}

/** Whether every pod that a policy isolates is isolated by another one too. */
export function isolatesNothingAlone({ reading: { connectivity } }: Draft, policy: NetworkPolicy): boolean {
  return [...policy.directions].every((direction) =>
    connectivity.selected(policy).every((group) => connectivity.isolating(group, direction).length > 1),
  );
}

/** Of the last rule `[]` is left: nothing allowed (S7). */
export function removeRule(
  draft: Draft,
  policy: Policy,
  direction: Direction,
  { rule }: Pick<AdmittingRule, 'rule'>,
): Draft | Refusal {
  const path = ['spec', direction, rule];
  return editObject(draft, policy, (text, base) => removePath(text, [...base, ...path]));
}

/** Never all of them: an empty list would admit anyone (S11). */
export function removePeers(
  draft: Draft,
  policy: NetworkPolicy,
  direction: Direction,
  { rule, peers = [] }: Pick<AdmittingRule, 'rule' | 'peers'>,
): Draft | Refusal {
  const path = ['spec', direction, rule, peersKey[direction]];
  return inOrder(draft, peers.toReversed(), (before, peer) =>
    editObject(before, policy, (text, base) => removePath(text, [...base, ...path, peer])),
  );
}

/**
 * Writes the types of a policy out where an edit changed them by what they are derived from: without its last egress
 * rule a policy that names no types would no longer isolate egress (S2).
 */
export function keepDirections(draft: Draft, policy: NetworkPolicy): Draft | Refusal {
  const now = policyOf(draft, policy.id)?.directions;
  if (!now || [...policy.directions].every((direction) => now.has(direction))) return draft;
  const types = (['ingress', 'egress'] as const)
    .filter((each) => policy.directions.has(each))
    .map((each) => policyType[each]);
  return editObject(draft, policy, (text, base) =>
    setKey(text, [...base, 'spec'], 'policyTypes', types, 'podSelector'),
  );
}
