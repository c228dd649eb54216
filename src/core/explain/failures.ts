import { type Connectivity, isNode, type Party } from '../evaluate/connectivity';
import {
  type Block,
  containsAddress,
  describeIntervals,
  isWholeFamily,
  parseAddress,
  readBlock,
} from '../model/cidr';
import { failingRequirement, describeSelector, isEmptySelector, matchesSelector } from '../model/selector';
import type { LabelSelector } from '../model/selector';
import type { Peer, PodPeer, TierPeer } from '../policy/policy';
import type { Failure } from './explanation';

/**
 * The first reason why a peer of a rule does not match a party; undefined: it matches.
 * @param namespace that of the policy; a tier policy has none, and its peers never need it
 */
export function failureOfPeer(
  connectivity: Connectivity,
  namespace: string,
  wanted: Peer | TierPeer,
  party: Party,
): Failure | undefined {
  switch (wanted.type) {
    case 'pods':
      return failureOfSelectors(connectivity, namespace, wanted, party);
    case 'ipBlock':
      return connectivity.profile.ipBlock === 'external-only' && party.type === 'pods'
        ? { type: 'address', wants: describeBlock(wanted), has: 'a pod, which an ipBlock never matches' }
        : failureOfBlocks([wanted], party);
    case 'networks':
      return failureOfBlocks(
        wanted.cidrs.flatMap((cidr) => readBlock(cidr) ?? []),
        party,
      );
    case 'nodes':
      return failureOfNodes(connectivity, wanted.nodeSelector, party);
    case 'domainNames':
      return { type: 'domainName', wants: wanted.names.join(', ') };
  }
}

/** Why a party lies in none of some blocks. A pod has an IPv4 address, as long as none is known (S24). */
function failureOfBlocks(blocks: readonly Block[], party: Party): Failure | undefined {
  const wants = blocks.map(describeBlock).join(', ');
  const intervals = blocks.flatMap((block) => block.intervals);
  if (party.type === 'addresses') {
    const [first] = party.intervals;
    const isInside = first && containsAddress(intervals, { family: first.family, value: first.first });
    return isInside ? undefined : { type: 'address', wants, has: describeIntervals(party.intervals) };
  }
  const addresses = party.addresses.flatMap((text) => parseAddress(text) ?? []);
  if (addresses.length === 0) {
    const isCertain = blocks.some((block) => isWholeFamily(block, 4));
    return isCertain ? undefined : { type: 'address', wants, has: 'an unknown address' };
  }
  const isInside = addresses.some((address) => containsAddress(intervals, address));
  return isInside ? undefined : { type: 'address', wants, has: party.addresses.join(', ') };
}

/** A node is known by its addresses, which its host-network pods share (S58). */
function failureOfNodes(
  { cluster }: Connectivity,
  selector: LabelSelector,
  party: Party,
): Failure | undefined {
  const holds = (text: string): boolean => {
    const address = parseAddress(text);
    if (!address) return false;
    if (party.type === 'addresses') return containsAddress(party.intervals, address);
    return party.addresses.some((own) => {
      const parsed = parseAddress(own);
      return parsed?.family === address.family && parsed.value === address.value;
    });
  };
  const nodes = cluster.nodes.filter(({ addresses }) => addresses.some(holds));
  if (nodes.some(({ labels }) => matchesSelector(selector, labels))) return undefined;
  const wants = isEmptySelector(selector) ? 'a node' : describeSelector(selector);
  const [node] = nodes;
  const failed = node && failingRequirement(selector, node.labels);
  return { type: 'label', of: 'node', wants, has: 'no address of a known node', ...failed };
}

function failureOfSelectors(
  { cluster, profile }: Connectivity,
  ownNamespace: string,
  { namespaceSelector, podSelector }: PodPeer,
  party: Party,
): Failure | undefined {
  if (party.type === 'addresses') {
    const selectors = [namespaceSelector, podSelector].filter((selector) => !isEmptySelector(selector));
    const wants = selectors.map(describeSelector).join(', ') || 'a pod';
    return { type: 'label', of: 'pod', wants, has: 'an address outside the cluster' };
  }
  if (isNode(party, profile)) return { type: 'hostNetwork' };
  const { namespace } = party.workload;
  if (!namespaceSelector && namespace !== ownNamespace)
    return { type: 'otherNamespace', wants: ownNamespace, has: namespace };
  const namespaceLabels = cluster.namespaces.get(namespace)?.labels;
  const ofNamespace = namespaceLabels && failingRequirement(namespaceSelector, namespaceLabels);
  if (ofNamespace) return { type: 'label', of: 'namespace', ...ofNamespace };
  const ofPod = failingRequirement(podSelector, party.labels);
  return ofPod && { type: 'label', of: 'pod', ...ofPod };
}

function describeBlock({ cidr, except }: Block): string {
  return except.length > 0 ? `${cidr} except ${except.join(', ')}` : cidr;
}

/** What failed, of the peers of a rule, each reason once. undefined: a peer matches, or any would. */
export function failuresOfPeers(
  connectivity: Connectivity,
  namespace: string,
  peers: readonly (Peer | TierPeer)[],
  party: Party,
): readonly Failure[] | undefined {
  const byText = new Map<string, Failure>();
  for (const wanted of peers) {
    const failure = failureOfPeer(connectivity, namespace, wanted, party);
    if (!failure) return undefined;
    byText.set(JSON.stringify(failure), failure);
  }
  return byText.size > 0 ? [...byText.values()] : undefined;
}
