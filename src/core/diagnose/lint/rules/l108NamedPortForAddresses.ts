import type { Rule } from '../rule';
import { tierRulesOf } from '../tierPeers';
import { pathOfRule } from '../written';

/** S60, V67. */
export const namedPortForAddresses: Rule = {
  code: 'L108',
  title: 'a named port for addresses, nodes or domain names',
  why: 'Only pods have named ports, so the pair never matches.',
  severity: 'warning',
  needs: 'policy',
  explains: ['V67'],
  about: 'tier',
  *check(policy) {
    for (const { direction, index, rule } of tierRulesOf(policy)) {
      const named = rule.ports?.find((port) => 'containerPort' in port);
      const peer = rule.peers.find(({ type }) => type !== 'pods');
      if (!named || !peer) continue;
      yield {
        path: pathOfRule(direction, index),
        message: `A ${peer.type} peer has no named ports: write the number of the port.`,
        consequence: 'For this peer the entry with a name never matches.',
      };
    }
  },
};
