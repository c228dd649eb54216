import type { Connectivity, Party, TierVerdict } from '../../evaluate/connectivity';
import { ALL, type ConnectionSet, intersect, NONE, union } from '../../model/connections';
import type { Direction, TierPeer, TierPolicy, TierPort, TierRule } from '../../policy/policy';
import type { World } from '../arbitraryWorld';
import { engine } from '../compareJudges';
import type { WrittenSubject, WrittenTierPolicy } from '../written';
import { answerFault, type Fault, workloadFault, worldFault } from './fault';

/** Mistakes about the tiers around NetworkPolicies. */
export const tierFaults: readonly Fault[] = [
  answerFault('S51 NetworkPolicies are asked first', (judged, party, direction, peer) =>
    judged.isolating(party, direction).length > 0
      ? byNetworkPolicies(judged, party, direction, peer)
      : judged.admitted(party, direction, peer),
  ),
  policyFault('S51 the tiers are swapped', (policy) => ({
    ...policy,
    tier: policy.tier === 'Admin' ? 'Baseline' : 'Admin',
  })),
  worldFault('S51 what no tier matches is denied', (world) => ({
    ...world,
    tierPolicies: [
      ...world.tierPolicies,
      ...world.tierPolicies.filter(({ tier }) => tier === 'Baseline').map(toDefaultDeny),
    ],
  })),
  policyFault('S52 high priorities come first', (policy) => ({
    ...policy,
    priority: 1000 - policy.priority,
  })),
  policyFault('S52 priorities are compared as text', (policy) => ({
    ...policy,
    priority: { 9: 1000, 10: 8, 1000: 9 }[policy.priority] ?? policy.priority,
  })),
  policyFault('S52 the last rule that matches decides', (policy) => ({
    ...policy,
    ingress: policy.ingress.toReversed(),
    egress: policy.egress.toReversed(),
  })),
  policyFault('S52 Deny goes before Accept', (policy) => ({
    ...policy,
    ingress: denialsFirst(policy.ingress),
    egress: denialsFirst(policy.egress),
  })),
  answerFault('S52 Pass ends only its policy', (judged, party, direction, peer) => {
    const { baseline } = judged.tierVerdict(party, direction, peer);
    const verdict = judged.tierPolicies
      .map((policy) => judged.tierVerdict(party, direction, peer, without(judged, policy)))
      .reduce<TierVerdict>(
        ({ accepted, left }, alone) => ({
          accepted: union(accepted, intersect(left, alone.accepted)),
          left: intersect(left, alone.left),
          baseline,
        }),
        { accepted: NONE, left: ALL, baseline },
      );
    return combine(verdict, judged, party, direction, peer);
  }),
  ruleFault('S52 Pass in Baseline denies', (rule, { tier }) =>
    tier === 'Baseline' && rule.action === 'Pass' ? { ...rule, action: 'Deny' } : rule,
  ),
  ruleFault('S52 Pass accepts', (rule) => (rule.action === 'Pass' ? { ...rule, action: 'Accept' } : rule)),
  ruleFault('S52 Accept of the Admin tier leaves the rest to NetworkPolicies', (rule, { tier }) =>
    tier === 'Admin' && rule.action === 'Accept' ? { ...rule, action: 'Pass' } : rule,
  ),
  policyFault('S53 of equal priorities the last name goes first', (policy) => ({
    ...policy,
    name:
      { default: 'e', 'tier-1': 'd', 'tier-10': 'c', 'tier-2': 'b', 'tier-3': 'a' }[policy.name] ??
      policy.name,
  })),
  answerFault('S54 Baseline is asked although a NetworkPolicy isolates', (judged, party, direction, peer) => {
    const { accepted, left, baseline } = judged.tierVerdict(party, direction, peer);
    const np = byNetworkPolicies(judged, party, direction, peer);
    return union(accepted, intersect(left, intersect(np, baseline)));
  }),
  answerFault(
    'S54 a NetworkPolicy of the other direction keeps Baseline out',
    (judged, party, direction, peer) => {
      const other = direction === 'ingress' ? 'egress' : 'ingress';
      const isHere = judged.isolating(party, direction).length > 0;
      if (isHere || judged.isolating(party, other).length === 0)
        return judged.admitted(party, direction, peer);
      const { accepted, left } = judged.tierVerdict(party, direction, peer);
      return union(accepted, left);
    },
  ),
  writtenFault('S55 a subject without namespaceSelector is of one namespace', (policy, { spec }) =>
    isWithoutNamespaces(spec.subject)
      ? { ...policy, subject: { ...policy.subject, namespaceSelector: ofNamespace('x') } }
      : policy,
  ),
  policyFault(
    'S55 a subject is all pods of its namespaces',
    ({ subject: { namespaceSelector }, ...policy }) => ({
      ...policy,
      subject: { namespaceSelector },
    }),
  ),
  elsewhereFault(
    'S55 pods on the host network are subjects and peers, or not, like the others',
    ({ profile, ...world }) => ({
      ...world,
      profile: { ...profile, hostNetwork: profile.hostNetwork === 'node' ? 'pod' : 'node' },
    }),
  ),
  peerFault('S56 an element without podSelector matches nobody', (peer) =>
    peer.type === 'pods' && !peer.podSelector ? undefined : peer,
  ),
  ruleFault('S56 only the first element counts', (rule) => ({ ...rule, peers: rule.peers.slice(0, 1) })),
  elsewhereFault('S57 networks never match pods', withoutNetworks, arePods),
  elsewhereFault(
    'S57 networks match pods only where an ipBlock does',
    (world) => (world.profile.ipBlock === 'by-ip' ? world : withoutNetworks(world)),
    arePods,
  ),
  peerFault('S57 networks are of IPv4', (peer) =>
    peer.type === 'networks' ? { ...peer, cidrs: peer.cidrs.filter((cidr) => !cidr.includes(':')) } : peer,
  ),
  peerFault('S57 only the first network counts', (peer) =>
    peer.type === 'networks' ? { ...peer, cidrs: peer.cidrs.slice(0, 1) } : peer,
  ),
  worldFault('S58 nodes match nobody', (world) => ({ ...world, cluster: { ...world.cluster, nodes: [] } })),
  peerFault('S58 every node matches', (peer) =>
    peer.type === 'nodes' ? { ...peer, nodeSelector: {} } : peer,
  ),
  peerFault('S59 a domain is anywhere', (peer) =>
    peer.type === 'domainNames' ? { type: 'networks', cidrs: ['0.0.0.0/0', '::/0'] } : peer,
  ),
  ruleFault('S60 no protocols is every port of the known protocols', (rule) =>
    rule.ports ? rule : { ...rule, ports: [{ protocol: 'TCP' }, { protocol: 'UDP' }, { protocol: 'SCTP' }] },
  ),
  portFault('S60 a named port is of TCP', (port) =>
    'containerPort' in port ? { protocol: 'TCP', port: port.containerPort } : port,
  ),
  workloadFault('S60 a name has the number of any pod', (workload) => ({
    ...workload,
    ports: workload.ports.length > 0 ? workload.ports : [{ name: 'http', port: 80, protocol: 'TCP' }],
  })),
  portFault('S60 the end of a range is outside', (port) =>
    'endPort' in port && port.endPort !== undefined && port.port !== port.endPort
      ? { ...port, endPort: port.endPort - 1 }
      : port,
  ),
  {
    title: 'S63 what Admin accepts at one end needs no other end',
    judge: (world) => {
      const judged = engine(world);
      const permitted = (source: Party, destination: Party): ConnectionSet =>
        [
          judged.permitted(source, destination),
          judged.tierVerdict(source, 'egress', destination).accepted,
          judged.tierVerdict(destination, 'ingress', source).accepted,
        ].reduce(union);
      const exceptionsFrom = (source: Party) =>
        judged.parties.map((destination) => ({ destination, connections: permitted(source, destination) }));
      return { ...judged, permitted, exceptionsFrom };
    },
  },
  writtenFault('S65 no protocol means any', (policy, written) =>
    written.kind === 'ClusterNetworkPolicy'
      ? policy
      : mapRules(policy, (rule) => ({
          ...rule,
          ...(rule.ports && {
            ports: rule.ports.flatMap((port): readonly TierPort[] =>
              'protocol' in port && port.protocol === 'TCP' ? [port, { ...port, protocol: 'UDP' }] : [port],
            ),
          }),
        })),
  ),
  portFault('V78 a reversed range is read the other way round', (port) =>
    'endPort' in port && typeof port.port === 'number' && port.endPort! < port.port
      ? { ...port, port: port.endPort!, endPort: port.port }
      : port,
  ),
  {
    title: 'the exceptions to the defaults of a row are forgotten where tiers judge',
    judge: (world) => ({
      ...engine(world),
      ...(world.tierPolicies.length > 0 && { exceptionsFrom: () => [] }),
    }),
  },
];

