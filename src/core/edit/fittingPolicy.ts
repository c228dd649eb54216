import type { Connectivity } from '../evaluate/connectivity';
import { isEmptySelector, requirementsOf, type LabelSelector } from '../model/selector';
import type { Direction, Peer, NetworkPolicy, Rule } from '../policy/policy';
import { covers, type WorkloadEnd } from './flowEnd';
import type { WrittenPeer } from './writtenRule';

/**
 * The policy that takes a new rule for a workload: it selects exactly this one, by labels and not by an empty
 * selector, and has the direction effective, so that the rule isolates nothing anew. One with rules in this
 * direction goes first, then the order of the files.
 */
export function fittingPolicy(
  connectivity: Connectivity,
  near: WorkloadEnd,
  direction: Direction,
  isWritable: (policy: NetworkPolicy) => boolean,
): NetworkPolicy | undefined {
  const fits = (policy: NetworkPolicy): boolean => {
    if (policy.namespace !== near.workload.namespace || !policy.directions.has(direction)) return false;
    if (isEmptySelector(policy.podSelector)) return false;
    const selected = connectivity.selected(policy);
    return (
      selected.every((group) => covers(near, group)) &&
      connectivity.podGroups(near.id).every((group) => selected.includes(group)) &&
      isWritable(policy)
    );
  };
  const fitting = connectivity.policies.filter(fits);
  return fitting.find((policy) => policy[direction].length > 0) ?? fitting[0];
}

/** The first rule that names this peer and no other, and names ports: it can take more of them. */
export function ruleForPeerAlone(
  policy: NetworkPolicy,
  direction: Direction,
  peer: WrittenPeer,
): number | undefined {
  const index = policy[direction].findIndex(({ peers, ports }: Rule) => {
    const [only] = peers ?? [];
    return ports !== undefined && peers?.length === 1 && only !== undefined && isSamePeer(only, peer);
  });
  return index < 0 ? undefined : index;
}

function isSamePeer(peer: Peer, written: WrittenPeer): boolean {
  if (peer.type === 'ipBlock') {
    if (!('ipBlock' in written)) return false;
    const { cidr, except = [] } = written.ipBlock;
    return cidr === peer.cidr && toKey(except) === toKey(peer.except);
  }
  if ('ipBlock' in written) return false;
  const namespaceSelector = 'namespaceSelector' in written ? written.namespaceSelector : undefined;
  return (
    isSameSelector(peer.namespaceSelector, namespaceSelector) &&
    isSameSelector(peer.podSelector, written.podSelector)
  );
}

/** Not set and empty differ (S14). */
function isSameSelector(a: LabelSelector | undefined, b: LabelSelector | undefined): boolean {
  return a && b ? selectorKey(a) === selectorKey(b) : a === b;
}

function selectorKey(selector: LabelSelector): string {
  return toKey(
    requirementsOf(selector).map(({ key, operator, values = [] }) =>
      JSON.stringify([key, operator, toKey(values)]),
    ),
  );
}

const toKey = (parts: readonly string[]): string => JSON.stringify(parts.toSorted());
