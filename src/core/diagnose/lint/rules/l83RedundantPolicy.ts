import type { Party, PodGroup } from '../../../evaluate/connectivity';
import type { Direction, NetworkPolicy } from '../../../policy/policy';
import { someOf } from '../../../edit/refusal';
import type { Facts } from '../facts';
import type { Rule } from '../rule';
import { partiesOf, subjectsByClass } from '../ruleParties';

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
        'that it selects. Delete it, unless it was meant to say something else.',
    };
  },
};

/** The policies that do all that this one does; undefined: something would change without it. */
function coveringPolicies(facts: Facts, policy: NetworkPolicy): string[] | undefined {
  const { connectivity } = facts;
  const subjects = subjectsByClass(facts, policy);
  const names = new Set<string>();
  for (const direction of policy.directions) {
    for (const subject of subjects) {
      const others = connectivity.isolating(subject, direction).filter(({ id }) => id !== policy.id);
      if (others.length === 0 || allowsMore(facts, policy, subject, direction)) return undefined;
      for (const { name } of others) names.add(name);
    }
  }
  return [...names];
}

/** Whether a pod is allowed something by this policy alone. */
function allowsMore(facts: Facts, policy: NetworkPolicy, subject: PodGroup, direction: Direction): boolean {
  const { connectivity } = facts;
  const isMore = (peer: Party) =>
    connectivity.admitted(subject, direction, peer) !==
    connectivity.admitted(subject, direction, peer, [policy]);
  for (const rule of policy[direction]) {
    for (const peer of partiesOf(facts, policy, rule)) {
      if (isMore(peer)) return true;
      if (!rule.peers) break; // one of all will do, before all are judged at once
    }
  }
  const isNarrow = policy[direction].every(({ peers }) => peers?.every(({ type }) => type === 'pods'));
  if (isNarrow) return facts.inferredGroups.some(isMore);
  const rest = connectivity.admittedRow(subject, direction, { without: [policy] });
  return connectivity.admittedRow(subject, direction).some((all, index) => all !== rest[index]);
}
