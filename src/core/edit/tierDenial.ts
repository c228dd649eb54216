import type { Party } from '../evaluate/connectivity';
import { intersect, NONE, type ConnectionSet } from '../model/connections';
import { placeOf, type Draft } from './draft';
import { refuse, type Refusal } from './refusal';

/** Why no NetworkPolicy can allow a flow: the rule of a tier policy that denies some of it. undefined: there is none. */
export function tierDenial(draft: Draft, from: Party, to: Party, wanted: ConnectionSet): Refusal | undefined {
  const { connectivity } = draft.reading;
  for (const [near, direction, far] of [
    [from, 'egress', to],
    [to, 'ingress', from],
  ] as const) {
    const denial = connectivity.tierMatches(near, direction, far).find(({ policy, rule, connections }) => {
      const { action } = policy[direction][rule] ?? {};
      return action === 'Deny' && intersect(connections, wanted) !== NONE;
    });
    if (!denial) continue;
    const { policy, rule } = denial;
    return refuse(
      'notPossible',
      `${direction} rule ${rule + 1} of ${policy.kind} ${policy.name} denies this, whatever NetworkPolicies say: change it, or put a rule before it.`,
      placeOf(draft, policy.id, ['spec', direction, rule]),
    );
  }
  return undefined;
}
