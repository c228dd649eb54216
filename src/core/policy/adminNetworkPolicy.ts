import type { Protocol } from '../model/cluster';
import type { TierPolicy, TierPort, TierRule } from './policy';
import { readSubject, readTierPeer, type WrittenSubject, type WrittenTierPeer } from './tierParts';

/** An AdminNetworkPolicy or BaselineAdminNetworkPolicy as the API takes it. */
interface AdminNetworkPolicyManifest {
  readonly kind: 'AdminNetworkPolicy' | 'BaselineAdminNetworkPolicy';
  readonly metadata: { readonly name?: string | null; readonly generateName?: string | null };
  readonly spec: {
    /** Not of a BaselineAdminNetworkPolicy. */
    readonly priority?: number;
    readonly subject: WrittenSubject;
    readonly ingress?: readonly WrittenRule[];
    readonly egress?: readonly WrittenRule[];
  };
}

interface WrittenRule {
  readonly name?: string;
  readonly action: 'Allow' | 'Deny' | 'Pass';
  readonly from?: readonly WrittenTierPeer[];
  readonly to?: readonly WrittenTierPeer[];
  readonly ports?: readonly WrittenPort[];
}

interface WrittenPort {
  readonly portNumber?: { readonly protocol?: Protocol | ''; readonly port: number };
  readonly namedPort?: string;
  readonly portRange?: { readonly protocol?: Protocol | ''; readonly start: number; readonly end: number };
}

/**
 * The policy in the form that is evaluated (S64). `value` must be an AdminNetworkPolicy or a
 * BaselineAdminNetworkPolicy v1alpha1, with its kind, that `validateAdminNetworkPolicy` does not refuse.
 */
export function readAdminNetworkPolicy(value: unknown): TierPolicy {
  const { kind, metadata, spec } = value as AdminNetworkPolicyManifest;
  const name = metadata.name || metadata.generateName || '';
  const isBaseline = kind === 'BaselineAdminNetworkPolicy';
  return {
    id: `${kind}/${name}`,
    kind,
    namespace: '',
    name,
    tier: isBaseline ? 'Baseline' : 'Admin',
    priority: isBaseline ? 0 : (spec.priority ?? 0),
    subject: readSubject(spec.subject),
    ingress: (spec.ingress ?? []).map((rule) => readRule(rule, rule.from)),
    egress: (spec.egress ?? []).map((rule) => readRule(rule, rule.to)),
  };
}

/** An empty list of ports is the same as none (S65). */
function readRule({ name, action, ports }: WrittenRule, peers: readonly WrittenTierPeer[] = []): TierRule {
  return {
    ...(name === undefined ? {} : { name }),
    action: action === 'Allow' ? 'Accept' : action,
    peers: peers.map(readTierPeer),
    ...(ports && ports.length > 0 ? { ports: ports.map(readPort) } : {}),
  };
}

function readPort({ portNumber, portRange, namedPort }: WrittenPort): TierPort {
  if (portNumber) return { protocol: portNumber.protocol || 'TCP', port: portNumber.port };
  if (portRange) {
    return { protocol: portRange.protocol || 'TCP', port: portRange.start, endPort: portRange.end };
  }
  return { containerPort: namedPort ?? '' };
}
