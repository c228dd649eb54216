import { compileTierPorts, portsAt } from '../../../evaluate/rulePorts';
import { NONE } from '../../../model/connections';
import type { TierPolicy } from '../../../policy/policy';
import type { Facts } from '../facts';
import type { Rule } from '../rule';
import { partiesOfTierPeer, type PlacedTierRule, tierRulesOf } from '../tierPeers';
import { pathOfRule } from '../written';
import { someOf } from '../../../edit/refusal';

/** So many pairs are asked; more would take long, and what is not found by then is not told. */
const mostPairs = 20_000;

/** S52: the first rule that matches decides. */
export const unreachableTierRule: Rule = {
  code: 'L103',
  title: 'a rule that never decides, as rules before it match all of its traffic',
  why: 'Within a tier the first rule that matches decides, by priority and then from the top.',
  severity: 'warning',
  needs: 'evaluator',
  about: 'tier',
  *check(policy, facts) {
    for (const placed of tierRulesOf(policy)) {
      const before = decidingInstead(facts, policy, placed);
      if (!before) continue;
      yield {
        path: pathOfRule(placed.direction, placed.index),
        message:
          `This rule never decides: ${someOf(before)} ` +
          `${before.length === 1 ? 'matches' : 'match'} all of its traffic before.`,
        consequence: `${placed.rule.action} here has no effect. Move the rule up, or remove it.`,
      };
    }
  },
};

/** What decides in place of a rule for all of its pairs; undefined: it decides something, or matches nothing. */
function decidingInstead(
  facts: Facts,
  policy: TierPolicy,
  { direction, index, rule }: PlacedTierRule,
): string[] | undefined {
  const { connectivity } = facts;
  if (rule.peers.some(({ type }) => type === 'nodes' || type === 'domainNames')) return undefined;
  const peers = rule.peers.flatMap((peer) => partiesOfTierPeer(facts, peer));
  const ports = compileTierPorts(rule.ports);
  const order = ({ id }: TierPolicy) => connectivity.tierPolicies.findIndex((each) => each.id === id);
  const names = new Set<string>();
  let pairs = 0;
  for (const subject of connectivity.selected(policy)) {
    for (const peer of peers) {
      if (peer === subject) continue;
      if (++pairs > mostPairs) return undefined;
      const destination = direction === 'ingress' ? subject : peer;
      if (portsAt(ports, destination, connectivity.profile) === NONE) continue;
      const matches = connectivity.tierMatches(subject, direction, peer);
      if (matches.some((match) => match.policy.id === policy.id && match.rule === index)) return undefined;
      for (const match of matches) {
        const isOwn = match.policy.id === policy.id;
        if (isOwn ? match.rule > index : order(match.policy) > order(policy)) continue;
        // Which of two policies of one priority goes first is not defined (L70).
        const { tier, priority } = match.policy;
        if (!isOwn && tier === policy.tier && priority === policy.priority) return undefined;
        names.add(isOwn ? `rule ${match.rule + 1}` : match.policy.name);
      }
    }
  }
  return names.size > 0 ? [...names] : undefined;
}
