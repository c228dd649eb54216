import { describeSelector, requirementsOf } from '../../../model/selector';
import { foreignLabels } from '../foreignLabels';
import type { Rule } from '../rule';
import { unmatchedSelectors } from '../unmatched';

/** S91: only the labels of the pod template count. */
export const labelsOfController: Rule = {
  code: 'L43',
  title: 'labels of a workload or Service where those of its pods are needed',
  why:
    'Selectors look at the labels of pods, that is of the template; those of the workload ' +
    'itself do not count.',
  severity: 'warning',
  needs: 'inventory',
  about: 'policy',
  *check(policy, facts) {
    for (const unmatched of unmatchedSelectors(facts, policy)) {
      const found = foreignLabels(facts, unmatched);
      if (!found) continue;
      const keys = new Set(requirementsOf(unmatched.selector).map(({ key }) => key));
      const shared = Object.entries(found.pods).filter(([key]) => keys.has(key));
      const wanted = Object.fromEntries(shared);
      yield {
        path: unmatched.path,
        message:
          `${describeSelector(unmatched.selector)} stands on ${found.owner} itself, but its pods have ` +
          `${describeSelector({ matchLabels: found.pods })}.`,
        consequence:
          unmatched.role === 'subject' ? 'The policy selects no pod.' : 'This peer stands for nobody.',
        fixes:
          Object.keys(wanted).length > 0
            ? [
                {
                  title: `Select ${describeSelector({ matchLabels: wanted })}`,
                  steps: [{ type: 'replace', path: unmatched.path, value: { matchLabels: wanted } }],
                },
              ]
            : [],
      };
    }
  },
};
