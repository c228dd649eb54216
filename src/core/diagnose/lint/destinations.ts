import type { PodGroup } from '../../evaluate/connectivity';
import type { Direction, NetworkPolicy, Rule } from '../../policy/policy';
import type { Facts } from './facts';

/** The loaded pods at which the ports of a rule count: the selected ones for ingress, those of the peers for egress. */
export function destinationsOf(
  facts: Facts,
  policy: NetworkPolicy,
  direction: Direction,
  rule: Rule,
): readonly PodGroup[] {
  if (direction === 'ingress') return facts.subjects(policy);
  return [...new Set((rule.peers ?? []).flatMap((peer) => facts.peerGroups(policy, peer)))];
}

/** The rules of the directions in effect. */
export function* effectiveRules(
  policy: NetworkPolicy,
): Generator<{ readonly direction: Direction; readonly index: number; readonly rule: Rule }> {
  for (const direction of policy.directions) {
    for (const [index, rule] of policy[direction].entries()) yield { direction, index, rule };
  }
}
