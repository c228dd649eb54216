import type { PortRange } from '../model/connections';
import type { Direction } from '../policy/policy';

/** A place in a policy: the policy, a rule of it, one of its peers or ports. */
export interface RuleRef {
  readonly policy: string;
  readonly direction: Direction;
  readonly rule: number;
  /** undefined: the rule names no peers. */
  readonly peer?: number;
}

/** Why a rule does not admit the connection. */
export type Failure =
  | { readonly type: 'label'; readonly of: 'pod' | 'namespace'; readonly wants: string; readonly has: string }
  | { readonly type: 'otherNamespace'; readonly wants: string; readonly has: string }
  | { readonly type: 'address'; readonly wants: string; readonly has: string }
  | { readonly type: 'hostNetwork' }
  | { readonly type: 'port'; readonly wants: string; readonly has: string };

export interface RuleVerdict extends RuleRef {
  /** What the rule admits of the connections asked about; empty: nothing. */
  readonly admits: readonly PortRange[];
  /** Where it admits nothing: what failed, of each of its peers. */
  readonly failures: readonly Failure[];
}

/** One end of a connection. */
export interface SideExplanation {
  readonly direction: Direction;
  /** Title of the workload or addresses at this end. */
  readonly party: string;
  /** Ids of the policies that isolate it; empty: not isolated, everything passes. */
  readonly isolatedBy: readonly string[];
  /** Every rule of those policies in this direction. */
  readonly rules: readonly RuleVerdict[];
  readonly admitted: readonly PortRange[];
  readonly allowed: boolean;
}

/** The way of a packet, for a source, a destination and either one port or all that is permitted. */
export interface Explanation {
  readonly source: string;
  readonly destination: string;
  /** `partly`: permitted for some pods of a workload only. */
  readonly verdict: 'allowed' | 'denied' | 'partly';
  /** `self`: a pod and itself (S31). */
  readonly self: boolean;
  readonly permitted: readonly PortRange[];
  /** What is permitted in words, or what is denied. */
  readonly ports: string;
  readonly egress: SideExplanation;
  readonly ingress: SideExplanation;
  /** Sentences about what depends on the network plugin (S40–S49). */
  readonly caveats: readonly string[];
}
