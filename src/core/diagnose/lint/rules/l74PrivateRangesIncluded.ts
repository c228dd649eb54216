import { intervalOf, isWithin, placedBlocks, privateBlocks } from '../blocks';
import { joinWords } from '../words';
import type { Rule } from '../rule';
import type { AddressInterval } from '../../../model/cidr';

const forInternet = /internet|external|outbound|public|world|www/;

/** Open to the internet is mostly meant without the own network. */
export const privateRangesIncluded: Rule = {
  code: 'L74',
  title: 'egress to the internet that includes private networks',
  why: '0.0.0.0/0 is every address, also those of the own network, of nodes and of pods.',
  severity: 'warning',
  needs: 'policy',
  about: 'policy',
  *check(policy) {
    for (const { direction, block, cidr, path } of placedBlocks(policy)) {
      if (direction === 'ingress' || cidr.family !== 4 || cidr.prefix !== 0) continue;
      const open = privateBlocks.filter((text) => !isExcepted(intervalOf(text), block.intervals));
      const someExcepted = open.length < privateBlocks.length;
      if (open.length === 0 || !(someExcepted || forInternet.test(policy.name))) continue;
      yield {
        path: [...path, 'cidr'],
        message:
          `${block.cidr} is meant for the internet, but holds the private ` +
          `${open.length === 1 ? 'network' : 'networks'} ${joinWords(open)}.`,
        consequence:
          'Addresses there are reached as well: nodes, pods where the plugin matches ' +
          'them, and the own network.',
        fixes: [
          {
            title: `Except ${joinWords(open)}`,
            steps: open.map((value) => ({ type: 'append', path: [...path, 'except'], value })),
          },
        ],
      };
    }
  },
};

/** Whether nothing of a range is in the intervals, or just parts that somebody has thought of. */
function isExcepted(range: AddressInterval, intervals: readonly AddressInterval[]): boolean {
  return !intervals.some((interval) => isWithin(range, interval));
}
