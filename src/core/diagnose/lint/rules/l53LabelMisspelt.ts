import { foreignLabels } from '../foreignLabels';
import { nearMisses } from '../nearMisses';
import type { Rule } from '../rule';
import { unmatchedSelectors } from '../unmatched';

/** S18: matching is exact, and keys are opaque. */
export const labelMisspelt: Rule = {
  code: 'L53',
  title: 'a label that pods have in another spelling, or under a similar key',
  why: 'Keys and values are compared character by character; app is not app.kubernetes.io/name.',
  severity: 'warning',
  needs: 'inventory',
  about: 'policy',
  *check(policy, facts) {
    for (const unmatched of unmatchedSelectors(facts, policy)) {
      if (foreignLabels(facts, unmatched)) continue; // L43
      for (const miss of nearMisses(
        unmatched.selector,
        unmatched.groups.map(({ labels }) => labels),
      )) {
        if (!miss.isSpelling) continue;
        yield {
          path: [...unmatched.path, ...miss.path],
          ...(miss.atKey && { atKey: true }),
          message: `No pod has ${miss.wants}, but there are pods with ${miss.has}.`,
          consequence:
            unmatched.role === 'subject' ? 'The policy selects no pod.' : 'This peer stands for nobody.',
          fixes: [{ title: `Select ${miss.has}`, steps: miss.steps(unmatched.path) }],
        };
      }
    }
  },
};
