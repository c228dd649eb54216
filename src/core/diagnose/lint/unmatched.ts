import type { PodGroup } from '../../evaluate/connectivity';
import { isEmptySelector, type LabelSelector, matcherOf } from '../../model/selector';
import type { NetworkPolicy, PodPeer } from '../../policy/policy';
import type { YamlPath } from '../../yaml/unit';
import { effectiveRules } from './destinations';
import type { Facts } from './facts';
import { matchesElsewhere } from './rules/l18PeerOfOtherNamespace';
import { pathOfRule } from './written';

/** A podSelector that matches none of the pods among which it chooses, all of them known. */
export interface Unmatched {
  readonly role: 'subject' | 'peer';
  readonly selector: LabelSelector;
  readonly path: YamlPath;
  /** The namespaces in which it chooses. */
  readonly namespaces: readonly string[];
  readonly groups: readonly PodGroup[];
}

/** The podSelectors of a policy, of subject and peers, that match no pod. Several rules ask. */
export function unmatchedSelectors(facts: Facts, policy: NetworkPolicy): readonly Unmatched[] {
  const known = unmatchedOf.get(facts) ?? new WeakMap<NetworkPolicy, readonly Unmatched[]>();
  unmatchedOf.set(facts, known);
  const found = known.get(policy) ?? [...findUnmatched(facts, policy)];
  known.set(policy, found);
  return found;
}

const unmatchedOf = new WeakMap<Facts, WeakMap<NetworkPolicy, readonly Unmatched[]>>();

function* findUnmatched(facts: Facts, policy: NetworkPolicy): Generator<Unmatched> {
  const subject = { role: 'subject', selector: policy.podSelector, path: ['spec', 'podSelector'] } as const;
  const own = { namespaces: [policy.namespace], groups: facts.groupsIn(policy.namespace) };
  if (!matchesAny(policy.podSelector, own.groups) && !isServed(facts, policy.podSelector, own.namespaces))
    yield { ...subject, ...own };
  for (const { direction, index, rule } of effectiveRules(policy)) {
    for (const [at, peer] of (rule.peers ?? []).entries()) {
      if (peer.type !== 'pods' || isEmptySelector(peer.podSelector)) continue;
      const found = unmatchedPeer(facts, policy, peer);
      if (!found || matchesElsewhere(facts, policy, peer).length > 0) continue; // L18
      yield { ...found, path: [...pathOfRule(direction, index, at), 'podSelector'] };
    }
  }
}

function unmatchedPeer(
  facts: Facts,
  policy: NetworkPolicy,
  { namespaceSelector, podSelector = {} }: PodPeer,
): Omit<Unmatched, 'path'> | undefined {
  const namespaces = namespaceSelector
    ? facts.namespacesMatching(namespaceSelector).map(({ name }) => name)
    : [policy.namespace];
  // A namespace without loaded workloads may hold anything.
  if (namespaces.length === 0 || !namespaces.every((name) => facts.knows(name))) return undefined;
  const groups = namespaces.flatMap((name) => facts.groupsIn(name));
  if (matchesAny(podSelector, groups) || isServed(facts, podSelector, namespaces)) return undefined;
  return { role: 'peer', selector: podSelector, namespaces, groups };
}

/** Whether a loaded Service selects such pods too: they exist, made by somebody whose manifests are not loaded. */
function isServed(facts: Facts, selector: LabelSelector, namespaces: readonly string[]): boolean {
  const matches = matcherOf(selector);
  return namespaces.some((namespace) =>
    facts
      .servicesIn(namespace)
      .some((service) => service.selector !== undefined && matches(service.selector)),
  );
}

/** Whether a selector matches a pod, be it one that policies do not reach (L45). */
function matchesAny(selector: LabelSelector, groups: readonly PodGroup[]): boolean {
  const matches = matcherOf(selector);
  return groups.some(({ labels }) => matches(labels));
}

/** The pods that a selector matches but that policies do not reach, as they are on the host network (S32). */
export function nodePods(
  facts: Facts,
  namespaces: readonly string[],
  selector: LabelSelector,
): readonly PodGroup[] {
  const matches = matcherOf(selector);
  return namespaces.flatMap((name) => facts.nodePodsIn(name).filter(({ labels }) => matches(labels)));
}
