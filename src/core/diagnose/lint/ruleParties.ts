import type { Party, PodGroup } from '../../evaluate/connectivity';
import type { NetworkPolicy, Rule } from '../../policy/policy';
import { isWithin } from './blocks';
import type { Facts } from './facts';

/** The pods that a policy selects, one for all of which policies say the same. */
export function subjectsByClass({ connectivity }: Facts, policy: NetworkPolicy): readonly PodGroup[] {
  const groups = connectivity.selected(policy);
  return [...new Map(groups.map((group) => [connectivity.classOf(group), group])).values()];
}

/** The loaded pods and the addresses that the peers of a rule mean; everyone where it names none. */
export function* partiesOf(facts: Facts, policy: NetworkPolicy, { peers }: Rule): Generator<Party> {
  const { connectivity } = facts;
  if (!peers) yield* connectivity.parties;
  for (const peer of peers ?? []) {
    if (peer.type === 'pods') yield* facts.peerGroups(policy, peer);
    else
      for (const range of connectivity.addressRanges) {
        const isIn = range.intervals.every((own) => peer.intervals.some((each) => isWithin(own, each)));
        if (isIn) yield range;
      }
  }
}
