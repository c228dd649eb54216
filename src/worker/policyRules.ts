import {
  describeSelector,
  describeTierPeer,
  describeTierPorts,
  type Analysis,
  type NetworkPolicy,
  type Policy,
} from '../core/index';
import { placeOfRule } from './places';
import type { PolicyRuleView } from './policyRuleView';

/** The rules of a policy in words, ingress first. */
export function policyRulesOf(analysis: Analysis, id: string): readonly PolicyRuleView[] {
  const { policies, tierPolicies } = analysis.connectivity;
  const policy: Policy | undefined = [...policies, ...tierPolicies].find((each) => each.id === id);
  if (!policy) return [];
  return (['ingress', 'egress'] as const).flatMap((direction) =>
    policy[direction].map((written, rule): PolicyRuleView => {
      const { ports } = written;
      const action = 'action' in written ? written.action : 'Accept';
      const name = 'name' in written ? written.name : undefined;
      return {
        direction,
        rule,
        ...(name !== undefined && { name }),
        action,
        peers: (written.peers ?? []).map(describePeer),
        ports: describeTierPorts(ports),
        portCount: ports?.length ?? 0,
        place: placeOfRule(analysis, { policy: id, direction, rule }),
      };
    }),
  );
}

type AnyPeer =
  | Parameters<typeof describeTierPeer>[0]
  | NonNullable<NetworkPolicy['ingress'][number]['peers']>[number];

function describePeer(peer: AnyPeer): string {
  if (peer.type === 'ipBlock')
    return peer.except.length > 0 ? `${peer.cidr} except ${peer.except.join(', ')}` : peer.cidr;
  if (peer.type === 'pods' && !peer.namespaceSelector) return describeSelector(peer.podSelector ?? {});
  return describeTierPeer(peer);
}