function policyFault(title: string, distort: (policy: TierPolicy) => TierPolicy): Fault {
  return worldFault(title, (world) => ({ ...world, tierPolicies: world.tierPolicies.map(distort) }));
}

function writtenFault(
  title: string,
  distort: (policy: TierPolicy, written: WrittenTierPolicy) => TierPolicy,
): Fault {
  return worldFault(title, (world) => ({
    ...world,
    tierPolicies: world.tierPolicies.map((policy, i) => distort(policy, world.writtenTiers[i]!)),
  }));
}

function ruleFault(title: string, distort: (rule: TierRule, policy: TierPolicy) => TierRule): Fault {
  return policyFault(title, (policy) => mapRules(policy, (rule) => distort(rule, policy)));
}

/** @param distort what a peer is taken for; undefined: nobody */
function peerFault(title: string, distort: (peer: TierPeer) => TierPeer | undefined): Fault {
  return policyFault(title, (policy) => mapPeers(policy, distort));
}

function portFault(title: string, distort: (port: TierPort) => TierPort): Fault {
  return ruleFault(title, (rule) => (rule.ports ? { ...rule, ports: rule.ports.map(distort) } : rule));
}

/** The engine, but the tiers judge another world with the same parties where it is said. */
function elsewhereFault(
  title: string,
  distort: (world: World) => World,
  isElsewhere: (party: Party, peer: Party) => boolean = () => true,
): Fault {
  const others = new WeakMap<World, Connectivity>();
  return answerFault(title, (judged, party, direction, peer, world) => {
    if (!isElsewhere(party, peer)) return judged.admitted(party, direction, peer);
    const other = others.get(world) ?? engine(distort(world));
    others.set(world, other);
    const [sameParty, samePeer] = [other.parties[party.index]!, other.parties[peer.index]!];
    return combine(other.tierVerdict(sameParty, direction, samePeer), judged, party, direction, peer);
  });
}

