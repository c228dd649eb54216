import type { LabelSelector } from '../model/selector';
import type { Peer, NetworkPolicy } from './policy';

/** A peer that selects pods. */
export type PodPeer = Extract<Peer, { type: 'pods' }>;

/** The peers that a policy names in its effective directions (S3), in order. */
export function* effectivePeers(policy: NetworkPolicy): Generator<Peer> {
  for (const direction of policy.directions) {
    for (const rule of policy[direction]) yield* rule.peers ?? [];
  }
}

/** Every selector of pods in the policies: the subjects' and the peers'. */
export function* podSelectors(policies: readonly NetworkPolicy[]): Generator<LabelSelector> {
  for (const policy of policies) {
    yield policy.podSelector;
    for (const peer of effectivePeers(policy)) {
      if (peer.type === 'pods' && peer.podSelector) yield peer.podSelector;
    }
  }
}
