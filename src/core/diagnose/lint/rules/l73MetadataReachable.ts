import { admits } from '../../../model/connections';
import { compilePorts } from '../../../evaluate/rulePorts';
import { intervalOf, isWithin, metadataAddresses, placedBlocks } from '../blocks';
import type { Rule } from '../rule';
import { countWorkloads } from '../words';

/** The service answers on TCP 80. */
export const metadataReachable: Rule = {
  code: 'L73',
  title: 'open egress reaches the metadata service of the cloud',
  why: 'It hands out credentials of the node to whoever can reach it.',
  severity: 'warning',
  needs: 'policy',
  about: 'policy',
  *check(policy, facts) {
    const subjects = facts.subjects(policy);
    const whom = subjects.length > 0 ? countWorkloads(subjects) : 'The selected pods';
    for (const { direction, rule, block, cidr, path } of placedBlocks(policy)) {
      if (direction === 'ingress' || !admits(compilePorts(rule.ports).fixed, 'TCP', 80)) continue;
      const reached = metadataAddresses.find((address) => {
        const wanted = intervalOf(address);
        return cidr.prefix <= 16 && block.intervals.some((interval) => isWithin(wanted, interval));
      });
      if (reached === undefined) continue;
      const address = reached.slice(0, reached.indexOf('/'));
      yield {
        path: [...path, 'cidr'],
        message:
          `${block.cidr} holds ${address}, where clouds keep the metadata of the node, ` +
          'credentials included.',
        consequence: `${whom} may ask for them.`,
        fixes: [
          {
            title: `Except ${address}`,
            steps: [{ type: 'append', path: [...path, 'except'], value: reached }],
          },
        ],
      };
    }
  },
};