function mapRules(policy: TierPolicy, change: (rule: TierRule) => TierRule): TierPolicy {
  return { ...policy, ingress: policy.ingress.map(change), egress: policy.egress.map(change) };
}

/** A rule without peers is gone. */
function mapPeers(policy: TierPolicy, change: (peer: TierPeer) => TierPeer | undefined): TierPolicy {
  const { ingress, egress, ...rest } = mapRules(policy, (rule) => ({
    ...rule,
    peers: rule.peers.flatMap((peer) => change(peer) ?? []),
  }));
  const some = ({ peers }: TierRule): boolean => peers.length > 0;
  return { ...rest, ingress: ingress.filter(some), egress: egress.filter(some) };
}

function withoutNetworks(world: World): World {
  const tierPolicies = world.tierPolicies.map((policy) =>
    mapPeers(policy, (peer) => (peer.type === 'networks' ? undefined : peer)),
  );
  return { ...world, tierPolicies };
}

function arePods(party: Party, peer: Party): boolean {
  return party.type === 'pods' && peer.type === 'pods';
}

const denialsFirst = (rules: readonly TierRule[]): readonly TierRule[] =>
  rules.toSorted((a, b) => Number(b.action === 'Deny') - Number(a.action === 'Deny'));

/** What denies the subject of a policy everything, after all others. */
function toDefaultDeny(policy: TierPolicy): TierPolicy {
  const pods: TierPeer = { type: 'pods', namespaceSelector: {} };
  const anywhere: TierPeer = { type: 'networks', cidrs: ['0.0.0.0/0', '::/0'] };
  return {
    ...policy,
    id: `${policy.id} and no more`,
    priority: 2000,
    ingress: [{ action: 'Deny', peers: [pods] }],
    egress: [{ action: 'Deny', peers: [pods, anywhere] }],
  };
}

const ofNamespace = (name: string) => ({ matchLabels: { 'kubernetes.io/metadata.name': name } });

const isWithoutNamespaces = ({ pods }: WrittenSubject): boolean =>
  pods !== undefined && pods.namespaceSelector === undefined;

/** All policies of tiers but one. */
const without = ({ tierPolicies }: Connectivity, policy: TierPolicy): readonly TierPolicy[] =>
  tierPolicies.filter((other) => other !== policy);

/** What NetworkPolicies alone admit at one end. */
function byNetworkPolicies(
  judged: Connectivity,
  party: Party,
  direction: Direction,
  peer: Party,
): ConnectionSet {
  const only = judged.isolating(party, direction);
  return only.length > 0 ? (judged.admittedRow(party, direction, { only })[peer.index] ?? ALL) : ALL;
}

function combine(
  { accepted, left, baseline }: TierVerdict,
  judged: Connectivity,
  party: Party,
  direction: Direction,
  peer: Party,
): ConnectionSet {
  const isIsolated = judged.isolating(party, direction).length > 0;
  const np = isIsolated ? byNetworkPolicies(judged, party, direction, peer) : baseline;
  return union(accepted, intersect(left, np));
}
