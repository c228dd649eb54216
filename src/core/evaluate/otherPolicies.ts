import { ALL, type ConnectionSet, intersect, isEmpty, NONE, subtract, union } from '../model/connections';
import type { Direction, Policy } from '../policy/policy';
import type { Connectivity, Party } from './connectivity';
import { type End, type FlowState, type PairParts, partsBetween } from './pairParts';

/** An end that is asked about alone. */
interface Cell extends End {
  readonly party: Party;
  readonly direction: Direction;
  readonly peer: Party;
}

/**
 * The other policies that a light state has to name: those that open the same (alsoOpens), those that would
 * still close it (alsoCloses), those that block at the other end (allowsInVain). Empty for the strong states.
 * In the order of the policies.
 */
export function otherPolicies(
  connectivity: Connectivity,
  policy: Policy,
  source: Party,
  destination: Party,
  state: FlowState,
): readonly Policy[] {
  const egress = cellAt(connectivity, policy, source, 'egress', destination);
  const ingress = cellAt(connectivity, policy, destination, 'ingress', source);
  const part = partsBetween(egress, ingress).find((found) => found.state === state);
  if (!part) return [];
  const named = new Set([
    ...othersAtEnd(connectivity, part, egress, ingress),
    ...othersAtEnd(connectivity, part, ingress, egress),
  ]);
  return connectivity.policies.filter((other) => other.id !== policy.id && named.has(other));
}

function othersAtEnd(
  connectivity: Connectivity,
  { state, connections }: PairParts[number],
  near: Cell,
  far: Cell,
): readonly Policy[] {
  const concerns = (set: ConnectionSet): boolean => !isEmpty(intersect(connections, set));
  const { party, direction, peer } = near;
  if (state === 'alsoOpens') {
    return connectivity
      .matches(party, direction, peer)
      .filter((match) => concerns(intersect(near.own, match.connections)))
      .map((match) => match.policy);
  }
  const isDenying =
    (state === 'alsoCloses' && concerns(subtract(ALL, near.rest))) ||
    (state === 'allowsInVain' && concerns(subtract(far.own, near.all)));
  return isDenying ? connectivity.isolating(party, direction) : [];
}

function cellAt(
  connectivity: Connectivity,
  policy: Policy,
  party: Party,
  direction: Direction,
  peer: Party,
): Cell {
  const isolating = connectivity.isolating(party, direction);
  const isIsolated = isolating.some(({ id }) => id === policy.id);
  const own = connectivity
    .matches(party, direction, peer)
    .filter((match) => match.policy.id === policy.id)
    .reduce((set, match) => union(set, match.connections), NONE);
  return {
    party,
    direction,
    peer,
    all: connectivity.admitted(party, direction, peer),
    rest: connectivity.admitted(party, direction, peer, policy),
    own,
    isIsolated,
    isAlone: isIsolated && isolating.length === 1,
  };
}
