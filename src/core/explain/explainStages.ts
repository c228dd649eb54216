import type { Connectivity } from '../evaluate/connectivity';
import { type ConnectionSet, intersect, isEmpty, NONE, subtract, union } from '../model/connections';
import type { Tier, TierPolicy } from '../policy/policy';
import type { Stage, TierRuleVerdict } from './explanation';
import { failuresOfPeers } from './failures';
import { failureOfPorts } from './portFailure';
import type { Side } from './side';
import { matchedBy, tierPoliciesAt } from './tierRule';

/** What of the connections asked about comes to NetworkPolicies at one end. */
export function leftToNetworkPolicies(
  connectivity: Connectivity,
  { party, direction, peer, asked }: Side,
): ConnectionSet {
  if (connectivity.tierPolicies.length === 0) return asked;
  return intersect(asked, connectivity.tierVerdict(party, direction, peer).left);
}

/** The way through one end: Admin tier, NetworkPolicies, Baseline tier, default (S51). */
export function explainStages(connectivity: Connectivity, side: Side): readonly Stage[] {
  const { party, direction, peer, asked } = side;
  const stages: Stage[] = [];
  const isIsolated = connectivity.isolating(party, direction).length > 0;
  let reached = asked;
  for (const tier of ['Admin', 'Baseline'] as const) {
    if (tier === 'Baseline' && isIsolated) {
      const allowed = intersect(reached, connectivity.admitted(party, direction, peer));
      stages.push(toStage('NetworkPolicy', reached, allowed, NONE));
      reached = NONE;
    }
    const policies = tierPoliciesAt(connectivity, tier, party, direction);
    if (policies.length === 0) continue;
    const stage = explainTier(connectivity, tier, policies, { ...side, asked: reached });
    stages.push(stage.stage);
    reached = stage.left;
  }
  if (!isEmpty(reached)) stages.push(toStage('default', reached, reached, NONE));
  return stages;
}

function toStage(
  stage: Stage['stage'],
  reached: ConnectionSet,
  allowed: ConnectionSet,
  left: ConnectionSet,
  rules: readonly TierRuleVerdict[] = [],
): Stage {
  return {
    stage,
    reached: reached.ranges,
    allowed: allowed.ranges,
    denied: subtract(subtract(reached, allowed), left).ranges,
    left: left.ranges,
    rules,
  };
}

/** What the policies of a tier decide of what comes to it, and what they leave. */
function explainTier(
  connectivity: Connectivity,
  tier: Tier,
  policies: readonly TierPolicy[],
  side: Side,
): { readonly stage: Stage; readonly left: ConnectionSet } {
  const { party, direction, peer, asked: reached } = side;
  if (isEmpty(reached)) return { stage: toStage(tier, NONE, NONE, NONE), left: NONE };
  const matches = connectivity
    .tierMatches(party, direction, peer)
    .filter(({ policy }) => policy.tier === tier);
  let accepted = NONE;
  let left = reached;
  const rules = policies.flatMap((policy) =>
    policy[direction].map((rule, index): TierRuleVerdict => {
      const own = matches.filter((match) => match.policy.id === policy.id && match.rule === index);
      const decides = intersect(reached, own.map(({ connections }) => connections).reduce(union, NONE));
      if (rule.action === 'Accept') accepted = union(accepted, decides);
      if (rule.action !== 'Pass') left = subtract(left, decides);
      const [first] = own;
      return {
        policy: policy.id,
        direction,
        rule: index,
        ...(first && { peer: first.peer }),
        action: rule.action,
        ...(rule.name !== undefined && { name: rule.name }),
        decides: decides.ranges,
        failures: isEmpty(decides) ? failuresOf(connectivity, policy, index, side) : [],
      };
    }),
  );
  return { stage: toStage(tier, reached, accepted, left, rules), left };
}

function failuresOf(connectivity: Connectivity, policy: TierPolicy, index: number, side: Side) {
  const rule = policy[side.direction][index];
  if (!rule) return [];
  const failures = failuresOfPeers(connectivity, '', rule.peers, side.peer);
  if (failures) return failures;
  return isEmpty(intersect(side.asked, matchedBy(connectivity, rule, side)))
    ? [failureOfPorts(connectivity, rule.ports, side)]
    : [{ type: 'overtaken' as const }];
}
