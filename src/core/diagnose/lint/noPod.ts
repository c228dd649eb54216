import { someOf } from '../../edit/refusal';
import { describeSelector } from '../../model/selector';
import type { NetworkPolicy } from '../../policy/policy';
import type { Facts } from './facts';
import { foreignLabels } from './foreignLabels';
import { nearMisses } from './nearMisses';
import type { Finding } from './rule';
import { unmatchedSelectors, type Unmatched } from './unmatched';

/** The selectors of a policy in a role that match no pod, where no misspelling or label of something else explains it. */
export function* selectsNobody(
  policy: NetworkPolicy,
  facts: Facts,
  role: Unmatched['role'],
  consequence: string,
): Generator<Finding> {
  for (const unmatched of unmatchedSelectors(facts, policy)) {
    if (unmatched.role !== role) continue;
    const { selector, namespaces, groups, path } = unmatched;
    const misses = nearMisses(
      selector,
      groups.map(({ labels }) => labels),
    );
    if (misses.some(({ isSpelling }) => isSpelling) || foreignLabels(facts, unmatched)) continue; // L53, L43
    const [near] = misses;
    yield {
      path,
      ...(!near && facts.sources.hasOperators && { severity: 'info' }), // an operator may make such pods
      message:
        `No pod of ${someOf(namespaces)} in the loaded manifests has ${describeSelector(selector)}` +
        `${near ? `; there are pods with ${near.has}` : ''}.`,
      consequence,
      fixes: misses.map(({ has, steps }) => ({ title: `Select ${has}`, steps: steps(path) })),
    };
  }
}
