import { union } from '../model/connections';
import { done, type EndResult } from './admitAtEnd';
import type { AskedConnections } from './askedConnections';
import { dividePolicy, strangersOf } from './dividePolicy';
import { policyOf, type Draft } from './draft';
import { groupsOf, partiesOf } from './flowEnd';
import type { EndPlan, RemovalWay } from './intent';
import { narrowedPorts, narrowPorts } from './narrowPorts';
import { isRefusal, refuse, type Refusal } from './refusal';
import { removeObject } from './removeObject';
import { splitOff } from './splitOff';
import {
  isolatesNothingAlone,
  keepDirections,
  removeRule,
  takeBack,
  wholeRules,
  type AdmittingRule,
  type Gate,
} from './takeBack';

/** Takes a flow back at one isolated end, by one of the ways; what else that closes is not asked here. */
export function removeWay(
  draft: Draft,
  gate: Gate,
  rules: readonly AdmittingRule[],
  asked: AskedConnections,
  by: RemovalWay['by'],
): EndResult | Refusal {
  switch (by) {
    case 'rule':
      return takeBack(draft, wholeRules(rules, gate.direction), gate.direction);
    case 'peer': {
      const open = rules.find(({ peers }) => peers === undefined);
      if (!open) return takeBack(draft, rules, gate.direction);
      const name = `${gate.direction} rule ${open.rule + 1} of ${open.policy.name}`;
      return refuse('notPossible', `${name} admits anyone: it names no peer to take out.`);
    }
    case 'ports':
      return eachRule(draft, gate, rules, (current, admitting) => narrow(current, gate, admitting, asked));
    case 'split':
      return splitRules(draft, gate, rules, asked);
  }
}

/** A policy that selects others too is divided first, so that they keep its rules as they are. */
function splitRules(
  draft: Draft,
  gate: Gate,
  rules: readonly AdmittingRule[],
  asked: AskedConnections,
): EndResult | Refusal {
  const split = (from: Draft, own: readonly AdmittingRule[]) =>
    eachRule(from, gate, own, (current, admitting) => {
      const after = splitOff(current, gate, admitting, asked);
      const rule = `${gate.direction} rule ${admitting.rule + 1} of ${admitting.policy.name}`;
      return isRefusal(after)
        ? after
        : done(after, endOf(gate, admitting, 'splitRule', `${rule} rewritten without this flow`));
    });
  const shared = [...new Set(rules.map(({ policy }) => policy))].filter(
    (policy) => strangersOf(draft, policy, gate.near).length > 0,
  );
  // Also with others: what cannot be written is refused with its place in the text as it is.
  const whole = split(draft, rules);
  if (isRefusal(whole) || shared.length === 0) return whole;
  let result = done(draft);
  const own = new Map<string, string>();
  for (const policy of shared) {
    const divided = dividePolicy(result.draft, policy, gate.near, gate.direction);
    if (isRefusal(divided)) return divided;
    result = done(divided.result.draft, ...result.ends, ...divided.result.ends);
    own.set(policy.id, divided.own);
  }
  const moved = rules.map((admitting): AdmittingRule => {
    const id = own.get(admitting.policy.id) ?? admitting.policy.id;
    return { ...admitting, policy: policyOf(result.draft, id) ?? admitting.policy };
  });
  const last = split(result.draft, moved);
  if (isRefusal(last)) return last;
  return withoutIdle(done(last.draft, ...result.ends, ...last.ends), [...own.values()]);
}

/** A copy of which nothing is left goes again, where others isolate what it does. */
function withoutIdle(result: EndResult, copies: readonly string[]): EndResult | Refusal {
  let { draft, ends } = result;
  for (const id of copies) {
    const copy = policyOf(draft, id);
    if (!copy || copy.ingress.length + copy.egress.length > 0 || !isolatesNothingAlone(draft, copy)) continue;
    const after = removeObject(draft, copy);
    if (isRefusal(after)) return after;
    draft = after;
    ends = ends.filter(({ policy }) => policy !== copy.name);
  }
  return done(draft, ...ends);
}

function endOf(
  { direction }: Gate,
  { policy }: AdmittingRule,
  action: EndPlan['action'],
  summary: string,
): EndPlan {
  return { direction, action, policy: policy.name, summary };
}

/** From the last rule to the first, so that positions stay true; then the types of the policies that were touched. */
function eachRule(
  draft: Draft,
  { direction }: Gate,
  rules: readonly AdmittingRule[],
  change: (draft: Draft, admitting: AdmittingRule) => EndResult | Refusal,
): EndResult | Refusal {
  let result = done(draft);
  for (const admitting of rules.toReversed()) {
    const before = policyOf(draft, admitting.policy.id);
    if (!before) return refuse('staleText', `${admitting.policy.name} is no longer in the text.`);
    const next = change(result.draft, admitting);
    if (isRefusal(next)) return next;
    const kept = before[direction].length > 0 ? keepDirections(next.draft, before) : next.draft;
    if (isRefusal(kept)) return kept;
    result = done(kept, ...next.ends, ...result.ends);
  }
  return result;
}

function narrow(
  draft: Draft,
  gate: Gate,
  admitting: AdmittingRule,
  asked: AskedConnections,
): EndResult | Refusal {
  const { connectivity } = draft.reading;
  const { policy, rule } = admitting;
  const { direction, near, far } = gate;
  const destinations = direction === 'ingress' ? groupsOf(connectivity, near) : partiesOf(connectivity, far);
  const removed = [...destinations.map(asked.at), asked.at(undefined)].reduce(union);
  const ports = narrowedPorts(policy[direction][rule]?.ports, removed, destinations);
  const name = `${direction} rule ${rule + 1} of ${policy.name}`;
  if (ports.isNothing) {
    const after = removeRule(draft, policy, direction, { rule });
    return isRefusal(after) ? after : done(after, endOf(gate, admitting, 'removeRule', `${name} removed`));
  }
  const after = narrowPorts(draft, policy, direction, rule, ports);
  if (isRefusal(after)) return after;
  return done(after, endOf(gate, admitting, 'removePorts', `${asked.text} taken out of ${name}`));
}
