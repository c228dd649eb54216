import { dnsPorts, dnsWorkloads, usualDnsServers } from '../../edit/dns';
import type { PodGroup } from '../../evaluate/connectivity';
import { isWholeFamily } from '../../model/cidr';
import { matchesSelector } from '../../model/selector';
import type { NetworkPolicy, Peer, PolicyPort, Rule } from '../../policy/policy';
import type { Facts } from './facts';
import { nameLabel } from '../../model/labels';

/** The loaded pods that answer questions of DNS. */
export function dnsPods(facts: Facts): readonly PodGroup[] {
  const known = dnsPodsOf.get(facts) ?? findDnsPods(facts);
  dnsPodsOf.set(facts, known);
  return known;
}

const dnsPodsOf = new WeakMap<Facts, readonly PodGroup[]>();

function findDnsPods({ connectivity }: Facts): readonly PodGroup[] {
  return dnsWorkloads(connectivity).flatMap(({ id }) => connectivity.podGroups(id));
}

/** Whether an entry of ports is about the ports of DNS by its number. */
export function isDnsPort({ port, endPort }: PolicyPort): boolean {
  return typeof port === 'number' && endPort === undefined && dnsPorts.includes(port);
}

/**
 * Whether an egress rule lets its pods ask for names. A rule that names port 53 is taken to know what it does;
 * one for all ports must mean a peer that can be the name service.
 */
export function allowsDns(facts: Facts, policy: NetworkPolicy, { peers, ports: entries }: Rule): boolean {
  if (entries?.some(isDnsPort)) return true;
  const covers = entries?.some(({ protocol, port, endPort }) => {
    if (protocol === 'SCTP') return false;
    if (typeof port === 'string') return port.startsWith('dns');
    return port === undefined || dnsPorts.some((number) => port <= number && number <= (endPort ?? port));
  });
  if (covers === false) return false;
  return !peers || peers.some((peer) => canBeDns(facts, policy, peer));
}

function canBeDns(facts: Facts, policy: NetworkPolicy, peer: Peer): boolean {
  if (peer.type === 'ipBlock') {
    // The address of NodeLocal DNSCache, or all of them.
    return isWholeFamily(peer, 4) || isWholeFamily(peer, 6) || peer.cidr.startsWith('169.254.20.10/');
  }
  const known = dnsPods(facts);
  if (known.length > 0) return facts.peerGroups(policy, peer).some((group) => known.includes(group));
  return usualDnsServers.some(({ namespace, labels }) => {
    const isInNamespace = peer.namespaceSelector
      ? matchesSelector(peer.namespaceSelector, { [nameLabel]: namespace, name: namespace })
      : policy.namespace === namespace;
    return isInNamespace && matchesSelector(peer.podSelector, labels);
  });
}

/** Whether the pods of the cluster ask a cache of their node (S39), as far as it is known. */
export function hasNodeCache(facts: Facts): boolean {
  const known = nodeCacheOf.get(facts);
  if (known !== undefined) return known;
  const found =
    facts.options.plugin === 'gke' ||
    facts.allGroups.some(({ workload }) => workload.name.includes('node-local-dns'));
  nodeCacheOf.set(facts, found);
  return found;
}

const nodeCacheOf = new WeakMap<Facts, boolean>();
