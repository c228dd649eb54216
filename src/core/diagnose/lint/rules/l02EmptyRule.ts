import { isMapping, itemsOf, valueAt } from '../../../manifest/value';
import { keepTypes } from '../keepTypes';
import type { Rule } from '../rule';
import { countWorkloads } from '../words';
import { hasKey, rulesOf } from '../written';

/** S7: `[{}]` and a lone dash allow everything. */
export const emptyRule: Rule = {
  code: 'L2',
  title: 'a rule is empty: `- {}` or a lone dash',
  why: 'A rule without peers and ports allows all traffic of its direction; to deny, there must be no rule.',
  severity: 'warning',
  needs: 'policy',
  about: 'policy',
  *check(policy, facts, written) {
    const hasTypes = itemsOf(valueAt(written.value, 'spec', 'policyTypes')).length > 0;
    for (const { direction, index, path, value, peersKey } of rulesOf(written)) {
      if (!policy.directions.has(direction) || hasKey(value, peersKey)) continue; // L1
      if (valueAt(value, peersKey) !== undefined || valueAt(value, 'ports') !== undefined) continue;
      if (isMapping(value) && Object.keys(value).some((key) => key !== 'ports')) continue; // L91, L92
      const subjects = facts.subjects(policy);
      const whom = subjects.length > 0 ? countWorkloads(subjects) : 'the selected pods';
      // Written out like this, an allow-all is mostly meant.
      const isMeant = isMapping(value) && hasTypes;
      yield {
        path,
        ...(isMeant && { severity: 'info' }),
        message:
          `${direction === 'ingress' ? 'Ingress' : 'Egress'} rule ${index + 1} is empty, ` +
          'and an empty rule allows everything.',
        consequence:
          direction === 'ingress'
            ? `Everyone, inside and outside the cluster, reaches every port of ${whom}.`
            : `Nothing sent by ${whom} is restricted.`,
        fixes: [
          {
            title: 'Remove the rule, if nothing is to be allowed',
            steps: [...keepTypes(written, policy.directions), { type: 'remove', path }],
          },
        ],
      };
    }
  },
};
