import type { Profile } from '../evaluate/connectivity';
import type { Cluster } from '../model/cluster';
import { isAnyIpv4, isInBlock, isSameAddress, selects } from './naiveMatching';
import { isSelectable, type NaiveEnd, type NaivePod, type NaiveQuery } from './naiveEnds';
import type {
  WrittenAdminPort,
  WrittenAdminRule,
  WrittenClusterPort,
  WrittenClusterRule,
  WrittenDirection,
  WrittenProtocol,
  WrittenSubject,
  WrittenTierPeer,
  WrittenTierPolicy,
} from './written';

type Rule = WrittenAdminRule | WrittenClusterRule;
type Tier = 'Admin' | 'Baseline';
type Answer = 'Accept' | 'Deny' | 'next tier';

/**
 * Section C of the specification, word by word: what a tier says of a connection at one end. What does not depend
 * on the port is asked once for a pair.
 */
export function naiveTiers(
  cluster: Cluster,
  policies: readonly WrittenTierPolicy[],
  profile: Profile,
): (tier: Tier, pod: NaivePod, direction: WrittenDirection, peer: NaiveEnd) => (query: NaiveQuery) => Answer {
  /** S55, and of S56 what it has in common. */
  const isOf = ({ namespaces, pods }: WrittenSubject, pod: NaivePod): boolean => {
    const labels = cluster.namespaces.get(pod.namespace)?.labels ?? {};
    if (namespaces) return selects(namespaces, labels);
    return (
      pods !== undefined && selects(pods.namespaceSelector, labels) && selects(pods.podSelector, pod.labels)
    );
  };

  const isPeer = ({ networks, nodes, domainNames, ...subject }: WrittenTierPeer, peer: NaiveEnd): boolean => {
    // What a name resolves to is not known (S59).
    if (domainNames) return false;
    const addresses = 'address' in peer ? [peer.address] : peer.addresses;
    if (networks) {
      if (addresses.length === 0) return networks.some((cidr) => isAnyIpv4(cidr));
      return networks.some((cidr) => addresses.some((address) => isInBlock(address, cidr)));
    }
    if (nodes) {
      return cluster.nodes
        .filter(({ labels }) => selects(nodes, labels))
        .some((node) =>
          node.addresses.some((own) => addresses.some((address) => isSameAddress(own, address))),
        );
    }
    return isSelectable(peer, profile) && isOf(subject, peer);
  };

  return (tier, pod, direction, peer) => {
    const applying = policies
      .filter((policy) => tierOf(policy) === tier && isOf(policy.spec.subject, pod))
      .sort((a, b) => priorityOf(a) - priorityOf(b) || (a.metadata.name < b.metadata.name ? -1 : 1));
    const matching = applying.flatMap(({ spec }) => {
      const rules: readonly Rule[] = (direction === 'Ingress' ? spec.ingress : spec.egress) ?? [];
      return rules.filter((rule) => {
        const peers = (direction === 'Ingress' ? rule.from : rule.to) ?? [];
        return peers.some((wanted) => isPeer(wanted, peer));
      });
    });
    const destination = direction === 'Ingress' ? pod : peer;
    return (query) => {
      const first = matching.find((rule) => isPort(rule, destination, query));
      if (first === undefined || first.action === 'Pass') return 'next tier';
      return first.action === 'Deny' ? 'Deny' : 'Accept';
    };
  };

  function isPort(rule: Rule, to: NaiveEnd, query: NaiveQuery): boolean {
    const isNamed = (name: string): boolean =>
      isSelectable(to, profile) &&
      to.ports.some(
        (offered) =>
          offered.name === name && offered.protocol === query.protocol && offered.port === query.port,
      );
    if ('protocols' in rule && rule.protocols) {
      return rule.protocols.some((wanted) => isClusterPort(wanted, query, isNamed));
    }
    if ('ports' in rule && rule.ports) {
      return rule.ports.some((wanted) => isAdminPort(wanted, query, isNamed));
    }
    return true;
  }
}

/** S60. */
function isClusterPort(
  { tcp, udp, sctp, destinationNamedPort }: WrittenClusterPort,
  query: NaiveQuery,
  isNamed: (name: string) => boolean,
): boolean {
  if (destinationNamedPort !== undefined) return isNamed(destinationNamedPort);
  const wanted = { TCP: tcp, UDP: udp, SCTP: sctp, other: undefined }[query.protocol];
  if (!wanted) return false;
  const { number, range } = wanted.destinationPort;
  return range ? query.port >= range.start && query.port <= range.end : query.port === number;
}

/** S65. */
function isAdminPort(
  { portNumber, portRange, namedPort }: WrittenAdminPort,
  query: NaiveQuery,
  isNamed: (name: string) => boolean,
): boolean {
  if (namedPort !== undefined) return isNamed(namedPort);
  const isProtocol = (written: WrittenProtocol = 'TCP'): boolean => written === query.protocol;
  if (portNumber) return isProtocol(portNumber.protocol) && query.port === portNumber.port;
  if (!portRange) return false;
  return isProtocol(portRange.protocol) && query.port >= portRange.start && query.port <= portRange.end;
}

/** S64. */
function tierOf(policy: WrittenTierPolicy): Tier {
  if (policy.kind === 'ClusterNetworkPolicy') return policy.spec.tier;
  return policy.kind === 'AdminNetworkPolicy' ? 'Admin' : 'Baseline';
}

/** There is one BaselineAdminNetworkPolicy, which has none; how it stands to ClusterNetworkPolicies is not specified. */
function priorityOf(policy: WrittenTierPolicy): number {
  return policy.kind === 'BaselineAdminNetworkPolicy' ? 0 : policy.spec.priority;
}
