import type { PodGroup } from '../../../evaluate/connectivity';
import type { Direction, NetworkPolicy } from '../../../policy/policy';
import { someOf } from '../../../edit/refusal';
import type { Facts } from '../facts';
import type { Rule } from '../rule';
import { partiesOf } from '../ruleParties';

/** S49h. */
export const redundantPolicy: Rule = {
  code: 'L83',
  title: 'a policy that changes nothing',
  why: 'All that it isolates and allows, other policies isolate and allow as well.',
  severity: 'info',
  needs: 'evaluator',
  about: 'policy',
  *check(policy, facts) {
    if (facts.subjects(policy).length === 0 || policy.directions.size === 0) return; // L40
    const others = coveringPolicies(facts, policy);
    if (!others) return;
    yield {
      path: ['metadata', 'name'],
      message: `${policy.name} changes nothing: without it the same would be allowed and denied.`,
      consequence:
        `${someOf(others)} ${others.length === 1 ? 'does' : 'do'} the same for the pods ` +
        'that it selects.',
    };
  },
};

/** The policies that do all that this one does; undefined: something would change without it. */
function coveringPolicies(facts: Facts, policy: NetworkPolicy): string[] | undefined {
  const { connectivity } = facts;
  const subjects = oneOfEachClass(facts, connectivity.selected(policy));
  const names = new Set<string>();
  for (const direction of policy.directions) {
    for (const subject of subjects) {
      const others = connectivity.isolating(subject, direction).filter(({ id }) => id !== policy.id);
      if (others.length === 0 || isAlone(facts, policy, subject, direction)) return undefined;
      for (const { name } of others) names.add(name);
    }
  }
  for (const direction of policy.directions) {
    for (const subject of subjects) {
      const all = connectivity.admittedRow(subject, direction);
      const rest = connectivity.admittedRow(subject, direction, { without: [policy] });
      if (all.some((connections, index) => connections !== rest[index])) return undefined;
    }
  }
  return [...names];
}

/** Pods of which policies say the same are judged once. */
function oneOfEachClass({ connectivity }: Facts, groups: readonly PodGroup[]): readonly PodGroup[] {
  return [...new Map(groups.map((group) => [connectivity.classOf(group), group])).values()];
}

/** Whether the policy is seen to admit something that no other one does, by one peer of each rule: mostly so. */
function isAlone(facts: Facts, policy: NetworkPolicy, subject: PodGroup, direction: Direction): boolean {
  const { connectivity } = facts;
  return policy[direction].some((rule) => {
    const [peer] = partiesOf(facts, policy, rule);
    return (
      peer !== undefined &&
      connectivity.admitted(subject, direction, peer) !==
        connectivity.admitted(subject, direction, peer, [policy])
    );
  });
}
