import { type Connectivity, isNode, type Party } from '../evaluate/connectivity';
import { compileTierPorts, portsAt } from '../evaluate/rulePorts';
import { type ConnectionSet, NONE } from '../model/connections';
import { matchesSelector } from '../model/selector';
import type { Direction, Subject, Tier, TierPolicy, TierPort, TierRule } from '../policy/policy';
import { failureOfPeer } from './failures';
import { destinationOf, type Side } from './side';

/** The policies of a tier with rules for one end, in the order of judgement. */
export function tierPoliciesAt(
  connectivity: Connectivity,
  tier: Tier,
  party: Party,
  direction: Direction,
): readonly TierPolicy[] {
  return connectivity.tierPolicies.filter(
    (policy) =>
      policy.tier === tier && policy[direction].length > 0 && isSubject(connectivity, policy.subject, party),
  );
}

/** Whether a tier policy judges a party: a pod, and never one that counts as its node (S55). */
function isSubject(
  { cluster, profile }: Connectivity,
  { namespaceSelector, podSelector }: Subject,
  party: Party,
): boolean {
  if (party.type === 'addresses' || isNode(party, profile)) return false;
  const namespace = cluster.namespaces.get(party.workload.namespace);
  return (
    matchesSelector(namespaceSelector, namespace?.labels ?? {}) && matchesSelector(podSelector, party.labels)
  );
}

/** All that a rule matches at one end, whatever other rules decide before it. */
export function matchedBy(connectivity: Connectivity, rule: TierRule, side: Side): ConnectionSet {
  const isPeer = rule.peers.some((wanted) => !failureOfPeer(connectivity, '', wanted, side.peer));
  return isPeer ? connectionsOfPorts(connectivity, rule.ports, destinationOf(side)) : NONE;
}

/** What the ports of a tier rule mean at a destination (S60). */
export function connectionsOfPorts(
  { profile }: Connectivity,
  ports: readonly TierPort[] | undefined,
  destination: Party,
): ConnectionSet {
  return portsAt(compileTierPorts(ports), destination, profile);
}
