import { type AddressInterval, parseAddress, readBlock } from '../model/cidr';
import type { ClusterNode } from '../model/cluster';
import { matcherOf, selectorKey } from '../model/selector';
import type { Peer, Policy, TierPeer } from '../policy/policy';
import { effectivePeers } from '../policy/selectors';

/** Addresses that peers name: an ipBlock, a network, or the addresses of some nodes. */
export interface AddressSet {
  /** Equal for peers that name the same. */
  readonly key: string;
  readonly intervals: readonly AddressInterval[];
  /** An ipBlock may leave pods out (S24); networks and nodes are compared with every address (S57, S58). */
  readonly isIpBlock: boolean;
}

/** The keys of the address sets that a peer is the union of; none where it names no addresses (S59). */
export function addressSetKeys(peer: Peer | TierPeer): string[] {
  switch (peer.type) {
    case 'ipBlock':
      return [`ipBlock ${JSON.stringify([peer.cidr, ...peer.except])}`];
    case 'networks':
      return peer.cidrs.map((cidr) => `network ${cidr}`);
    case 'nodes':
      return [`nodes ${selectorKey(peer.nodeSelector)}`];
    default:
      return [];
  }
}

/** The address sets that the policies name, each once: equal ones cannot cut the address space differently. */
export function collectAddressSets(
  policies: readonly Policy[],
  nodes: readonly ClusterNode[],
): readonly AddressSet[] {
  const sets = new Map<string, AddressSet>();
  for (const policy of policies) {
    for (const peer of effectivePeers(policy)) {
      for (const [i, key] of addressSetKeys(peer).entries()) {
        if (!sets.has(key))
          sets.set(key, { key, intervals: intervalsOf(peer, i, nodes), isIpBlock: peer.type === 'ipBlock' });
      }
    }
  }
  return [...sets.values()];
}

function intervalsOf(
  peer: Peer | TierPeer,
  i: number,
  nodes: readonly ClusterNode[],
): readonly AddressInterval[] {
  if (peer.type === 'ipBlock') return peer.intervals;
  if (peer.type === 'networks') return readBlock(peer.cidrs[i] ?? '')?.intervals ?? [];
  if (peer.type !== 'nodes') return [];
  const matches = matcherOf(peer.nodeSelector);
  return nodes.filter(({ labels }) => matches(labels)).flatMap(addressesOf);
}

function addressesOf({ addresses }: ClusterNode): AddressInterval[] {
  return addresses.flatMap((text) => {
    const address = parseAddress(text);
    return address ? [{ family: address.family, first: address.value, last: address.value }] : [];
  });
}
