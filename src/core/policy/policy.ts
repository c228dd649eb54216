import type { Block } from '../model/cidr';
import type { Protocol } from '../model/cluster';
import type { LabelSelector } from '../model/selector';

export type Direction = 'ingress' | 'egress';

/** A NetworkPolicy as it is evaluated. Defaults are applied (S2, TCP). */
export interface NetworkPolicy {
  /** `Kind/namespace/name`. */
  readonly id: string;
  readonly kind: 'NetworkPolicy';
  readonly namespace: string;
  readonly name: string;
  readonly podSelector: LabelSelector;
  /** The effective policyTypes (S2). */
  readonly directions: ReadonlySet<Direction>;
  /** Rules as written, by index. Rules of a direction that is not effective are kept here and are inert (S3). */
  readonly ingress: readonly Rule[];
  readonly egress: readonly Rule[];
}

export interface Rule {
  /** undefined: any peer (S11). Never empty. */
  readonly peers?: readonly Peer[];
  /** undefined: any port of any protocol (S28). Never empty. */
  readonly ports?: readonly PolicyPort[];
}

/** One element of `from` or `to`. */
export type Peer = PodPeer | ({ readonly type: 'ipBlock' } & Block);

export interface PodPeer {
  readonly type: 'pods';
  /** undefined: the policy's own namespace (S13); never so in a tier policy. */
  readonly namespaceSelector?: LabelSelector;
  /** undefined: all pods of the namespaces. */
  readonly podSelector?: LabelSelector;
}

export interface PolicyPort {
  readonly protocol: Protocol;
  /** undefined: every port of the protocol. */
  readonly port?: number | string;
  readonly endPort?: number;
}

/** Where a policy stands around NetworkPolicies (S51). */
export type Tier = 'Admin' | 'Baseline';

/**
 * A ClusterNetworkPolicy, AdminNetworkPolicy or BaselineAdminNetworkPolicy as it is evaluated (S50–S66).
 * It isolates nothing: rules accept, deny or pass in order, and what none of them matches goes on to the next tier.
 */
export interface TierPolicy {
  /** `Kind/name`. */
  readonly id: string;
  readonly kind: 'ClusterNetworkPolicy' | 'AdminNetworkPolicy' | 'BaselineAdminNetworkPolicy';
  /** Empty: the kinds are cluster-scoped. */
  readonly namespace: '';
  readonly name: string;
  readonly tier: Tier;
  /** 0–1000, lower first; 0 for a BaselineAdminNetworkPolicy, of which there is one. */
  readonly priority: number;
  readonly subject: Subject;
  readonly ingress: readonly TierRule[];
  readonly egress: readonly TierRule[];
}

/** Which pods a tier policy judges (S55). */
export interface Subject {
  readonly namespaceSelector: LabelSelector;
  /** undefined: all pods of the namespaces. */
  readonly podSelector?: LabelSelector;
}

export interface TierRule {
  readonly name?: string;
  /** `Allow` of the older kinds is `Accept`. */
  readonly action: 'Accept' | 'Deny' | 'Pass';
  /** Never empty. */
  readonly peers: readonly TierPeer[];
  /** undefined: any port of any protocol (S60). Never empty. */
  readonly ports?: readonly TierPort[];
}

/** One element of `from` or `to`; the last three in egress only. */
export type TierPeer =
  | PodPeer
  | { readonly type: 'networks'; readonly cidrs: readonly string[] }
  | { readonly type: 'nodes'; readonly nodeSelector: LabelSelector }
  | { readonly type: 'domainNames'; readonly names: readonly string[] };

/** A number or range of a protocol, or a container port by its name alone, whose protocol then counts (S60). */
export type TierPort = PolicyPort | { readonly containerPort: string };

/** A policy of any kind that is evaluated. */
export type Policy = NetworkPolicy | TierPolicy;
