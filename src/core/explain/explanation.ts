import type { PortRange } from '../model/connections';
import type { Direction, TierRule } from '../policy/policy';

/** A place in a policy: the policy, a rule of it, one of its peers or ports. */
export interface RuleRef {
  readonly policy: string;
  readonly direction: Direction;
  readonly rule: number;
  /** undefined: the rule names no peers. */
  readonly peer?: number;
}

/** Why a rule does not judge the connection. */
export type Failure =
  | {
      readonly type: 'label';
      readonly of: 'pod' | 'namespace' | 'node';
      readonly wants: string;
      readonly has: string;
      /** The key of the label, where it is absent. */
      readonly missing?: string;
    }
  | { readonly type: 'otherNamespace'; readonly wants: string; readonly has: string }
  | { readonly type: 'address'; readonly wants: string; readonly has: string }
  | { readonly type: 'hostNetwork' }
  | { readonly type: 'port'; readonly wants: string; readonly has: string }
  /** None of the ports that it names is one of the destination's. */
  | { readonly type: 'portName'; readonly wants: string; readonly at: string }
  /** Names of the DNS match no address that is known (S59). */
  | { readonly type: 'domainName'; readonly wants: string }
  /** An earlier rule of the tier decides all that it matches. */
  | { readonly type: 'overtaken' };

export interface RuleVerdict extends RuleRef {
  /** What the rule admits of the connections asked about; empty: nothing. */
  readonly admits: readonly PortRange[];
  /** Where it admits nothing: what failed, of each of its peers. */
  readonly failures: readonly Failure[];
}

/** What a rule of a tier policy does. */
export interface TierRuleVerdict extends RuleRef {
  readonly action: TierRule['action'];
  /** As written in the rule. */
  readonly name?: string;
  /** What it decides of the connections asked about, as the first of its tier that matches them; empty: nothing. */
  readonly decides: readonly PortRange[];
  /** Where it decides nothing: what failed, of each of its peers. */
  readonly failures: readonly Failure[];
}

/** One step of the way through an end. What is `left` comes to the next one. */
export interface Stage {
  readonly stage: 'Admin' | 'NetworkPolicy' | 'Baseline' | 'default';
  /** What of the connections asked about comes here; empty: the stage is not consulted. */
  readonly reached: readonly PortRange[];
  readonly allowed: readonly PortRange[];
  readonly denied: readonly PortRange[];
  readonly left: readonly PortRange[];
  /** Of a tier that is consulted: the rules of the policies that select this end, in the order of judgement. */
  readonly rules: readonly TierRuleVerdict[];
}

/** One end of a connection. */
export interface SideExplanation {
  readonly direction: Direction;
  /** Title of the workload or addresses at this end. */
  readonly party: string;
  /** Ids of the NetworkPolicies that isolate it; empty: not isolated, they let everything pass. */
  readonly isolatedBy: readonly string[];
  /** Every rule of those policies in this direction; none where all is decided before they are asked. */
  readonly rules: readonly RuleVerdict[];
  /**
   * The way through this end, in its order: a tier where one of its policies selects the end, NetworkPolicies where
   * one isolates it, the default where something is left to it. Of addresses, nodes and a pod itself only the default.
   */
  readonly stages: readonly Stage[];
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
  /**
   * Where policies of equal priority disagree, so that nothing defines the verdict (S53); mostly empty. The verdict
   * then is that of the first policy by name, and the first caveat says so.
   */
  readonly undefinedFor: readonly PortRange[];
  /** Sentences about what is undefined, cannot be known here, or depends on the network plugin (S33, S40–S59). */
  readonly caveats: readonly string[];
}
