import { itemsOf, textAt, valueAt } from '../../../manifest/value';
import { parseCidr } from '../../../model/cidr';
import { isWithin } from '../blocks';
import { blocksOf } from '../written';
import type { Rule } from '../rule';

/** V14. */
export const exceptOutside: Rule = {
  code: 'L76',
  title: 'an exception that is not strictly inside its block',
  why:
    'An exception takes a smaller network out of the block that it stands in; another one ' +
    'has no place there.',
  severity: 'error',
  needs: 'policy',
  explains: ['V14'],
  about: 'written',
  *check(written) {
    if (written.kind !== 'NetworkPolicy') return;
    for (const { value, path } of blocksOf(written)) {
      const block = parseCidr(textAt(value, 'cidr'));
      for (const [index, item] of itemsOf(valueAt(value, 'except')).entries()) {
        const except = typeof item === 'string' ? parseCidr(item) : undefined;
        if (!block || !except || (isWithin(except, block) && except.prefix > block.prefix)) continue;
        const [inside, same] = [isWithin(block, except), except.prefix === block.prefix];
        yield {
          path: [...path, 'except', index],
          message: inside
            ? `The exception ${String(item)} takes ${same ? 'the whole block' : 'more than the block'} out.`
            : `The exception ${String(item)} is outside the block, so there is nothing to take out.`,
          consequence: 'The API server refuses the policy, so that it restricts nothing.',
        };
      }
    }
  },
};
