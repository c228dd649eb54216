import type { Profile } from '../evaluate/connectivity';
import type { Cluster } from '../model/cluster';
import { isSelectable, type NaiveEnd, type NaiveQuery } from './naiveEnds';
import { isAnyIpv4, isInBlock, selects } from './naiveMatching';
import { naiveTiers } from './naiveTiers';
import type {
  WrittenDirection,
  WrittenNetworkPolicy,
  WrittenPeer,
  WrittenPolicy,
  WrittenPort,
} from './written';

/** A rule's ports; empty: any. */
type Ports = readonly (WrittenPort | null)[];

const isNetworkPolicy = (policy: WrittenPolicy): policy is WrittenNetworkPolicy =>
  policy.kind === 'NetworkPolicy';

/**
 * The pseudo code of the specification (0.3), word by word, from the policies as written: the judge of the judge.
 * Shares nothing with the reader and the engine but some types. What does not depend on the port is asked once
 * for a pair, which makes millions of cells a matter of seconds; nothing else is done for speed.
 */
export function naiveVerdict(
  cluster: Cluster,
  policies: readonly WrittenPolicy[],
  profile: Profile,
): (source: NaiveEnd, destination: NaiveEnd) => (query: NaiveQuery) => boolean {
  const networkPolicies = policies.filter(isNetworkPolicy);
  const tiers = naiveTiers(
    cluster,
    policies.flatMap((policy) => (isNetworkPolicy(policy) ? [] : [policy])),
    profile,
  );

  const direction = (
    pod: NaiveEnd,
    side: WrittenDirection,
    peer: NaiveEnd,
    destination: NaiveEnd,
  ): ((query: NaiveQuery) => boolean) => {
    if (!isSelectable(pod, profile)) return () => true;
    const admin = tiers('Admin', pod, side, peer);
    const baseline = tiers('Baseline', pod, side, peer);
    const isolating = networkPolicies.filter(
      ({ metadata, spec }) =>
        metadata.namespace === pod.namespace &&
        typesOf(spec).includes(side) &&
        selects(spec?.podSelector, pod.labels),
    );
    const admitting = isolating.flatMap((policy) => portsAdmitting(policy, side, peer));
    return (query) => {
      const first = admin(query);
      if (first !== 'next tier') return first === 'Accept';
      if (isolating.length > 0) {
        return admitting.some(
          (ports) => ports.length === 0 || ports.some((wanted) => isPort(wanted, destination, query)),
        );
      }
      return baseline(query) !== 'Deny';
    };
  };

  /** The ports of each rule of a policy that admits the peer. */
  const portsAdmitting = (
    { metadata, spec }: WrittenNetworkPolicy,
    side: WrittenDirection,
    peer: NaiveEnd,
  ): readonly Ports[] => {
    const rules = (side === 'Ingress' ? spec?.ingress : spec?.egress) ?? [];
    return rules
      .filter((rule) => {
        const peers = (side === 'Ingress' ? rule?.from : rule?.to) ?? [];
        return peers.length === 0 || peers.some((wanted) => isPeer(metadata.namespace, wanted, peer));
      })
      .map((rule) => rule?.ports ?? []);
  };

  const isPeer = (namespace: string, wanted: WrittenPeer, peer: NaiveEnd): boolean => {
    if (wanted.ipBlock) {
      const { cidr, except } = wanted.ipBlock;
      const holes = except ?? [];
      if ('address' in peer) return isInBlock(peer.address, cidr, holes);
      if (profile.ipBlock === 'external-only') return false;
      if (peer.addresses.length === 0) return isAnyIpv4(cidr, holes);
      return peer.addresses.some((address) => isInBlock(address, cidr, holes));
    }
    if (!isSelectable(peer, profile)) return false;
    const isInNamespace = wanted.namespaceSelector
      ? selects(wanted.namespaceSelector, cluster.namespaces.get(peer.namespace)?.labels ?? {})
      : peer.namespace === namespace;
    return isInNamespace && (!wanted.podSelector || selects(wanted.podSelector, peer.labels));
  };

  const isPort = (wanted: WrittenPort | null, to: NaiveEnd, query: NaiveQuery): boolean => {
    const protocol = wanted?.protocol ?? 'TCP';
    if (protocol !== query.protocol) return false;
    const port = wanted?.port ?? undefined;
    if (port === undefined) return true;
    if (typeof port === 'number') return query.port >= port && query.port <= (wanted?.endPort ?? port);
    if (!isSelectable(to, profile)) return false;
    return to.ports.some(
      (offered) => offered.name === port && offered.protocol === protocol && offered.port === query.port,
    );
  };

  return (source, destination) => {
    const ends = [
      direction(source, 'Egress', destination, destination),
      direction(destination, 'Ingress', source, destination),
    ];
    return (query) => ends.every((end) => end(query));
  };
}

function typesOf(spec: WrittenNetworkPolicy['spec']): readonly WrittenDirection[] {
  const types = spec?.policyTypes ?? [];
  if (types.length > 0) return types;
  return (spec?.egress ?? []).length > 0 ? ['Ingress', 'Egress'] : ['Ingress'];
}
