import { containsAddress, parseAddress, type Address } from '../../../model/cidr';
import { hasNodeCache, isDnsPort } from '../dns';
import type { Rule } from '../rule';
import { pathOfRule } from '../written';

const cache = '169.254.20.10';

/** S39: the cache is a pod on the host network, which no selector matches. */
export const nodeLocalDns: Rule = {
  code: 'L62',
  title: 'a DNS rule by selectors, in a cluster with NodeLocal DNSCache',
  why: 'Pods then ask an address of their node, which no selector matches.',
  severity: 'info',
  needs: 'policy',
  about: 'policy',
  *check(policy, facts) {
    if (!policy.directions.has('egress') || !hasNodeCache(facts)) return;
    const address = parseAddress(cache) as Address;
    const reachesCache = policy.egress.some(
      ({ peers }) =>
        !peers || peers.some((peer) => peer.type === 'ipBlock' && containsAddress(peer.intervals, address)),
    );
    if (reachesCache) return;
    for (const [index, { peers = [], ports }] of policy.egress.entries()) {
      if (!ports?.some(isDnsPort) || peers.length === 0) continue;
      const path = [...pathOfRule('egress', index), 'to'];
      yield {
        path,
        atKey: true,
        message: `This cluster has NodeLocal DNSCache: pods ask ${cache}, an address of their node.`,
        consequence: 'Selectors do not match it, so that this rule may not be enough for DNS.',
        fixes: [
          {
            title: `Add ${cache}/32`,
            steps: [{ type: 'append', path, value: { ipBlock: { cidr: `${cache}/32` } } }],
          },
        ],
      };
    }
  },
};
