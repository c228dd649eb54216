import { isBlock, isWithin, placedBlocks } from '../blocks';
import type { Rule } from '../rule';

export const redundantBlock: Rule = {
  code: 'L79',
  title: 'a block that lies in another block of the same rule',
  why: 'It admits nobody who is not admitted already.',
  severity: 'info',
  needs: 'policy',
  about: 'policy',
  *check(policy) {
    for (const { rule, block, at, path } of placedBlocks(policy)) {
      const wider = rule.peers?.find((other, index) => {
        if (index === at || !isBlock(other)) return false;
        const isInside = block.intervals.every((own) =>
          other.intervals.some((interval) => isWithin(own, interval)),
        );
        const isEqual =
          isInside &&
          other.intervals.every((own) => block.intervals.some((interval) => isWithin(own, interval)));
        return isEqual ? index < at : isInside;
      });
      if (!wider || !isBlock(wider) || block.intervals.length === 0) continue;
      yield {
        path: [...path, 'cidr'],
        message: `${block.cidr} lies in ${wider.cidr}, which this rule names as well.`,
        fixes: [{ title: `Remove ${block.cidr}`, steps: [{ type: 'remove', path: path.slice(0, -1) }] }],
      };
    }
  },
};
