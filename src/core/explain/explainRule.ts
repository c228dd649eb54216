import { type Connectivity, type Party, isNode } from '../evaluate/connectivity';
import { type Block, containsAddress, describeIntervals, isWholeFamily, parseAddress } from '../model/cidr';
import {
  type ConnectionSet,
  describeConnections,
  intersect,
  isEmpty,
  NONE,
  union,
} from '../model/connections';
import { describeSelector, failingRequirement, isEmptySelector } from '../model/selector';
import type { Direction, Peer, NetworkPolicy } from '../policy/policy';
import type { Failure, RuleVerdict } from './explanation';
import { describeRulePorts } from './phrases';

/** One end of a connection that is asked about. */
export interface Side {
  readonly party: Party;
  readonly direction: Direction;
  readonly peer: Party;
  readonly asked: ConnectionSet;
}

type PodPeer = Extract<Peer, { type: 'pods' }>;

/** What each rule of a policy admits at one end of the connections asked about, or why it admits none. */
export function explainRules(
  connectivity: Connectivity,
  policy: NetworkPolicy,
  { party, direction, peer, asked }: Side,
): readonly RuleVerdict[] {
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
    const failures = peers.map((wanted) => failureOfPeer(connectivity, policy, wanted, peer));
    const isPeerMatched = failures.length === 0 || failures.includes(undefined);
    const port: Failure = { type: 'port', wants: describeRulePorts(ports), has: describeConnections(asked) };
    return { ...reference, admits: [], failures: isPeerMatched ? [port] : distinct(failures) };
  });
}

/** The first reason why a peer of a rule does not match a party; undefined: it matches. */
export function failureOfPeer(
  connectivity: Connectivity,
  policy: NetworkPolicy,
  wanted: Peer,
  party: Party,
): Failure | undefined {
  return wanted.type === 'ipBlock'
    ? failureOfBlock(connectivity, wanted, party)
    : failureOfSelectors(connectivity, policy, wanted, party);
}

function failureOfBlock({ profile }: Connectivity, block: Block, party: Party): Failure | undefined {
  const wants = describeBlock(block);
  if (party.type === 'addresses') {
    const [first] = party.intervals;
    const isInside = first && containsAddress(block.intervals, { family: first.family, value: first.first });
    return isInside ? undefined : { type: 'address', wants, has: describeIntervals(party.intervals) };
  }
  if (profile.ipBlock === 'external-only')
    return { type: 'address', wants, has: 'a pod, which an ipBlock never matches' };
  const addresses = party.addresses.flatMap((text) => parseAddress(text) ?? []);
  if (addresses.length === 0)
    return isWholeFamily(block, 4) ? undefined : { type: 'address', wants, has: 'an unknown address' };
  const isInside = addresses.some((address) => containsAddress(block.intervals, address));
  return isInside ? undefined : { type: 'address', wants, has: party.addresses.join(', ') };
}

function failureOfSelectors(
  { cluster, profile }: Connectivity,
  policy: NetworkPolicy,
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
  if (!namespaceSelector && namespace !== policy.namespace)
    return { type: 'otherNamespace', wants: policy.namespace, has: namespace };
  const namespaceLabels = cluster.namespaces.get(namespace)?.labels;
  const ofNamespace = namespaceLabels && failingRequirement(namespaceSelector, namespaceLabels);
  if (ofNamespace) return { type: 'label', of: 'namespace', ...ofNamespace };
  const ofPod = failingRequirement(podSelector, party.labels);
  return ofPod && { type: 'label', of: 'pod', ...ofPod };
}

function describeBlock({ cidr, except }: Block): string {
  return except.length > 0 ? `${cidr} except ${except.join(', ')}` : cidr;
}

function distinct(failures: readonly (Failure | undefined)[]): readonly Failure[] {
  const byText = new Map<string, Failure>();
  for (const failure of failures) if (failure) byText.set(JSON.stringify(failure), failure);
  return [...byText.values()];
}
