import type { Connectivity } from '../evaluate/connectivity';
import { intersect, isEmpty, NONE, union } from '../model/connections';
import type { NetworkPolicy } from '../policy/policy';
import type { RuleVerdict } from './explanation';
import { failuresOfPeers } from './failures';
import { failureOfPorts } from './portFailure';
import type { Side } from './side';

/** What each rule of a policy admits at one end of the connections asked about, or why it admits none. */
export function explainRules(
  connectivity: Connectivity,
  policy: NetworkPolicy,
  side: Side,
): readonly RuleVerdict[] {
  const { party, direction, peer, asked } = side;
  const matches = connectivity
    .matches(party, direction, peer)
    .filter((match) => match.policy.id === policy.id);
  return policy[direction].map(({ peers = [], ports }, rule) => {
    const own = matches.filter((match) => match.rule === rule);
    const admits = intersect(asked, own.map(({ connections }) => connections).reduce(union, NONE));
    const reference = {
      policy: policy.id,
      direction,
      rule,
      ...(own[0]?.peer !== undefined && { peer: own[0].peer }),
    };
    if (!isEmpty(admits)) return { ...reference, admits: admits.ranges, failures: [] };
    const failures = failuresOfPeers(connectivity, policy.namespace, peers, peer);
    return {
      ...reference,
      admits: [],
      failures: failures ?? [failureOfPorts(connectivity, ports, side)],
    };
  });
}
