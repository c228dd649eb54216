import { describeSelector } from '../../../model/selector';
import { foreignLabels } from '../foreignLabels';
import { nearMisses } from '../nearMisses';
import type { Rule } from '../rule';
import { unmatchedSelectors } from '../unmatched';

export const selectsNoPod: Rule = {
  code: 'L40',
  title: 'the policy selects no pod',
  why: 'It has no effect, mostly because of a label that pods do not have.',
  severity: 'warning',
  needs: 'inventory',
  about: 'policy',
  *check(policy, facts) {
    for (const unmatched of unmatchedSelectors(facts, policy)) {
      if (unmatched.role !== 'subject') continue;
      const misses = nearMisses(
        unmatched.selector,
        unmatched.groups.map(({ labels }) => labels),
      );
      if (misses.some(({ isSpelling }) => isSpelling) || foreignLabels(facts, unmatched)) continue; // L53, L43
      const [near] = misses;
      yield {
        path: unmatched.path,
        ...(!near && facts.sources.hasOperators && { severity: 'info' }), // an operator may make such pods
        message:
          `No pod of ${policy.namespace} in the loaded manifests has ${describeSelector(policy.podSelector)}` +
          `${near ? `; there are pods with ${near.has}` : ''}.`,
        consequence: 'The policy isolates nobody and allows nothing.',
        fixes: misses.map(({ has, steps }) => ({ title: `Select ${has}`, steps: steps(unmatched.path) })),
      };
    }
  },
};
