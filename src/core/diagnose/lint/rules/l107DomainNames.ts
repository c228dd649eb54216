import type { Rule } from '../rule';
import { pathOfRule } from '../written';

/** S59: names are for rules that accept. */
export const domainNamesWithoutDeny: Rule = {
  code: 'L107',
  title: 'domainNames in a Deny or Pass rule, or accepted without a Deny after it',
  why: 'Names can only be accepted, and accepting some restricts nothing unless all else is denied.',
  severity: 'warning',
  needs: 'policy',
  about: 'tier',
  *check(policy, facts) {
    const { tierPolicies } = facts.connectivity;
    const isDeniedLater = tierPolicies.some((other) => {
      const isSame = other.id === policy.id;
      const isLater = other.tier === 'Baseline' || other.priority >= policy.priority;
      return (isSame || isLater) && other.egress.some(({ action }) => action === 'Deny');
    });
    for (const [index, { action, peers }] of policy.egress.entries()) {
      const at = peers.findIndex(({ type }) => type === 'domainNames');
      if (at < 0) continue;
      const path = [...pathOfRule('egress', index, at), 'domainNames'];
      if (action !== 'Accept') {
        yield {
          path,
          message:
            `domainNames mean nothing in a ${action} rule: what a name resolves to is only ` +
            'known when it is asked for.',
          consequence: 'Accept the names that are allowed, and deny the rest by networks.',
        };
      } else if (!isDeniedLater) {
        yield {
          path,
          message: 'These names are accepted, but nothing denies the others.',
          consequence:
            'Unless a NetworkPolicy isolates egress, every other destination is allowed ' +
            'too. Add a Deny rule after it.',
        };
      }
    }
  },
};
