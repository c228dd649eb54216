import { admits } from '../../../model/connections';
import { compilePorts } from '../../../evaluate/rulePorts';
import { intervalOf, isWithin, metadataAddresses, placedBlocks } from '../blocks';
import type { Rule as PolicyRule } from '../../../policy/policy';
import { effectiveRules } from '../destinations';
import type { Rule } from '../rule';
import { pathOfRule } from '../written';
import { countWorkloads } from '../words';

export const metadataReachable: Rule = {
  code: 'L73',
  title: 'open egress reaches the metadata service of the cloud',
  why: 'It hands out credentials of the node to whoever can reach it.',
  severity: 'warning',
  needs: 'policy',
  about: 'policy',
  *check(policy, facts) {
    const whom = () => {
      const subjects = facts.subjects(policy);
      return subjects.length > 0 ? countWorkloads(subjects) : 'The selected pods';
    };
    for (const { direction, index, rule } of effectiveRules(policy)) {
      if (direction === 'ingress' || rule.peers || !isAsked(rule)) continue;
      yield {
        path: pathOfRule(direction, index),
        // All of everyone is open, as it is without any policy.
        ...(!rule.ports && { severity: 'info' }),
        message: `A rule without peers also allows ${addressOf(metadataAddresses[0])}, where clouds keep the metadata of the node, credentials included.`,
        consequence: `${whom()} may ask for them. Name who is meant, or write an ipBlock with an exception.`,
      };
    }
    for (const { direction, rule, block, cidr, path } of placedBlocks(policy)) {
      if (direction === 'ingress' || cidr.first === cidr.last || !isAsked(rule)) continue;
      const reached = metadataAddresses.find((address) => {
        const wanted = intervalOf(address);
        return block.intervals.some((interval) => isWithin(wanted, interval));
      });
      if (reached === undefined) continue;
      const address = addressOf(reached);
      yield {
        path: [...path, 'cidr'],
        message:
          `${block.cidr} holds ${address}, where clouds keep the metadata of the node, ` +
          'credentials included.',
        consequence: `${whom()} may ask for them.`,
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

/** The service answers on TCP 80. */
function isAsked({ ports }: PolicyRule): boolean {
  return admits(compilePorts(ports).fixed, 'TCP', 80);
}

const addressOf = (cidr: string) => cidr.slice(0, cidr.indexOf('/'));
