import type { Connectivity, Party } from '../evaluate/connectivity';
import { intersect, NONE, type ConnectionSet } from '../model/connections';
import type { Direction, TierPolicy, TierRule } from '../policy/policy';
import { placeOf, type Draft } from './draft';
import { refuse, type Refusal } from './refusal';

/** A rule of a tier policy that decides about connections at one end of a flow. */
interface TierDecision {
  readonly direction: Direction;
  readonly policy: TierPolicy;
  readonly rule: number;
}

/** The first rule of a tier that decides about some of the connections, at one end; the Baseline where no policy isolates. */
export function tierDecision(
  connectivity: Connectivity,
  [near, direction, far]: readonly [near: Party, direction: Direction, far: Party],
  action: TierRule['action'],
  wanted: ConnectionSet,
): TierDecision | undefined {
  const isIsolated = connectivity.isolating(near, direction).length > 0;
  const match = connectivity
    .tierMatches(near, direction, far)
    .find(
      ({ policy, rule, connections }) =>
        policy[direction][rule]?.action === action &&
        !(isIsolated && policy.tier === 'Baseline') &&
        intersect(connections, wanted) !== NONE,
    );
  return match && { direction, policy: match.policy, rule: match.rule };
}

/** `ingress rule 1 of ClusterNetworkPolicy guard`. */
export function nameOfDecision({ direction, policy, rule }: TierDecision): string {
  return `${direction} rule ${rule + 1} of ${policy.kind} ${policy.name}`;
}

/** Why no NetworkPolicy can allow some connections of two parties: a rule of a tier denies it. undefined: none does. */
export function refuseForDenial(
  draft: Draft,
  connectivity: Connectivity,
  [from, to]: readonly [Party, Party],
  wanted: ConnectionSet,
): Refusal | undefined {
  const denial =
    tierDecision(connectivity, [from, 'egress', to], 'Deny', wanted) ??
    tierDecision(connectivity, [to, 'ingress', from], 'Deny', wanted);
  if (!denial) return undefined;
  const why =
    denial.policy.tier === 'Admin'
      ? 'whatever NetworkPolicies say: change it, or put a rule before it'
      : 'where no NetworkPolicy isolates: isolate that end, or change the rule';
  return refuseDecision(draft, denial, `denies this, ${why}`);
}

/** Why NetworkPolicies at one end cannot deny some connections: a rule of the Admin tier accepts it there. */
export function refuseForAcceptance(
  draft: Draft,
  connectivity: Connectivity,
  [from, to]: readonly [Party, Party],
  wanted: ConnectionSet,
): Refusal | undefined {
  const acceptance = [
    tierDecision(connectivity, [from, 'egress', to], 'Accept', wanted),
    tierDecision(connectivity, [to, 'ingress', from], 'Accept', wanted),
  ].find((decision) => decision?.policy.tier === 'Admin');
  const ways = 'change it, put a rule before it, or deny the flow at its other end';
  return (
    acceptance &&
    refuseDecision(draft, acceptance, `accepts this, whatever NetworkPolicies at that end say: ${ways}`)
  );
}

function refuseDecision(draft: Draft, decision: TierDecision, what: string): Refusal {
  const { direction, policy, rule } = decision;
  const place = placeOf(draft, policy.id, ['spec', direction, rule]);
  return refuse('notPossible', `${nameOfDecision(decision)} ${what}.`, place);
}
