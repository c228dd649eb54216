import type { Party, PartyClass, PodGroup } from '../../evaluate/connectivity';
import type { NetworkPolicy, Rule } from '../../policy/policy';
import { isWithin } from './blocks';
import type { Facts } from './facts';

/** So many pairs are asked for a hint; more would take long, and what is not found by then is not told. */
export const mostPairs = 5_000;

/** The pods that a policy selects, one for all of which policies say the same. */
export function subjectsByClass({ connectivity }: Facts, policy: NetworkPolicy): readonly PodGroup[] {
  const groups = connectivity.selected(policy);
  return [...new Map(groups.map((group) => [connectivity.classOf(group), group])).values()];
}

/**
 * The loaded pods and the addresses that the peers of a rule mean, everyone where it names none: two for all of which
 * policies say the same, as a pod may be its own peer.
 */
export function* partiesByClass(facts: Facts, policy: NetworkPolicy, rule: Rule): Generator<Party> {
  const counts = new Map<PartyClass, number>();
  for (const party of partiesOf(facts, policy, rule)) {
    const group = facts.connectivity.classOf(party);
    const count = counts.get(group) ?? 0;
    counts.set(group, count + 1);
    if (count < 2) yield party;
  }
}

function* partiesOf(facts: Facts, policy: NetworkPolicy, { peers }: Rule): Generator<Party> {
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
