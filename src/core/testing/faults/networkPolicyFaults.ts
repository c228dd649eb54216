import { wholeFamily } from '../../model/cidr';
import type { Workload } from '../../model/cluster';
import { ALL, intersect, NONE, union } from '../../model/connections';
import type { LabelSelector } from '../../model/selector';
import type { Direction, NetworkPolicy, Peer, PolicyPort, Rule } from '../../policy/policy';
import { engine } from '../compareJudges';
import type { WrittenNetworkPolicy } from '../written';
import { answerFault, type Fault, workloadFault, worldFault } from './fault';

/** Mistakes about NetworkPolicies, planted in what the engine is given, or in what it answers. */
export const networkPolicyFaults: readonly Fault[] = [
  policyFault('S2 policyTypes default to both directions', ({ spec }, policy) =>
    isUnwritten(spec?.policyTypes) ? { ...policy, directions: new Set(['ingress', 'egress']) } : policy,
  ),
  policyFault('S2 policyTypes default to what has rules', ({ spec }, policy) =>
    isUnwritten(spec?.policyTypes) && policy.egress.length > 0 && policy.ingress.length === 0
      ? { ...policy, directions: new Set<Direction>(['egress']) }
      : policy,
  ),
  policyFault('S3 rules outside the effective types isolate', (_, policy) =>
    policy.egress.length > 0 ? { ...policy, directions: new Set([...policy.directions, 'egress']) } : policy,
  ),
  policyFault('S7 a lone dash denies', ({ spec }, policy) => ({
    ...policy,
    ingress: spec?.ingress?.[0] === null ? [] : policy.ingress,
    egress: spec?.egress?.[0] === null ? [] : policy.egress,
  })),
  answerFault('S6 the first policy decides alone', (judged, party, direction, peer) => {
    const [only] = judged.isolating(party, direction);
    return only ? (judged.admittedRow(party, direction, { only: [only] })[peer.index] ?? ALL) : ALL;
  }),
  answerFault('S6 all policies have to admit', (judged, party, direction, peer) =>
    judged
      .isolating(party, direction)
      .map((only) => judged.admittedRow(party, direction, { only: [only] })[peer.index] ?? ALL)
      .reduce(intersect, ALL),
  ),
  answerFault('S8 only the destination decides', (judged, party, direction, peer) =>
    direction === 'ingress' ? judged.admitted(party, direction, peer) : ALL,
  ),
  answerFault('S8 only the source decides', (judged, party, direction, peer) =>
    direction === 'egress' ? judged.admitted(party, direction, peer) : ALL,
  ),
  answerFault('S9 answers need a rule too', (judged, party, direction, peer) => {
    const back = judged.admitted(party, direction === 'ingress' ? 'egress' : 'ingress', peer);
    return back === NONE ? NONE : judged.admitted(party, direction, peer);
  }),
  answerFault('S11 an empty list of peers is nobody', (judged, party, direction, peer) =>
    judged.isolating(party, direction).length === 0
      ? ALL
      : judged
          .matches(party, direction, peer)
          .filter((match) => match.peer !== undefined)
          .reduce((all, { connections }) => union(all, connections), NONE),
  ),
  peerFault('S12 the selectors of one element are alternatives', ({ type, ...peer }) =>
    type === 'pods' && 'podSelector' in peer && 'namespaceSelector' in peer
      ? [
          { type, podSelector: peer.podSelector },
          { type, namespaceSelector: peer.namespaceSelector },
        ]
      : undefined,
  ),
  ruleFault('S12 all elements have to match', (rule) => ({ ...rule, ...joinPeers(rule.peers) })),
  peerFault('S13 a podSelector alone means every namespace', (peer) =>
    peer.type === 'pods' && !peer.namespaceSelector ? [{ ...peer, namespaceSelector: {} }] : undefined,
  ),
  peerFault('S14 an empty namespaceSelector is not set', (peer) =>
    peer.type === 'pods' && peer.namespaceSelector && isEmpty(peer.namespaceSelector)
      ? [{ type: 'pods', podSelector: peer.podSelector ?? {} }]
      : undefined,
  ),
  peerFault('S14 an empty namespaceSelector matches addresses', (peer) =>
    peer.type === 'pods' && peer.namespaceSelector && isEmpty(peer.namespaceSelector)
      ? [peer, { type: 'ipBlock', cidr: '0.0.0.0/0', except: [], intervals: [wholeFamily(4)] }]
      : undefined,
  ),
  selectorFault('S18 NotIn asks for the key', (selector) => ({
    ...selector,
    matchExpressions: (selector.matchExpressions ?? []).flatMap((requirement) =>
      requirement.operator === 'NotIn'
        ? [requirement, { key: requirement.key, operator: 'Exists' }]
        : [requirement],
    ),
  })),
  selectorFault('S17 one requirement is enough', ({ matchLabels, matchExpressions = [] }) =>
    matchLabels ? { matchLabels } : { matchExpressions: matchExpressions.slice(0, 1) },
  ),
  blockFault('S20 except is ignored', (block) => ({ ...block, except: [], intervals: outer(block) })),
  blockFault('S20 any IPv4 is any address', (block) =>
    block.cidr === '0.0.0.0/0' && block.except.length === 0
      ? { ...block, intervals: [wholeFamily(4), wholeFamily(6)] }
      : block,
  ),
  blockFault('S20 the last address of a block is outside', (block) => ({
    ...block,
    intervals: block.intervals
      .map((interval) => ({ ...interval, last: interval.last - 1n }))
      .filter(({ first, last }) => first <= last),
  })),
  blockFault('S24 a block needs a known address', (block) =>
    block.cidr.endsWith('/0') && block.except.length === 0
      ? { ...block, cidr: `${block.cidr} but one`, intervals: block.intervals.flatMap(withoutFirst) }
      : block,
  ),
  worldFault('S24 an ipBlock never holds pods', (world) => ({
    ...world,
    profile: { ...world.profile, ipBlock: 'external-only' },
  })),
  ruleFault('S28 an empty list of ports is no port', (rule) =>
    rule.ports ? rule : { ...rule, ports: [{ protocol: 'TCP', port: 65000, endPort: 1 }] },
  ),
  ruleFault('S28 no list of ports is every port of the known protocols', (rule) =>
    rule.ports ? rule : { ...rule, ports: [{ protocol: 'TCP' }, { protocol: 'UDP' }, { protocol: 'SCTP' }] },
  ),
  portFault('S29 no protocol means any', (port) =>
    port.protocol === 'TCP' ? [port, { ...port, protocol: 'UDP' }, { ...port, protocol: 'SCTP' }] : [port],
  ),
  portFault('S30 endPort is outside the range', (port) =>
    port.endPort === undefined ? [port] : [{ ...port, endPort: port.endPort - 1 }],
  ),
  portFault('S30 endPort is ignored', ({ protocol, port }) => [{ protocol, port }]),
  workloadFault('S30b the protocol of a named port is ignored', (workload) => ({
    ...workload,
    ports: workload.ports.flatMap((port) =>
      (['TCP', 'UDP', 'SCTP'] as const).map((protocol) => ({ ...port, protocol })),
    ),
  })),
  workloadFault('S30c the first port of a name wins', (workload) => ({
    ...workload,
    ports: workload.ports.filter(
      (port, i) => workload.ports.findIndex((other) => isSameName(port, other)) === i,
    ),
  })),
  workloadFault('S30b a name has the number of any pod', (workload) => ({
    ...workload,
    ports: workload.ports.length > 0 ? workload.ports : [{ name: 'http', port: 80, protocol: 'TCP' }],
  })),
  worldFault('S32 pods on the host network are the other reading', ({ profile, ...world }) => ({
    ...world,
    profile: { ...profile, hostNetwork: profile.hostNetwork === 'node' ? 'pod' : 'node' },
  })),
  workloadFault('S92 the pods of a StatefulSet have no names', (workload) =>
    workload.kind === 'StatefulSet' ? { ...workload, kind: 'Deployment' } : workload,
  ),
  {
    title: 'the exceptions to the defaults of a row are forgotten',
    judge: (world) => ({ ...engine(world), exceptionsFrom: () => [] }),
  },
];

