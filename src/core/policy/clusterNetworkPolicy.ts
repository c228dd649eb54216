import type { Protocol } from '../model/cluster';
import type { Tier, TierPolicy, TierPort, TierRule } from './policy';
import { readSubject, readTierPeer, type WrittenSubject, type WrittenTierPeer } from './tierParts';

/** A ClusterNetworkPolicy as the API takes it. */
interface ClusterNetworkPolicyManifest {
  readonly metadata: { readonly name?: string | null; readonly generateName?: string | null };
  readonly spec: {
    readonly tier: Tier;
    readonly priority: number;
    readonly subject: WrittenSubject;
    readonly ingress?: readonly WrittenRule[];
    readonly egress?: readonly WrittenRule[];
  };
}

interface WrittenRule {
  readonly name?: string;
  readonly action: TierRule['action'];
  readonly from?: readonly WrittenTierPeer[];
  readonly to?: readonly WrittenTierPeer[];
  readonly protocols?: readonly WrittenProtocol[];
}

interface WrittenProtocol {
  readonly tcp?: WrittenTransport;
  readonly udp?: WrittenTransport;
  readonly sctp?: WrittenTransport;
  readonly destinationNamedPort?: string;
}

interface WrittenTransport {
  readonly destinationPort?: {
    readonly number?: number;
    readonly range?: { readonly start: number; readonly end: number };
  };
}

/**
 * The policy in the form that is evaluated. `value` must be a ClusterNetworkPolicy v1alpha2 that
 * `validateClusterNetworkPolicy` does not refuse.
 */
export function readClusterNetworkPolicy(value: unknown): TierPolicy {
  const { metadata, spec } = value as ClusterNetworkPolicyManifest;
  const name = metadata.name || metadata.generateName || '';
  return {
    id: `ClusterNetworkPolicy/${name}`,
    kind: 'ClusterNetworkPolicy',
    namespace: '',
    name,
    tier: spec.tier,
    priority: spec.priority,
    subject: readSubject(spec.subject),
    ingress: (spec.ingress ?? []).map((rule) => readRule(rule, rule.from)),
    egress: (spec.egress ?? []).map((rule) => readRule(rule, rule.to)),
  };
}

function readRule(
  { name, action, protocols }: WrittenRule,
  peers: readonly WrittenTierPeer[] = [],
): TierRule {
  return {
    ...(name === undefined ? {} : { name }),
    action,
    peers: peers.map(readTierPeer),
    ...(protocols ? { ports: protocols.map(readProtocol) } : {}),
  };
}

/** S60: no protocol stands for all of them; a named port has its container port's protocol. */
function readProtocol({ tcp, udp, sctp, destinationNamedPort }: WrittenProtocol): TierPort {
  if (tcp) return readTransport('TCP', tcp);
  if (udp) return readTransport('UDP', udp);
  if (sctp) return readTransport('SCTP', sctp);
  return { containerPort: destinationNamedPort ?? '' };
}

function readTransport(protocol: Protocol, { destinationPort }: WrittenTransport): TierPort {
  const { number, range } = destinationPort ?? {};
  if (range) return { protocol, port: range.start, endPort: range.end };
  return { protocol, ...(number === undefined ? {} : { port: number }) };
}
