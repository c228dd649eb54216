import type { Rule as PolicyRule } from '../../../policy/policy';
import type { Rule } from '../rule';
import { countWorkloads } from '../words';
import { pathOfRule, peersKeyOf } from '../written';

/** EX-26: a dash before `ports` begins a second rule. */
export const strayDashSplitsRule: Rule = {
  code: 'L4',
  title: 'a stray dash splits a rule in two',
  why: 'One rule then allows its peers every port, and the other opens its ports to everyone.',
  severity: 'error',
  needs: 'policy',
  about: 'policy',
  *check(policy, facts) {
    for (const direction of policy.directions) {
      let joined = -1;
      for (const [index, rule] of policy[direction].entries()) {
        const before = policy[direction][index - 1];
        // A rule is half of one other, not of both its neighbours.
        if (joined === index - 1 || !isSplit(before, rule)) continue;
        joined = index;
        const key = rule.ports ? 'ports' : peersKeyOf[direction];
        const subjects = facts.subjects(policy);
        const whom = subjects.length > 0 ? countWorkloads(subjects) : 'the selected pods';
        const [name, everyone] =
          direction === 'ingress'
            ? ['Ingress', `of ${whom} to everyone`]
            : ['Egress', `of everyone to ${whom}`];
        yield {
          path: pathOfRule(direction, index),
          message:
            `${name} rules ${index} and ${index + 1} have only peers and only ports: ` +
            `the dash before \`${key}\` makes two rules of one.`,
          consequence: `One of them allows its peers every port, the other opens its ports ${everyone}.`,
          fixes: [
            {
              title: `Remove the dash before ${key}: one rule with peers and ports`,
              steps: [{ type: 'join', path: pathOfRule(direction, index) }],
            },
          ],
        };
      }
    }
  },
};

/** Whether one of two neighbours has only peers and the other only ports. DNS for everyone is often written so. */
export function isSplit(first: PolicyRule | undefined, second: PolicyRule | undefined): boolean {
  if (!first || !second) return false;
  const [peers, ports] = first.peers ? [first, second] : [second, first];
  if (!peers.peers || peers.ports || !ports.ports || ports.peers) return false;
  return !ports.ports.every(({ port }) => port === 53 || port === 5353);
}
