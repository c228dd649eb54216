import type { Rule } from '../rule';

export const samePolicyTwice: Rule = {
  code: 'L86',
  title: 'two policies that say the same under two names',
  why: 'One of them is superfluous, and a change to one alone will have no effect.',
  severity: 'warning',
  needs: 'policy',
  about: 'policy',
  *check(policy, facts) {
    const [first] = facts.twinsOf(policy);
    if (!first || first.id === policy.id) return;
    yield {
      path: ['metadata', 'name'],
      message: `${policy.name} says the same as ${first.name}.`,
      consequence: 'Delete one of the two.',
    };
  },
};
