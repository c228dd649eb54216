import { describeTierPeer, describeTierPorts, type Analysis } from '../core/index';
import { placeOfRule } from './places';
import type { TierRuleView } from './tierRuleView';

/** The rules of a tier policy as its inspector lists them, ingress first. */
export function tierRulesOf(analysis: Analysis, id: string): readonly TierRuleView[] {
  const policy = analysis.connectivity.tierPolicies.find((each) => each.id === id);
  return (['ingress', 'egress'] as const).flatMap((direction) =>
    (policy?.[direction] ?? []).map(({ name, action, peers, ports }, rule) => ({
      direction,
      rule,
      ...(name !== undefined && { name }),
      action,
      peers: peers.map(describeTierPeer),
      ports: describeTierPorts(ports),
      place: placeOfRule(analysis, { policy: id, direction, rule }),
    })),
  );
}
