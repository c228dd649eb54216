import { containsAddress, parseAddress } from '../../../model/cidr';
import { intervalOf, isWithin, placedBlocks } from '../blocks';
import type { Rule } from '../rule';
import { countWorkloads } from '../words';

const inside = ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '100.64.0.0/10', 'fd00::/8'].map(intervalOf);

/** S24: addresses of pods change, and some plugins never match a pod by its address. */
export const blockForPods: Rule = {
  code: 'L71',
  title: 'an ipBlock that holds addresses of pods',
  why: 'Pods get new addresses with every start, and some network plugins match no pod by an ipBlock.',
  severity: 'warning',
  needs: 'inventory',
  about: 'policy',
  *check(policy, facts) {
    for (const { block, cidr, path } of placedBlocks(policy)) {
      if (!inside.some((range) => isWithin(cidr, range))) continue;
      const held = facts.allGroups.filter(
        ({ workload, addresses }) =>
          !workload.hostNetwork &&
          addresses.some((text) => {
            const address = parseAddress(text);
            return address !== undefined && containsAddress(block.intervals, address);
          }),
      );
      if (held.length === 0) continue;
      yield {
        path: [...path, 'cidr'],
        message:
          `${block.cidr} holds addresses of ${countWorkloads(held)}: select pods by their ` +
          'labels instead.',
        consequence:
          'Whether an ipBlock matches pods depends on the network plugin, and their addresses change.',
      };
    }
  },
};
