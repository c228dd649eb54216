import { isWholeFamily } from '../../../model/cidr';
import { isBlock, placedBlocks } from '../blocks';
import type { Rule } from '../rule';

/** S20, EX-19: a block is of one family. */
export const oneFamily: Rule = {
  code: 'L72',
  title: '0.0.0.0/0 without ::/0, or the other way round',
  why: 'A block is about one address family only: the other one stays denied in a dual-stack cluster.',
  severity: 'warning',
  needs: 'policy',
  about: 'policy',
  *check(policy, facts) {
    for (const { rule, block, cidr, path } of placedBlocks(policy)) {
      if (!isWholeFamily(block, cidr.family)) continue;
      const other = cidr.family === 4 ? 6 : 4;
      const isThere = rule.peers?.some(
        (peer) => isBlock(peer) && peer.intervals.some(({ family }) => family === other),
      );
      if (isThere) continue;
      const all = other === 6 ? '::/0' : '0.0.0.0/0';
      // IPv4 alone is what most clusters have.
      const isDual = cidr.family === 6 || usesIpv6(facts);
      yield {
        path: [...path, 'cidr'],
        severity: isDual ? 'warning' : 'info',
        message:
          `${block.cidr} is every IPv${cidr.family} address and no IPv${other} address. ` +
          `Add ${all} if the cluster has both.`,
        fixes: [
          {
            title: `Add ${all}`,
            steps: [{ type: 'append', path: path.slice(0, -2), value: { ipBlock: { cidr: all } } }],
          },
        ],
      };
    }
  },
};

function usesIpv6({
  connectivity,
  allGroups,
}: Parameters<Extract<Rule, { about: 'policy' }>['check']>[1]): boolean {
  const isWritten = connectivity.policies.some((policy) =>
    [...placedBlocks(policy)].some(({ cidr }) => cidr.family === 6),
  );
  return isWritten || allGroups.some(({ addresses }) => addresses.some((address) => address.includes(':')));
}
