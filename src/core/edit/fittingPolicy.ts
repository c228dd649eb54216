import type { PodGroup } from '../evaluate/connectivity';
import { isEmptySelector, requirementsOf, type LabelSelector } from '../model/selector';
import type { Direction, NetworkPolicy, Peer, Rule } from '../policy/policy';
import { standingOf, type Draft } from './draft';
import { covers, groupsOf, type SubjectEnd, type WorkloadEnd } from './flowEnd';
import type { Anyone, WrittenPeer } from './writtenRule';

/**
 * The policies that take a new rule for an end, so that the rule isolates nothing anew; none: it gets a policy of
 * its own.
 * - For a workload the one that selects exactly it, by labels and not by an empty selector.
 * - For a namespace one that selects all its pods and has rules already; where only some of its pods are isolated,
 *   as many of those that isolate them as are needed to reach each.
 * One with rules in this direction goes first, then the order of the files.
 */
export function fittingPolicies(
  draft: Draft,
  near: SubjectEnd,
  direction: Direction,
): readonly NetworkPolicy[] {
  if (near.type === 'workload') return policiesOfAlone(draft, near, direction).slice(0, 1);
  const { connectivity } = draft.reading;
  const groups = groupsOf(connectivity, near);
  const writable = effectivePolicies(draft, near, direction);
  // A deny without rules is better left one: the rule gets a policy whose name says what it does.
  const whole = writable.find(
    (policy) => isEmptySelector(policy.podSelector) && policy[direction].length > 0,
  );
  if (whole) return [whole];
  const isolated = groups.filter((group) => connectivity.isolating(group, direction).length > 0);
  return isolated.length === groups.length ? [] : coverOf(draft, isolated, writable);
}

/** The policies that select exactly a workload and have the direction effective, in the order of preference. */
export function policiesOfAlone(
  draft: Draft,
  near: WorkloadEnd,
  direction: Direction,
): readonly NetworkPolicy[] {
  const { connectivity } = draft.reading;
  const fitting = effectivePolicies(draft, near, direction).filter((policy) => {
    if (isEmptySelector(policy.podSelector)) return false;
    const selected = connectivity.selected(policy);
    return (
      selected.every((group) => covers(near, group)) &&
      connectivity.podGroups(near.id).every((group) => selected.includes(group))
    );
  });
  const hasRules = (policy: NetworkPolicy) => policy[direction].length > 0;
  return [...fitting.filter(hasRules), ...fitting.filter((policy) => !hasRules(policy))];
}

/** The policies of an end's namespace that have the direction effective and can be written to. */
export function effectivePolicies(
  draft: Draft,
  near: SubjectEnd,
  direction: Direction,
): readonly NetworkPolicy[] {
  return draft.reading.connectivity.policies.filter(
    ({ id, namespace, directions }) =>
      namespace === near.namespace && directions.has(direction) && standingOf(draft, id)?.broken === false,
  );
}

/** Few policies that together select all groups: always the one that adds most. */
function coverOf(
  { reading: { connectivity } }: Draft,
  groups: readonly PodGroup[],
  policies: readonly NetworkPolicy[],
): NetworkPolicy[] {
  const left = new Set(groups);
  const chosen: NetworkPolicy[] = [];
  const adds = (policy: NetworkPolicy) =>
    connectivity.selected(policy).filter((group) => left.has(group)).length;
  while (left.size > 0) {
    const [best] = policies.toSorted((a, b) => adds(b) - adds(a));
    if (!best || adds(best) === 0) break;
    chosen.push(best);
    for (const group of connectivity.selected(best)) left.delete(group);
  }
  return chosen;
}

/** The first rule that names this peer and no other, and names ports: it can take more of them. */
export function ruleForPeerAlone(
  policy: NetworkPolicy,
  direction: Direction,
  peer: WrittenPeer | Anyone,
): number | undefined {
  const index = policy[direction].findIndex(({ peers, ports }: Rule) => {
    if (ports === undefined) return false;
    if ('type' in peer) return peers === undefined;
    const [only] = peers ?? [];
    return peers?.length === 1 && only !== undefined && isSamePeer(only, peer);
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
export function isSameSelector(a: LabelSelector | undefined, b: LabelSelector | undefined): boolean {
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
