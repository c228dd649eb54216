import { isNode, type Party } from '../../evaluate/connectivity';
import { type Cidr, parseAddress, parseCidr } from '../../model/cidr';
import { isEmptySelector, matcherOf } from '../../model/selector';
import type { Direction, TierPeer, TierPolicy, TierRule } from '../../policy/policy';
import type { Facts } from './facts';
import { isWithin } from './blocks';

/** Where a rule of a tier policy stands. */
export interface PlacedTierRule {
  readonly direction: Direction;
  readonly index: number;
  readonly rule: TierRule;
}

export function* tierRulesOf(policy: TierPolicy): Generator<PlacedTierRule> {
  for (const direction of ['ingress', 'egress'] as const) {
    for (const [index, rule] of policy[direction].entries()) yield { direction, index, rule };
  }
}

/** Whether a peer means every pod of the cluster. */
export function meansEveryPod(peer: TierPeer): boolean {
  return peer.type === 'pods' && isEmptySelector(peer.namespaceSelector) && isEmptySelector(peer.podSelector);
}

/** The parties that a peer means; none for nodes and names, of which too little is known. */
export function partiesOfTierPeer(facts: Facts, peer: TierPeer): readonly Party[] {
  const { parties, profile, cluster } = facts.connectivity;
  if (peer.type === 'pods') {
    const [inNamespace, matches] = [matcherOf(peer.namespaceSelector), matcherOf(peer.podSelector)];
    return parties.filter(
      (party) =>
        party.type === 'pods' &&
        !isNode(party, profile) &&
        matches(party.labels) &&
        inNamespace(cluster.namespaces.get(party.workload.namespace)?.labels ?? {}),
    );
  }
  if (peer.type !== 'networks') return [];
  const cidrs = peer.cidrs.flatMap((text) => parseCidr(text) ?? []);
  return parties.filter((party) => cidrs.some((cidr) => holds(cidr, party)));
}

function holds(cidr: Cidr, party: Party): boolean {
  if (party.type === 'addresses') return party.intervals.every((interval) => isWithin(interval, cidr));
  return party.addresses.some((text) => {
    const address = parseAddress(text);
    const { family, value } = address ?? { family: cidr.family, value: -1n };
    return isWithin({ family, first: value, last: value }, cidr);
  });
}