function policyFault(
  title: string,
  distort: (written: WrittenNetworkPolicy, policy: NetworkPolicy) => NetworkPolicy,
): Fault {
  return worldFault(title, (world) => ({
    ...world,
    policies: world.policies.map((policy, i) => distort(world.written[i] as WrittenNetworkPolicy, policy)),
  }));
}

function ruleFault(title: string, distort: (rule: Rule) => Rule): Fault {
  return policyFault(title, (_, policy) => ({
    ...policy,
    ingress: policy.ingress.map(distort),
    egress: policy.egress.map(distort),
  }));
}

/** @param distort what a peer is taken for; undefined: itself */
function peerFault(title: string, distort: (peer: Peer) => readonly Peer[] | undefined): Fault {
  return ruleFault(title, ({ peers, ...rule }) => ({
    ...rule,
    ...(peers && { peers: peers.flatMap((peer) => distort(peer) ?? [peer]) }),
  }));
}

function blockFault(title: string, distort: (block: BlockPeer) => BlockPeer): Fault {
  return peerFault(title, (peer) => (peer.type === 'ipBlock' ? [distort(peer)] : undefined));
}

function selectorFault(title: string, distort: (selector: LabelSelector) => LabelSelector): Fault {
  return peerFault(title, (peer) =>
    peer.type === 'pods' && peer.podSelector
      ? [{ ...peer, podSelector: distort(peer.podSelector) }]
      : undefined,
  );
}

function portFault(title: string, distort: (port: PolicyPort) => readonly PolicyPort[]): Fault {
  return ruleFault(title, (rule) => (rule.ports ? { ...rule, ports: rule.ports.flatMap(distort) } : rule));
}

type BlockPeer = Extract<Peer, { type: 'ipBlock' }>;

const isUnwritten = (list: readonly unknown[] | null | undefined): boolean => (list ?? []).length === 0;

const isEmpty = ({ matchLabels = {}, matchExpressions = [] }: LabelSelector): boolean =>
  Object.keys(matchLabels).length + matchExpressions.length === 0;

/** The whole of a block from its first to its last address. */
function outer({ intervals }: BlockPeer): BlockPeer['intervals'] {
  const [first, last] = [intervals[0], intervals.at(-1)];
  return first && last ? [{ ...first, last: last.last }] : [];
}

function withoutFirst(interval: BlockPeer['intervals'][number]): BlockPeer['intervals'] {
  return [{ ...interval, first: interval.first + 1n }];
}

/** Two peers that select pods as one that asks for both. */
function joinPeers(peers: Rule['peers']): Rule {
  const [first, second] = peers ?? [];
  return first?.type === 'pods' && second?.type === 'pods' ? { peers: [{ ...first, ...second }] } : {};
}

function isSameName(a: Workload['ports'][number], b: Workload['ports'][number]): boolean {
  return a.name === b.name && a.protocol === b.protocol;
}
