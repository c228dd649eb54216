import { itemsOf, valueAt } from '../../../manifest/value';
import type { Rule } from '../rule';
import { hasKey, peersOf } from '../written';

/** V41: dropped by a server that only warns, and then every port is open. */
export const portsInPeer: Rule = {
  code: 'L32',
  title: '`ports` inside an element of from or to',
  why: 'Ports belong to the rule, beside from or to; inside a peer the field does not exist.',
  severity: 'warning',
  needs: 'text',
  explains: ['V40'],
  about: 'written',
  *check(written) {
    for (const { rule, value, path } of peersOf(written)) {
      if (!hasKey(value, 'ports')) continue;
      const isFree = rule.ports.length === 0 && itemsOf(valueAt(value, 'ports')).length > 0;
      const others = rule.peers.length - 1;
      yield {
        path: [...path, 'ports'],
        atKey: true,
        message: `\`ports\` is one level too deep: it belongs beside \`${rule.peersKey}\`.`,
        ...(rule.ports.length === 0 && {
          consequence: 'Where the field is dropped, the rule allows every port.',
        }),
        fixes: isFree
          ? [
              {
                title: `Move ports beside ${rule.peersKey}${others > 0 ? ', where they count for all its peers' : ''}`,
                steps: [{ type: 'move', path: [...path, 'ports'], to: [...rule.path, 'ports'] }],
              },
            ]
          : [],
      };
    }
  },
};
