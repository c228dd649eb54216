import { someOf } from '../../../edit/refusal';
import { describeSelector } from '../../../model/selector';
import { foreignLabels } from '../foreignLabels';
import { nearMisses } from '../nearMisses';
import type { Rule } from '../rule';
import { unmatchedSelectors } from '../unmatched';

export const peerMatchesNoPod: Rule = {
  code: 'L41',
  title: 'a peer matches no pod',
  why: 'The peer admits nobody, mostly because of a label that pods do not have.',
  severity: 'warning',
  needs: 'inventory',
  about: 'policy',
  *check(policy, facts) {
    for (const unmatched of unmatchedSelectors(facts, policy)) {
      if (unmatched.role !== 'peer') continue;
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
          `No pod of ${someOf(unmatched.namespaces)} in the loaded manifests has ${describeSelector(unmatched.selector)}` +
          `${near ? `; there are pods with ${near.has}` : ''}.`,
        consequence: 'This peer stands for nobody.',
        fixes: misses.map(({ has, steps }) => ({ title: `Select ${has}`, steps: steps(unmatched.path) })),
      };
    }
  },
};
