import { type LabelRequirement, type LabelSelector, requirementsOf } from '../model/selector';
import type { NetworkPolicy, Peer, Policy, TierPeer } from './policy';

/** The peers that a NetworkPolicy names in its effective directions (S3), in order. */
export function effectivePeers(policy: NetworkPolicy): Generator<Peer>;
/** The peers that a policy of any kind names where they count, in order. */
export function effectivePeers(policy: Policy): Generator<Peer | TierPeer>;
export function* effectivePeers(policy: Policy): Generator<Peer | TierPeer> {
  if (policy.kind === 'NetworkPolicy') {
    for (const direction of policy.directions) {
      for (const rule of policy[direction]) yield* rule.peers ?? [];
    }
    return;
  }
  for (const rule of policy.ingress) yield* rule.peers;
  for (const rule of policy.egress) yield* rule.peers;
}

/** Every selector of pods in the policies: the subjects' and the peers'. */
export function* podSelectors(policies: readonly Policy[]): Generator<LabelSelector> {
  for (const policy of policies) {
    const subject = policy.kind === 'NetworkPolicy' ? policy.podSelector : policy.subject.podSelector;
    if (subject) yield subject;
    for (const peer of effectivePeers(policy)) {
      if (peer.type === 'pods' && peer.podSelector) yield peer.podSelector;
    }
  }
}

const known = new WeakMap<Policy, readonly LabelRequirement[]>();

/** The requirements of all selectors of pods in a policy. Policies stay while others change: it is done once. */
export function podRequirements(policy: Policy): readonly LabelRequirement[] {
  let requirements = known.get(policy);
  if (!requirements) known.set(policy, (requirements = [...podSelectors([policy])].flatMap(requirementsOf)));
  return requirements;
}
