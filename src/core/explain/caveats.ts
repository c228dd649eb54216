import { type Connectivity, isNode, type Party } from '../evaluate/connectivity';
import { containsAddress, parseAddress } from '../model/cidr';
import { type ConnectionSet, intersect, isEmpty } from '../model/connections';
import type { Direction, NetworkPolicy, Peer, Rule } from '../policy/policy';
import { leftToNetworkPolicies } from './explainStages';
import { failureOfPeer } from './failures';
import { generatedLabelOf } from './generatedLabels';
import { titleOfParty } from './phrases';
import type { Side } from './side';
import { tierCaveatsOf } from './tierCaveats';

/** A rule at one end of the connection that is asked about. */
interface RuleAtSide {
  readonly direction: Direction;
  readonly peer: Party;
  readonly policy: NetworkPolicy;
  readonly rule: Rule;
  /** Whether it admits some of what is asked. */
  readonly isAdmitting: boolean;
}

interface Question {
  readonly connectivity: Connectivity;
  readonly parties: readonly [source: Party, destination: Party];
  readonly asked: ConnectionSet;
  readonly isIsolated: boolean;
  /** Of the NetworkPolicies that something comes to. */
  readonly rules: readonly RuleAtSide[];
}

type Caveat = (question: Question) => string | undefined;

/** What of a verdict cannot be known here or depends on the network plugin, a sentence each (S33, S41–S48, S54–S64, S92). */
export function caveatsOf(connectivity: Connectivity, egress: Side, ingress: Side): readonly string[] {
  const sides = [egress, ingress];
  const question: Question = {
    connectivity,
    parties: [egress.party, ingress.party],
    asked: egress.asked,
    isIsolated: sides.some((side) => connectivity.isolating(side.party, side.direction).length > 0),
    rules: sides.flatMap((side) => rulesAt(connectivity, side)),
  };
  return [
    ...caveats.flatMap((caveat) => caveat(question) ?? []),
    ...sides.flatMap((side) => generatedLabelOf(connectivity, side) ?? []),
    ...sides.flatMap((side) => tierCaveatsOf(connectivity, side)),
  ];
}

function rulesAt(connectivity: Connectivity, side: Side): RuleAtSide[] {
  const { party, direction, peer } = side;
  const isolating = connectivity.isolating(party, direction);
  const asked = isolating.length > 0 ? leftToNetworkPolicies(connectivity, side) : side.asked;
  if (isEmpty(asked)) return [];
  const matches = connectivity.matches(party, direction, peer);
  return isolating.flatMap((policy) =>
    policy[direction].map((rule, index) => {
      const isAdmitting = matches.some(
        (match) =>
          match.policy.id === policy.id &&
          match.rule === index &&
          !isEmpty(intersect(asked, match.connections)),
      );
      return { direction, peer, policy, rule, isAdmitting };
    }),
  );
}

const isBlock = (peer: Peer): boolean => peer.type === 'ipBlock';

/** Whether a rule admits the connection through an ipBlock. */
const admitsByBlock = (
  connectivity: Connectivity,
  { policy, rule, peer, isAdmitting }: RuleAtSide,
): boolean =>
  isAdmitting &&
  (rule.peers ?? []).some(
    (wanted) => isBlock(wanted) && !failureOfPeer(connectivity, policy.namespace, wanted, peer),
  );

/** Whether a party is a node, or the address of one. */
const isOfNode = ({ cluster, profile }: Connectivity, party: Party): boolean =>
  isNode(party, profile) ||
  (party.type === 'addresses' &&
    cluster.nodes.some(({ addresses }) =>
      addresses.some((text) => {
        const address = parseAddress(text);
        return address !== undefined && containsAddress(party.intervals, address);
      }),
    ));

