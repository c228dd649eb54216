import { intersect, NONE } from '../../../model/connections';
import { compileTierPorts } from '../../../evaluate/rulePorts';
import type { TierPolicy } from '../../../policy/policy';
import type { Facts } from '../facts';
import type { Rule } from '../rule';
import { partiesOfTierPeer, tierRulesOf } from '../tierPeers';
import { countWorkloads } from '../words';

/** S53: nothing says which of two policies of one priority goes first. */
export const priorityTie: Rule = {
  code: 'L70',
  title: 'two policies of one tier and priority contradict each other for the same pods',
  why: 'Which of them decides is not defined: network plugins differ.',
  severity: 'warning',
  needs: 'evaluator',
  about: 'tier',
  *check(policy, facts) {
    for (const other of facts.connectivity.tierPolicies) {
      const isTie =
        other.tier === policy.tier && other.priority === policy.priority && other.id !== policy.id;
      if (!isTie) continue;
      const own = facts.connectivity.selected(policy);
      const shared = facts.connectivity.selected(other).filter((group) => own.includes(group));
      const conflict = shared.length > 0 && findConflict(facts, policy, other);
      if (!conflict) continue;
      yield {
        path: policy.kind === 'BaselineAdminNetworkPolicy' ? ['metadata', 'name'] : ['spec', 'priority'],
        message:
          `${policy.name} and ${other.name} have the same priority and select the same pods, ` +
          `but one says ${conflict[0]} where the other says ${conflict[1]}.`,
        consequence:
          `For ${countWorkloads(shared)} it is not defined which of them decides. Give ` +
          'them different priorities.',
      };
    }
  },
};

/** Two actions that differ for the same peer and ports. */
function findConflict(facts: Facts, a: TierPolicy, b: TierPolicy): readonly [string, string] | undefined {
  for (const { direction, rule } of tierRulesOf(a)) {
    const ports = compileTierPorts(rule.ports).fixed;
    const parties = rule.peers.flatMap((peer) => partiesOfTierPeer(facts, peer));
    for (const other of b[direction]) {
      if (other.action === rule.action) continue;
      if (intersect(ports, compileTierPorts(other.ports).fixed) === NONE) continue;
      const others = new Set(other.peers.flatMap((peer) => partiesOfTierPeer(facts, peer)));
      if (parties.some((party) => others.has(party))) return [rule.action, other.action];
    }
  }
  return undefined;
}
