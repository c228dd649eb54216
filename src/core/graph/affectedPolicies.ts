import type { Connectivity } from '../evaluate/connectivity';
import { changeBetween, concernedEnds, isOnOneGround } from '../evaluate/connectivityDelta';
import type { Direction, Policy } from '../policy/policy';

const directions: readonly Direction[] = ['ingress', 'egress'];

/**
 * The ids of the policies whose part in the flows may be another one after a change of policies: those that judge an
 * end that changed, or the other end of it. Of all others the counts stay. undefined: it may be any policy's.
 */
export function affectedPolicies(before: Connectivity, after: Connectivity): ReadonlySet<string> | undefined {
  if (!isOnOneGround(before, after)) return undefined;
  const change = changeBetween(before, after);
  if (change.policies.some(({ kind }) => kind !== 'NetworkPolicy')) return undefined;
  const affected = new Set(change.policies.map(({ id }) => id));
  const add = (policies: readonly Policy[]): void => {
    for (const { id } of policies) affected.add(id);
  };
  for (const direction of directions) {
    const opposite = direction === 'ingress' ? 'egress' : 'ingress';
    const judging = [change.before, change.after].map((index) => (side: Direction, at: number) => [
      ...index[side].isolation.at(at).policies.map(({ policy }) => policy),
      ...index.tierPolicies.filter(
        (policy) => policy[side].length > 0 && index.ground.sets.contains(index.tiers.subjects(policy)!, at),
      ),
    ]);
    const ends = concernedEnds(change, direction);
    for (const [at, peers] of ends) {
      for (const judge of judging) {
        add(judge(direction, at));
        if (peers !== 'all') for (const peer of peers) add(judge(opposite, peer));
      }
    }
    if ([...ends.values()].includes('all')) {
      add(after.policies.filter((policy) => policy.directions.has(opposite)));
      add(after.tierPolicies);
    }
  }
  return affected;
}
