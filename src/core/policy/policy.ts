import type { Block } from '../model/cidr';
import type { Protocol } from '../model/cluster';
import type { LabelSelector } from '../model/selector';

export type Direction = 'ingress' | 'egress';

/** A policy of any kind in the one form that is evaluated. Defaults are applied (S2, TCP). */
export interface Policy {
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
export type Peer =
  | {
      readonly type: 'pods';
      /** undefined: the policy's own namespace (S13). */
      readonly namespaceSelector?: LabelSelector;
      /** undefined: all pods of the namespaces. */
      readonly podSelector?: LabelSelector;
    }
  | ({ readonly type: 'ipBlock' } & Block);

export interface PolicyPort {
  readonly protocol: Protocol;
  /** undefined: every port of the protocol. */
  readonly port?: number | string;
  readonly endPort?: number;
}
