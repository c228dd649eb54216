import type { Connectivity } from '../evaluate/connectivity';
import { intersect, isEmpty, subtract } from '../model/connections';
import type { TierPolicy, TierRule } from '../policy/policy';
import { failureOfPeer } from './failures';
import { titleOfParty, titleOfPolicy } from './phrases';
import type { Side } from './side';
import { connectionsOfPorts, matchedBy, tierPoliciesAt } from './tierRule';
import { destinationOf } from './side';

/** One end, with the tier policies that have rules for it. */
interface TierQuestion {
  readonly connectivity: Connectivity;
  readonly side: Side;
  readonly policies: readonly TierPolicy[];
}

type TierCaveat = (question: TierQuestion) => string | undefined;

/** What the tier policies at one end leave open, a sentence each (S54–S64). */
export function tierCaveatsOf(connectivity: Connectivity, side: Side): readonly string[] {
  if (connectivity.tierPolicies.length === 0) return [];
  const policies = (['Admin', 'Baseline'] as const).flatMap((tier) =>
    tierPoliciesAt(connectivity, tier, side.party, side.direction),
  );
  return policies.length === 0
    ? []
    : caveats.flatMap((caveat) => caveat({ connectivity, side, policies }) ?? []);
}

/** S54: whether a pod that is isolated in the other direction alone goes on to the Baseline tier. */
const networkPolicyIsFinal: TierCaveat = ({ connectivity, side }) => {
  const { party, direction, peer, asked } = side;
  const other = direction === 'ingress' ? 'egress' : 'ingress';
  if (connectivity.isolating(party, direction).length > 0) return undefined;
  if (connectivity.isolating(party, other).length === 0) return undefined;
  const { left, baseline } = connectivity.tierVerdict(party, direction, peer);
  if (isEmpty(subtract(intersect(asked, left), baseline))) return undefined;
  return (
    `A NetworkPolicy selects ${titleOfParty(connectivity.cluster, party)} for ${other} only. Here its ${direction} ` +
    'is judged by the Baseline tier; some implementations then let it pass without asking.'
  );
};

const isOlder = ({ kind }: TierPolicy): boolean => kind !== 'ClusterNetworkPolicy';

/** S64: nothing orders the kinds of the two versions of the API among each other. */
const mixedKinds: TierCaveat = ({ connectivity, side, policies }) => {
  const judging = policies.flatMap((policy) => {
    const actions = policy[side.direction]
      .filter((rule) => !isEmpty(intersect(side.asked, matchedBy(connectivity, rule, side))))
      .map(({ action }) => action);
    return actions.length > 0 ? [{ policy, actions }] : [];
  });
  for (const older of judging.filter(({ policy }) => isOlder(policy))) {
    const newer = judging.find(
      ({ policy, actions }) =>
        !isOlder(policy) &&
        policy.tier === older.policy.tier &&
        new Set([...actions, ...older.actions]).size > 1,
    );
    if (newer) {
      return (
        `In which order ${titleOfPolicy(newer.policy.id)} and ${titleOfPolicy(older.policy.id)} are judged is not ` +
        'specified, as their kinds belong to two versions of the API. Here both follow their priority.'
      );
    }
  }
  return undefined;
};

/** S59: which addresses a name stands for is not written in manifests. */
const domainNames: TierCaveat = ({ connectivity, side, policies }) => {
  if (side.peer.type !== 'addresses') return undefined;
  for (const policy of policies) {
    const names = rulesWith(policy, 'domainNames', { connectivity, side, policies }).flatMap(({ peers }) =>
      peers.flatMap((peer) => (peer.type === 'domainNames' ? peer.names : [])),
    );
    if (names.length > 0) {
      return (
        `${titleOfPolicy(policy.id)} also speaks of the DNS names ${names.join(', ')}: which addresses they have ` +
        'cannot be judged statically.'
      );
    }
  }
  return undefined;
};

/** S58: nodes are known by the Node objects that are loaded, and pods on their network by the address. */
const unknownNodes: TierCaveat = ({ connectivity, side, policies }) => {
  const { peer } = side;
  const isNowhere = peer.type === 'pods' && peer.workload.hostNetwork && peer.addresses.length === 0;
  const isAnyAddress = peer.type === 'addresses' && connectivity.cluster.nodes.length === 0;
  if (!isNowhere && !isAnyAddress) return undefined;
  const policy = policies.find((one) => rulesWith(one, 'nodes', { connectivity, side, policies }).length > 0);
  if (!policy) return undefined;
  return isAnyAddress
    ? `${titleOfPolicy(policy.id)} speaks of nodes, and none are loaded: which addresses are theirs is not known.`
    : `${titleOfPolicy(policy.id)} speaks of nodes, and on which of them ${titleOfParty(connectivity.cluster, peer)} ` +
        'runs is not known: it is taken to be on none that is meant.';
};

/** S57: an unknown address is taken to be outside every narrower network. */
const unknownAddress: TierCaveat = ({ connectivity, side, policies }) => {
  const { peer } = side;
  if (peer.type !== 'pods' || peer.addresses.length > 0) return undefined;
  const isUnknown = policies.some((policy) =>
    rulesWith(policy, 'networks', { connectivity, side, policies }).some(({ peers }) =>
      peers.some((wanted) => wanted.type === 'networks' && failureOfPeer(connectivity, '', wanted, peer)),
    ),
  );
  return isUnknown
    ? `The address of ${titleOfParty(connectivity.cluster, peer)} is not known: networks that might hold it are taken not to match.`
    : undefined;
};

/** The rules of a policy with such a peer that speak of something that is asked about. */
function rulesWith(
  policy: TierPolicy,
  type: 'networks' | 'nodes' | 'domainNames',
  { connectivity, side }: TierQuestion,
): readonly TierRule[] {
  return policy[side.direction].filter(
    ({ peers, ports }) =>
      peers.some((peer) => peer.type === type) &&
      !isEmpty(intersect(side.asked, connectionsOfPorts(connectivity, ports, destinationOf(side)))),
  );
}

const caveats: readonly TierCaveat[] = [
  networkPolicyIsFinal,
  mixedKinds,
  domainNames,
  unknownNodes,
  unknownAddress,
];
