import { itemsOf, valueAt } from '../../../manifest/value';
import type { Fix } from '../../fixes/fix';
import { keepTypes } from '../keepTypes';
import type { Rule } from '../rule';
import { countWorkloads } from '../words';
import { hasKey, rulesOf } from '../written';

/** S11: after decoding, an empty list of peers is the same as none. */
export const emptyPeers: Rule = {
  code: 'L1',
  title: '`from: []` or `to: []` is written',
  why: 'An empty list of peers does not mean nobody: the rule matches every peer.',
  severity: 'warning',
  needs: 'text',
  about: 'policy',
  *check(policy, facts, written) {
    for (const { direction, index, path, value, peersKey, peers } of rulesOf(written)) {
      if (!hasKey(value, peersKey) || !Array.isArray(valueAt(value, peersKey)) || peers.length > 0) continue;
      if (!policy.directions.has(direction)) continue;
      const subjects = facts.subjects(policy);
      const ports = itemsOf(valueAt(value, 'ports')).length > 0 ? 'these ports' : 'every port';
      const whom = subjects.length > 0 ? countWorkloads(subjects) : 'the selected pods';
      const remove: Fix = {
        title: `Remove the rule, so that it ${direction === 'ingress' ? 'admits' : 'reaches'} nobody`,
        steps: [...keepTypes(written, policy.directions), { type: 'remove', path }],
      };
      const drop: Fix = {
        title: `Remove the empty ${peersKey}: everyone stays allowed`,
        steps: [{ type: 'remove', path: [...path, peersKey] }],
      };
      yield {
        path: [...path, peersKey],
        atKey: true,
        message: `\`${peersKey}: []\` in ${direction} rule ${index + 1} matches every peer, not none.`,
        consequence:
          direction === 'ingress'
            ? `Everyone, inside and outside the cluster, reaches ${ports} of ${whom}.`
            : `From ${whom}, ${ports} of everyone can be reached.`,
        fixes: hasKey(value, 'ports') ? [drop, remove] : [remove],
      };
    }
  },
};
