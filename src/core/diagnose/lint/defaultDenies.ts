import type { PodGroup } from '../../evaluate/connectivity';
import { parseCidr } from '../../model/cidr';
import type { Direction, TierPolicy, TierRule } from '../../policy/policy';
import type { Facts } from './facts';
import { meansEveryPod } from './tierPeers';

/**
 * The pods to which a tier denies a direction as a default deny would: all of every peer, save what rules before it
 * accept or pass on.
 */
export function deniedByTiers(facts: Facts, direction: Direction): ReadonlySet<PodGroup> {
  const known = knownDenied.get(facts) ?? new Map<Direction, ReadonlySet<PodGroup>>();
  knownDenied.set(facts, known);
  const { connectivity } = facts;
  const denying = connectivity.tierPolicies.filter((policy) => deniesAll(policy, direction));
  const found = known.get(direction) ?? new Set(denying.flatMap((policy) => connectivity.selected(policy)));
  known.set(direction, found);
  return found;
}

const knownDenied = new WeakMap<Facts, Map<Direction, ReadonlySet<PodGroup>>>();

function deniesAll(policy: TierPolicy, direction: Direction): boolean {
  return policy[direction].some(
    ({ action, ports, peers }: TierRule) =>
      action === 'Deny' &&
      !ports &&
      peers.some(
        (peer) =>
          meansEveryPod(peer) ||
          (peer.type === 'networks' && peer.cidrs.some((text) => parseCidr(text)?.prefix === 0)),
      ),
  );
}
