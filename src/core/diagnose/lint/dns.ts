import type { PodGroup } from '../../evaluate/connectivity';
import type { Labels } from '../../model/cluster';
import { isWholeFamily } from '../../model/cidr';
import { matchesSelector } from '../../model/selector';
import type { NetworkPolicy, Peer, PolicyPort, Rule } from '../../policy/policy';
import type { Facts } from './facts';
import { metadataName } from './namespaceLabels';

/** Resolvers listen on 53; those of OpenShift on 5353, behind port 53 of their Service (S39). */
const ports = [53, 5353];

/** Where the name service of most clusters is, and what its pods are called. */
const usualDns = { namespace: 'kube-system', labels: { 'k8s-app': 'kube-dns' } } as const;
const otherPlaces: readonly { readonly namespace: string; readonly labels: Labels }[] = [
  { namespace: 'kube-system', labels: { 'k8s-app': 'coredns' } },
  { namespace: 'openshift-dns', labels: { 'dns.operator.openshift.io/daemonset-dns': 'default' } },
];

/** The loaded pods that answer questions of DNS. */
export function dnsPods(facts: Facts): readonly PodGroup[] {
  const known = dnsPodsOf.get(facts) ?? findDnsPods(facts);
  dnsPodsOf.set(facts, known);
  return known;
}

const dnsPodsOf = new WeakMap<Facts, readonly PodGroup[]>();

function findDnsPods(facts: Facts): readonly PodGroup[] {
  return facts.allGroups.filter(({ workload, labels }) => {
    const names = [labels['k8s-app'], labels['app.kubernetes.io/name'], labels['app']];
    const isCalledDns = names.some(
      (name) => name !== undefined && /^(?:kube-dns|coredns|dns-default)$/.test(name),
    );
    return isCalledDns || (workload.namespace === 'openshift-dns' && workload.name.startsWith('dns'));
  });
}

/** Whether an entry of ports is about the ports of DNS by its number. */
export function isDnsPort({ port, endPort }: PolicyPort): boolean {
  return typeof port === 'number' && endPort === undefined && ports.includes(port);
}

/**
 * Whether an egress rule lets its pods ask for names. A rule that names port 53 is taken to know what it does;
 * one for all ports must mean a peer that can be the name service.
 */
export function allowsDns(facts: Facts, policy: NetworkPolicy, { peers, ports: entries }: Rule): boolean {
  if (entries?.some(isDnsPort)) return true;
  const covers = entries?.some(({ protocol, port, endPort }) => {
    if (protocol === 'SCTP') return false;
    if (typeof port === 'string') return port.startsWith('dns');
    return port === undefined || ports.some((number) => port <= number && number <= (endPort ?? port));
  });
  if (covers === false) return false;
  return !peers || peers.some((peer) => canBeDns(facts, policy, peer));
}

function canBeDns(facts: Facts, policy: NetworkPolicy, peer: Peer): boolean {
  if (peer.type === 'ipBlock') {
    // The address of NodeLocal DNSCache, or all of them.
    return isWholeFamily(peer, 4) || isWholeFamily(peer, 6) || peer.cidr.startsWith('169.254.20.10/');
  }
  const known = dnsPods(facts);
  if (known.length > 0) return facts.peerGroups(policy, peer).some((group) => known.includes(group));
  return [usualDns, ...otherPlaces].some(({ namespace, labels }) => {
    const isInNamespace = peer.namespaceSelector
      ? matchesSelector(peer.namespaceSelector, { [metadataName]: namespace, name: namespace })
      : policy.namespace === namespace;
    return isInNamespace && matchesSelector(peer.podSelector, labels);
  });
}

/** The rule that lets pods ask for names, for the name service that is loaded, else for the usual one. */
export function dnsRule(facts: Facts): object {
  const [pod] = dnsPods(facts);
  const isOpenShift = pod?.workload.namespace === 'openshift-dns';
  const key = ['k8s-app', 'dns.operator.openshift.io/daemonset-dns', 'app.kubernetes.io/name', 'app'].find(
    (each) => pod && Object.hasOwn(pod.labels, each),
  );
  const labels = pod && key !== undefined ? { [key]: pod.labels[key] } : usualDns.labels;
  const port = isOpenShift ? 5353 : 53;
  return {
    to: [
      {
        namespaceSelector: { matchLabels: { [metadataName]: pod?.workload.namespace ?? usualDns.namespace } },
        podSelector: { matchLabels: labels },
      },
    ],
    ports: [
      { protocol: 'UDP', port },
      { protocol: 'TCP', port },
    ],
  };
}
