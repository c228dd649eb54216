import type { Rule } from '../rule';
import { countWorkloads } from '../words';

/** S3: rules outside the effective types are inert. */
export const rulesWithoutType: Rule = {
  code: 'L6',
  title: 'rules of a direction that is not in policyTypes',
  why: 'They have no effect at all: the direction is not restricted by this policy.',
  severity: 'error',
  needs: 'policy',
  about: 'policy',
  *check(policy, facts) {
    for (const direction of ['ingress', 'egress'] as const) {
      if (policy.directions.has(direction) || policy[direction].length === 0) continue;
      const count = policy[direction].length;
      const type = direction === 'ingress' ? 'Ingress' : 'Egress';
      const open = facts
        .subjects(policy)
        .filter((group) => facts.connectivity.isolating(group, direction).length === 0);
      yield {
        path: ['spec', direction],
        atKey: true,
        message:
          `policyTypes does not name ${type}, so the ` +
          `${count === 1 ? 'rule' : `${count} rules`} below \`${direction}\` ${count === 1 ? 'has' : 'have'} ` +
          'no effect.',
        ...(open.length > 0 && {
          consequence:
            `${direction === 'ingress' ? 'Ingress of' : 'Egress of'} ` +
            `${countWorkloads(open)} is not restricted by any policy.`,
        }),
        fixes: [
          {
            title: `Add ${type} to policyTypes`,
            steps: [{ type: 'append', path: ['spec', 'policyTypes'], value: type }],
          },
          {
            title: 'Remove the rules without effect',
            steps: [{ type: 'remove', path: ['spec', direction] }],
          },
        ],
      };
    }
  },
};