/** S45 */
const hostNetwork: Caveat = ({ connectivity: { cluster, profile }, parties }) => {
  const party = parties.find((end) => end.type === 'pods' && end.workload.hostNetwork);
  if (!party) return undefined;
  return isNode(party, profile)
    ? `${titleOfParty(cluster, party)} uses the host network: how policies treat it is undefined; here it counts as its node, which selectors never match.`
    : `${titleOfParty(cluster, party)} uses the host network: how policies treat it is undefined; here it counts as an ordinary pod.`;
};

/** S33 */
const ownNode: Caveat = ({ connectivity, parties: [source, destination], asked }) => {
  const isBetween = (node: Party, pod: Party) =>
    isOfNode(connectivity, node) && pod.type === 'pods' && !isNode(pod, connectivity.profile);
  if (!isBetween(source, destination) && !isBetween(destination, source)) return undefined;
  if (intersect(asked, connectivity.permitted(source, destination)) === asked) return undefined;
  return 'Between a pod and the node that it runs on everything is allowed, whatever policies say.';
};

/** S41, S42 */
const blockOfPod: Caveat = ({ connectivity, rules }) => {
  const rule = rules.find(
    ({ peer, ...rest }) =>
      (peer.type === 'pods' || isOfNode(connectivity, peer)) &&
      admitsByBlock(connectivity, { peer, ...rest }),
  );
  if (!rule) return undefined;
  return isOfNode(connectivity, rule.peer)
    ? 'Whether an ipBlock matches a node depends on the network plugin: Cilium needs policyCIDRMatchMode: nodes.'
    : 'Whether an ipBlock matches a pod depends on the network plugin: most compare addresses, Cilium never matches its pods.';
};

/** S24: an unknown address is taken to be outside every narrower block. */
const unknownAddress: Caveat = ({ connectivity, rules }) => {
  const rule = rules.find(
    ({ peer, policy, rule: { peers = [] }, isAdmitting }) =>
      !isAdmitting &&
      peer.type === 'pods' &&
      peer.addresses.length === 0 &&
      peers.some((wanted) => isBlock(wanted) && failureOfPeer(connectivity, policy.namespace, wanted, peer)),
  );
  if (!rule || connectivity.profile.ipBlock !== 'by-ip') return undefined;
  const title = titleOfParty(connectivity.cluster, rule.peer);
  return `The address of ${title} is not known: an ipBlock that might hold it is taken not to match.`;
};

/** S43 */
const endPort: Caveat = ({ rules }) =>
  rules.some(({ rule, isAdmitting }) => isAdmitting && rule.ports?.some((port) => port.endPort !== undefined))
    ? 'A rule uses endPort: a network plugin without support for it opens only the first port of the range.'
    : undefined;

/** S44 */
const sctp: Caveat = ({ asked, isIsolated }) =>
  isIsolated && asked.ranges.every(({ protocol }) => protocol === 'SCTP')
    ? 'SCTP needs a network plugin that supports it.'
    : undefined;

/** S46 */
const otherProtocols: Caveat = ({ asked, isIsolated }) =>
  isIsolated && asked.ranges.every(({ protocol }) => protocol === 'other')
    ? 'How policies treat ICMP and other protocols that they cannot name depends on the network plugin.'
    : undefined;

/** S47 */
const rewrittenSource: Caveat = ({ rules }) =>
  rules.some(
    ({ direction, peer, rule }) =>
      direction === 'ingress' && peer.type === 'addresses' && rule.peers?.some(isBlock),
  )
    ? 'A load balancer or node port may replace the source address before an ipBlock is compared with it.'
    : undefined;

/** S48 */
const namedPort: Caveat = ({ rules }) =>
  rules.some(
    ({ direction, rule, isAdmitting }) =>
      isAdmitting && direction === 'egress' && rule.ports?.some(({ port }) => typeof port === 'string'),
  )
    ? 'An egress rule names its port: some network plugins look such names up differently.'
    : undefined;

const caveats: readonly Caveat[] = [
  hostNetwork,
  ownNode,
  blockOfPod,
  unknownAddress,
  endPort,
  sctp,
  otherProtocols,
  rewrittenSource,
  namedPort,
];
