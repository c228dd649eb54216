import type { Profile } from '../evaluate/connectivity';
import type { Cluster, Workload } from '../model/cluster';
import type { LabelSelector } from '../model/selector';
import type { Direction, Peer, Policy, PolicyPort } from '../policy/policy';

/** A pod, as the only one of its workload, or an address outside the cluster. */
export type NaiveEnd = Workload | { readonly address: string };

export interface NaiveQuery {
  readonly protocol: 'TCP' | 'UDP' | 'SCTP' | 'other';
  readonly port: number;
}

/**
 * The pseudo code of the specification (0.3), word by word and as slow as it comes: the judge of the judge.
 * Shares nothing with the engine but the types.
 */
export function naiveVerdict(
  cluster: Cluster,
  policies: readonly Policy[],
  profile: Profile,
  source: NaiveEnd,
  destination: NaiveEnd,
  query: NaiveQuery,
): boolean {
  const judge = (pod: NaiveEnd, direction: Direction, peer: NaiveEnd): boolean => {
    if ('address' in pod || isNode(pod)) return true;
    const isolating = policies.filter(
      (policy) =>
        policy.namespace === pod.namespace &&
        policy.directions.has(direction) &&
        selects(policy.podSelector, pod.pods[0]?.labels ?? {}),
    );
    if (isolating.length === 0) return true;
    return isolating.some((policy) =>
      policy[direction].some(
        (rule) =>
          (!rule.peers || rule.peers.some((wanted) => isPeer(policy, wanted, peer))) &&
          (!rule.ports || rule.ports.some((port) => isPort(port, destination))),
      ),
    );
  };

  const isNode = (pod: Workload): boolean => pod.hostNetwork && profile.hostNetwork === 'node';

  const isPeer = (policy: Policy, wanted: Peer, peer: NaiveEnd): boolean => {
    if (wanted.type === 'ipBlock') {
      if ('address' in peer) return isInBlock(peer.address, wanted.cidr, wanted.except);
      if (profile.ipBlock === 'external-only') return false;
      const addresses = peer.pods[0]?.addresses ?? [];
      if (addresses.length === 0) return wanted.cidr === '0.0.0.0/0' && wanted.except.length === 0;
      return addresses.some((address) => isInBlock(address, wanted.cidr, wanted.except));
    }
    if ('address' in peer || isNode(peer)) return false;
    const isInNamespace = wanted.namespaceSelector
      ? selects(wanted.namespaceSelector, cluster.namespaces.get(peer.namespace)?.labels ?? {})
      : peer.namespace === policy.namespace;
    return isInNamespace && (!wanted.podSelector || selects(wanted.podSelector, peer.pods[0]?.labels ?? {}));
  };

  const isPort = (wanted: PolicyPort, to: NaiveEnd): boolean => {
    if (wanted.protocol !== query.protocol) return false;
    if (wanted.port === undefined) return true;
    if (typeof wanted.port === 'number')
      return query.port >= wanted.port && query.port <= (wanted.endPort ?? wanted.port);
    if ('address' in to || isNode(to)) return false;
    return to.ports.some(
      ({ name, protocol, port }) =>
        name === wanted.port && protocol === wanted.protocol && port === query.port,
    );
  };

  return judge(source, 'egress', destination) && judge(destination, 'ingress', source);
}

function selects(selector: LabelSelector, labels: Readonly<Record<string, string>>): boolean {
  for (const [key, value] of Object.entries(selector.matchLabels ?? {})) {
    if (!(key in labels) || labels[key] !== value) return false;
  }
  for (const { key, operator, values = [] } of selector.matchExpressions ?? []) {
    if (operator === 'In' && !(key in labels && values.includes(labels[key] ?? ''))) return false;
    if (operator === 'NotIn' && key in labels && values.includes(labels[key] ?? '')) return false;
    if (operator === 'Exists' && !(key in labels)) return false;
    if (operator === 'DoesNotExist' && key in labels) return false;
  }
  return true;
}

function isInBlock(address: string, cidr: string, except: readonly string[]): boolean {
  return isInCidr(address, cidr) && !except.some((hole) => isInCidr(address, hole));
}

function isInCidr(address: string, cidr: string): boolean {
  const [network = '', prefix] = cidr.split('/');
  if (network.includes(':') !== address.includes(':')) return false;
  const length = Number(prefix);
  return toBits(address).slice(0, length) === toBits(network).slice(0, length);
}

/** An address as a string of zeros and ones. IPv6 with at most one `::` and no dotted part. */
function toBits(address: string): string {
  if (!address.includes(':'))
    return address
      .split('.')
      .map((part) => Number(part).toString(2).padStart(8, '0'))
      .join('');
  const [head = '', tail = ''] = address.split('::');
  const groupsOf = (text: string): string[] => (text === '' ? [] : text.split(':'));
  const missing = 8 - groupsOf(head).length - groupsOf(tail).length;
  return [...groupsOf(head), ...Array<string>(missing).fill('0'), ...groupsOf(tail)]
    .map((group) => Number.parseInt(group, 16).toString(2).padStart(16, '0'))
    .join('');
}
