import { isWholeFamily } from '../../../model/cidr';
import { placedBlocks } from '../blocks';
import type { Rule } from '../rule';

/** S24, S41: Cilium matches pods by identity, never by address. */
export const cidrMatchesNoPod: Rule = {
  code: 'L81',
  title: '0.0.0.0/0 with a plugin for which it does not mean pods',
  why: 'Cilium and others match pods and nodes by identity only, so that a CIDR means the outside alone.',
  severity: 'warning',
  needs: 'policy',
  about: 'policy',
  *check(policy, facts) {
    const { plugin } = facts.options;
    const isOutside =
      plugin === 'cilium' || (plugin === undefined && facts.connectivity.profile.ipBlock === 'external-only');
    if (!isOutside) return;
    for (const { rule, block, cidr, path } of placedBlocks(policy)) {
      if (!isWholeFamily(block, cidr.family)) continue;
      const hasPods = rule.peers?.some((peer) => peer.type === 'pods' && peer.namespaceSelector);
      if (hasPods) continue;
      yield {
        path: [...path, 'cidr'],
        message: `${block.cidr} does not match pods with this network plugin.`,
        consequence: 'Pods stay denied. Add a namespaceSelector for those that are meant as well.',
        fixes: [
          {
            title: 'Add every pod of every namespace',
            steps: [{ type: 'append', path: path.slice(0, -2), value: { namespaceSelector: {} } }],
          },
        ],
      };
    }
  },
};
