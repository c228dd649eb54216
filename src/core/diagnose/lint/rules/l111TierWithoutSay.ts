import type { Rule } from '../rule';
import { tierRulesOf } from '../tierPeers';
import { countWorkloads } from '../words';
import { pathOfRule } from '../written';

/** S51, S54: Admin decides before NetworkPolicies, Baseline only where none of them isolates. */
export const tierWithoutSay: Rule = {
  code: 'L111',
  title: 'a Baseline rule where NetworkPolicies have decided, or an Admin Accept that overrides them',
  why: 'Baseline counts only for pods that no NetworkPolicy isolates; what Admin accepts, nobody can deny.',
  severity: 'warning',
  needs: 'evaluator',
  about: 'tier',
  *check(policy, facts) {
    const { connectivity } = facts;
    const subjects = connectivity.selected(policy).filter(({ workload }) => workload.origin === 'loaded');
    for (const direction of ['ingress', 'egress'] as const) {
      const isolated = subjects.filter((group) => connectivity.isolating(group, direction).length > 0);
      if (isolated.length === 0) continue;
      const placed = [...tierRulesOf(policy)].filter((each) => each.direction === direction);
      if (policy.tier === 'Baseline' && isolated.length === subjects.length && placed.length > 0) {
        yield {
          path: ['spec', direction],
          atKey: true,
          message:
            `The ${direction} rules have no say: NetworkPolicies isolate all pods that the ` +
            'policy selects.',
          consequence: `For ${countWorkloads(isolated)} what the NetworkPolicies say is final. Change those, or use the Admin tier.`,
        };
      }
      const accept = placed.find(({ rule }) => rule.action === 'Accept');
      if (policy.tier === 'Admin' && accept) {
        yield {
          path: pathOfRule(direction, accept.index),
          severity: 'info',
          message: 'What is accepted here is final: NetworkPolicies that isolate the pods cannot deny it.',
          consequence: `These isolate ${countWorkloads(isolated)} for ${direction}. Use Pass to leave it to them.`,
        };
      }
    }
  },
};
