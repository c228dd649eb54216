import { parseCidr } from '../../../model/cidr';
import { isWithin, placedBlocks } from '../blocks';
import type { Rule } from '../rule';
import { someOf } from '../../../edit/refusal';

export const exceptsWholeBlock: Rule = {
  code: 'L78',
  title: 'exceptions that together take out the whole block, or one another',
  why: 'A block of which nothing is left matches nothing; an exception inside another one says nothing.',
  severity: 'info',
  needs: 'policy',
  about: 'policy',
  *check(policy) {
    for (const { block, path } of placedBlocks(policy)) {
      if (block.intervals.length === 0) {
        yield {
          path: [...path, 'except'],
          atKey: true,
          severity: 'warning',
          message: `The exceptions take out all of ${block.cidr}: the block matches no address.`,
        };
        continue;
      }
      const holes = block.except.map((text) => parseCidr(text));
      const needless = block.except.flatMap((text, index) => {
        const hole = holes[index];
        const isHeld = holes.some(
          (other, i) =>
            i !== index && hole && other && isWithin(hole, other) && (i < index || !isWithin(other, hole)),
        );
        return isHeld ? [{ text, index }] : [];
      });
      const [first] = needless;
      if (!first) continue;
      yield {
        path: [...path, 'except', first.index],
        message:
          `${someOf(needless.map(({ text }) => text))} ` +
          `${needless.length === 1 ? 'is' : 'are'} excepted already by a wider exception.`,
        fixes: [
          {
            title: needless.length === 1 ? `Remove ${first.text}` : 'Remove them',
            steps: needless
              .toReversed()
              .map(({ index }) => ({ type: 'remove', path: [...path, 'except', index] })),
          },
        ],
      };
    }
  },
};
