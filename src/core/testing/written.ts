/** Policies as users write them, valid, with every way to leave something out. */

/** A policy of any kind. */
export type WrittenPolicy = WrittenNetworkPolicy | WrittenTierPolicy;

export type WrittenTierPolicy = WrittenClusterPolicy | WrittenAdminPolicy | WrittenBaselinePolicy;

export interface WrittenNetworkPolicy {
  readonly apiVersion: string;
  readonly kind: 'NetworkPolicy';
  readonly metadata: { readonly name: string; readonly namespace: string };
  readonly spec?: {
    readonly podSelector?: WrittenSelector | null;
    readonly policyTypes?: readonly WrittenDirection[] | null;
    readonly ingress?: readonly (WrittenRule | null)[] | null;
    readonly egress?: readonly (WrittenRule | null)[] | null;
  } | null;
}

export type WrittenDirection = 'Ingress' | 'Egress';

export interface WrittenRule {
  readonly from?: readonly WrittenPeer[] | null;
  readonly to?: readonly WrittenPeer[] | null;
  readonly ports?: readonly (WrittenPort | null)[] | null;
}

export interface WrittenPeer {
  readonly podSelector?: WrittenSelector | null;
  readonly namespaceSelector?: WrittenSelector | null;
  readonly ipBlock?: { readonly cidr: string; readonly except?: readonly string[] | null } | null;
}

export interface WrittenPort {
  readonly protocol?: WrittenProtocol | null;
  readonly port?: number | string | null;
  readonly endPort?: number | null;
}

export type WrittenProtocol = 'TCP' | 'UDP' | 'SCTP';

export interface WrittenSelector {
  readonly matchLabels?: Readonly<Record<string, string | null>> | null;
  readonly matchExpressions?:
    | readonly {
        readonly key: string;
        readonly operator: 'In' | 'NotIn' | 'Exists' | 'DoesNotExist';
        readonly values?: readonly string[] | null;
      }[]
    | null;
}

/** ClusterNetworkPolicy v1alpha2. */
export interface WrittenClusterPolicy {
  readonly apiVersion: string;
  readonly kind: 'ClusterNetworkPolicy';
  readonly metadata: { readonly name: string };
  readonly spec: {
    readonly tier: 'Admin' | 'Baseline';
    readonly priority: number;
    readonly subject: WrittenSubject;
    readonly ingress?: readonly WrittenClusterRule[];
    readonly egress?: readonly WrittenClusterRule[];
  };
}

/** AdminNetworkPolicy v1alpha1. */
interface WrittenAdminPolicy {
  readonly apiVersion: string;
  readonly kind: 'AdminNetworkPolicy';
  readonly metadata: { readonly name: string };
  readonly spec: { readonly priority: number } & WrittenAdminSpec;
}

/** BaselineAdminNetworkPolicy v1alpha1. */
interface WrittenBaselinePolicy {
  readonly apiVersion: string;
  readonly kind: 'BaselineAdminNetworkPolicy';
  readonly metadata: { readonly name: 'default' };
  readonly spec: WrittenAdminSpec;
}

interface WrittenAdminSpec {
  readonly subject: WrittenSubject;
  readonly ingress?: readonly WrittenAdminRule[];
  readonly egress?: readonly WrittenAdminRule[];
}

/** Exactly one of the two. */
export interface WrittenSubject {
  readonly namespaces?: WrittenSelector;
  readonly pods?: { readonly podSelector: WrittenSelector; readonly namespaceSelector?: WrittenSelector };
}

/** Exactly one field; the last three in egress only. */
export interface WrittenTierPeer extends WrittenSubject {
  readonly networks?: readonly string[];
  readonly nodes?: WrittenSelector;
  readonly domainNames?: readonly string[];
}

interface WrittenPeers {
  readonly name?: string;
  readonly from?: readonly WrittenTierPeer[];
  readonly to?: readonly WrittenTierPeer[];
}

export interface WrittenClusterRule extends WrittenPeers {
  readonly action: 'Accept' | 'Deny' | 'Pass';
  readonly protocols?: readonly WrittenClusterPort[];
}

/** Exactly one field. */
export interface WrittenClusterPort {
  readonly tcp?: WrittenTransport;
  readonly udp?: WrittenTransport;
  readonly sctp?: WrittenTransport;
  readonly destinationNamedPort?: string;
}

interface WrittenTransport {
  readonly destinationPort: {
    readonly number?: number;
    readonly range?: { readonly start: number; readonly end: number };
  };
}

export interface WrittenAdminRule extends WrittenPeers {
  readonly action: 'Allow' | 'Deny' | 'Pass';
  readonly ports?: readonly WrittenAdminPort[];
}

/** Exactly one field. */
export interface WrittenAdminPort {
  readonly portNumber?: { readonly protocol?: WrittenProtocol; readonly port: number };
  readonly portRange?: { readonly protocol?: WrittenProtocol; readonly start: number; readonly end: number };
  readonly namedPort?: string;
}
