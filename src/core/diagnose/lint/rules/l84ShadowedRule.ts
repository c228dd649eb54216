import { isSubset, NONE, union, type ConnectionSet } from '../../../model/connections';
import { selectorKey } from '../../../model/selector';
import type { Direction, NetworkPolicy, Rule as PolicyRule } from '../../../policy/policy';
import { effectiveRules } from '../destinations';
import type { Facts } from '../facts';
import { keepTypes } from '../keepTypes';
import type { Rule } from '../rule';
import { coversRule } from '../ruleCover';
import { mostPairs, partiesByClass, subjectsByClass } from '../ruleParties';
import { pathOfRule } from '../written';
import { someOf } from '../../../edit/refusal';

/** S49h. */
export const shadowedRule: Rule = {
  code: 'L84',
  title: 'a rule that allows nothing that other rules do not allow',
  why: 'It can go without a change, or it was meant to say something else.',
  severity: 'info',
  needs: 'evaluator',
  about: 'policy',
  *check(policy, facts, written) {
    const isKnown = facts.knows(policy.namespace);
    if (isKnown && facts.subjects(policy).length === 0) return; // L40
    for (const { direction, index, rule } of effectiveRules(policy)) {
      // Beside an allow-all, L16 tells it.
      if (policy[direction].some((other) => other !== rule && !other.peers && !other.ports)) continue;
      if (isKnown && partiesByClass(facts, policy, rule).next().done) continue; // L41
      const others =
        shadowingByText(facts, policy, direction, index) ??
        (isKnown ? shadowing(facts, policy, direction, index, rule) : undefined);
      if (!others) continue;
      const path = pathOfRule(direction, index);
      yield {
        path,
        message: `All that ${direction} rule ${index + 1} allows, ${someOf(others)} ${others.length === 1 ? 'allows' : 'allow'} too.`,
        fixes: [
          {
            title: 'Remove the rule',
            steps: [...keepTypes(written, policy.directions), { type: 'remove', path }],
          },
        ],
      };
    }
  },
};

/** What allows all that a rule allows by what is written, whatever pods there are. */
function shadowingByText(
  facts: Facts,
  policy: NetworkPolicy,
  direction: Direction,
  index: number,
): string[] | undefined {
  const rule = policy[direction][index] ?? {};
  const own = policy[direction].findIndex(
    // Of two equal rules, the later one is told.
    (other, at) => at !== index && coversRule(other, rule) && (at < index || !coversRule(rule, other)),
  );
  if (own >= 0) return [`rule ${own + 1}`];
  const other = facts
    .policiesAround(policy)
    .find(
      (each) =>
        each.directions.has(direction) &&
        !isLaterPolicy(each, policy) &&
        each[direction].some((wide) => coversRule(wide, rule)),
    );
  return other && [other.name];
}

/** The same as the evaluator sees it; undefined: the rule adds something, or matches nothing. */
function shadowing(
  facts: Facts,
  policy: NetworkPolicy,
  direction: Direction,
  index: number,
  rule: PolicyRule,
): string[] | undefined {
  const { connectivity } = facts;
  const peers = [...partiesByClass(facts, policy, rule)];
  const names = new Set<string>();
  let isUsed = false;
  let pairs = 0;
  for (const subject of subjectsByClass(facts, policy)) {
    for (const peer of peers) {
      if (peer.index === subject.index && !(peer.type === 'pods' && peer.hasSiblings)) continue;
      const own = facts.portsOf(rule, direction, subject, peer);
      if (own === NONE) continue;
      if (++pairs > mostPairs) return undefined;
      isUsed = true;
      let rest: ConnectionSet = NONE;
      for (const match of connectivity.matches(subject, direction, peer)) {
        const isSelf = match.policy.id === policy.id && match.rule === index;
        // Of two equal rules of one policy, the later one is told.
        const isLaterTwin = match.policy.id === policy.id && match.rule > index && match.connections === own;
        if (isSelf || isLaterTwin || isLaterPolicy(match.policy, policy)) continue;
        rest = union(rest, match.connections);
        names.add(match.policy.id === policy.id ? `rule ${match.rule + 1}` : match.policy.name);
      }
      if (!isSubset(own, rest)) return undefined;
    }
  }
  return isUsed ? [...names] : undefined;
}

/** Of two policies that allow the same, the one with the later name is told. */
function isLaterPolicy(other: NetworkPolicy, policy: NetworkPolicy): boolean {
  return other.id > policy.id && selectorKey(other.podSelector) === selectorKey(policy.podSelector);
}
