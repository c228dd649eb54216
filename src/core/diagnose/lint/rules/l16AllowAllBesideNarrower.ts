import type { Rule } from '../rule';
import { pathOfRule } from '../written';
import { isEmptySelector } from '../../../model/selector';
import type { Peer } from '../../../policy/policy';

/** S6: the union with everything is everything. */
export const allowAllBesideNarrower: Rule = {
  code: 'L16',
  title: 'an allow-all makes the rules or peers beside it meaningless',
  why: 'Rules add up: next to one that admits everything, the narrower ones restrict nothing.',
  severity: 'warning',
  needs: 'policy',
  about: 'policy',
  *check(policy) {
    for (const direction of policy.directions) {
      const rules = policy[direction];
      const all = rules.findIndex(({ peers, ports }) => !peers && !ports);
      if (all >= 0 && rules.length > 1) {
        yield {
          path: pathOfRule(direction, all),
          message:
            `Rule ${all + 1} allows all ${direction}, so the other ` +
            `${rules.length === 2 ? 'rule has' : `${rules.length - 1} rules have`} no ` +
            'effect.',
          consequence: 'Remove it, or the others.',
        };
        continue;
      }
      for (const [index, { peers = [] }] of rules.entries()) {
        const everywhere = peers.findIndex(isEveryPod);
        const narrower = peers.filter((peer) => peer.type === 'pods' && !isEveryPod(peer)).length;
        if (everywhere < 0 || narrower === 0) continue;
        yield {
          path: pathOfRule(direction, index, everywhere),
          message:
            'This peer means every pod of every namespace, so ' +
            `${narrower === 1 ? 'the other one beside it has' : `${narrower} others beside it have`} ` +
            'no effect.',
          consequence: 'Remove it, or the narrower ones.',
        };
      }
    }
  },
};

/** `namespaceSelector: {}`, alone or with `podSelector: {}`. */
export function isEveryPod(peer: Peer): boolean {
  return (
    peer.type === 'pods' &&
    peer.namespaceSelector !== undefined &&
    isEmptySelector(peer.namespaceSelector) &&
    isEmptySelector(peer.podSelector)
  );
}
