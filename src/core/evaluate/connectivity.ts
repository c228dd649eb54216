import type { AddressInterval } from '../model/cidr';
import type { Cluster, Labels, Workload } from '../model/cluster';
import type { ConnectionSet } from '../model/connections';
import type { Direction, NetworkPolicy, Policy, TierPolicy } from '../policy/policy';

/** Readings where the API leaves a choice (S24, S32). Networks of the tiers match pods in either (S57). */
export interface Profile {
  readonly ipBlock: 'by-ip' | 'external-only';
  readonly hostNetwork: 'node' | 'pod';
}

/** How most network plugins read the choices. */
export const DEFAULT_PROFILE: Profile = { ipBlock: 'by-ip', hostNetwork: 'node' };

export function isSameProfile(a: Profile, b: Profile): boolean {
  return a.ipBlock === b.ipBlock && a.hostNetwork === b.hostNetwork;
}

/** Pods of one workload that no loaded policy can tell apart. */
export interface PodGroup {
  readonly type: 'pods';
  /** Position in `Connectivity.parties`. */
  readonly index: number;
  readonly workload: Workload;
  readonly labels: Labels;
  readonly addresses: readonly string[];
  /** How many pods are known to be in the group; at least 1. */
  readonly pods: number;
  /** Whether two different pods can be in the group, so that it can talk to itself across pods (S31, S93). */
  readonly hasSiblings: boolean;
}

/** Addresses outside the cluster that no loaded ipBlock can tell apart (S99). */
export interface AddressRange {
  readonly type: 'addresses';
  readonly index: number;
  /** Disjoint, ascending, of one family. */
  readonly intervals: readonly AddressInterval[];
}

/** What can stand at either end of a connection. */
export type Party = PodGroup | AddressRange;

/** Whether a party counts as a node: policies neither select nor match a pod on the host network by labels (S32). */
export function isNode(party: Party, profile: Profile): boolean {
  return party.type === 'pods' && party.workload.hostNetwork && profile.hostNetwork === 'node';
}

/** A rule's part in what one end of a connection admits. */
export interface RuleMatch {
  readonly policy: NetworkPolicy;
  readonly rule: number;
  /** Index of the element of from/to that matches; undefined: the rule names no peers. */
  readonly peer?: number;
  readonly connections: ConnectionSet;
}

/**
 * How the tiers around NetworkPolicy judge one end. With `np` as what NetworkPolicies say, it admits
 * `accepted ∪ (left ∩ (isolated ? np : baseline))` (S51, S54).
 */
export interface TierVerdict {
  /** What the Admin tier accepts: final for this end. */
  readonly accepted: ConnectionSet;
  /** What it leaves to NetworkPolicies, by Pass or because no rule matches. */
  readonly left: ConnectionSet;
  /** What the Baseline tier, and the default after it, allow where no NetworkPolicy isolates. */
  readonly baseline: ConnectionSet;
}

/** A tier rule that decides some connections at one end: it matches them, and no rule before it in its tier does. */
export interface TierMatch {
  readonly policy: TierPolicy;
  readonly rule: number;
  /** Index of the element of from/to that matches first. */
  readonly peer: number;
  readonly connections: ConnectionSet;
}

/**
 * Which policies judge: all, all but some, or some NetworkPolicies alone, without tiers. A party that none of them
 * isolates admits everything that the tiers let through.
 */
export interface Scope {
  readonly without?: readonly Policy[];
  readonly only?: readonly NetworkPolicy[];
}

/**
 * Parties that no policy tells apart: what is true of one is true of each, save that a lone pod does not meet itself
 * (S31). They can be of many workloads and namespaces, pods or ranges of addresses, not both.
 */
export interface PartyClass {
  /** Position in `Connectivity.classes`. */
  readonly index: number;
  readonly members: readonly Party[];
}

/** What is permitted from the members of one class to those of another. */
export interface ClassFlow {
  readonly destination: PartyClass;
  readonly connections: ConnectionSet;
}

/** What is permitted from a source to a destination. */
export interface PermittedFlow {
  readonly destination: Party;
  readonly connections: ConnectionSet;
}

/** The judgement of all policies together. Queries are exact and computed on demand. */
export interface Connectivity {
  readonly cluster: Cluster;
  readonly policies: readonly NetworkPolicy[];
  /** In the order of judgement: Admin before Baseline, by priority; ties by name, as nothing defines them (S53). */
  readonly tierPolicies: readonly TierPolicy[];
  readonly profile: Profile;
  /** All pod groups in the order of `cluster.workloads`, then the address ranges. */
  readonly parties: readonly Party[];
  readonly addressRanges: readonly AddressRange[];
  /** The parties, by what policies say of them. */
  readonly classes: readonly PartyClass[];
  classOf(party: Party): PartyClass;
  podGroups(workloadId: string): readonly PodGroup[];
  /** The groups that a policy selects. */
  selected(policy: Policy): readonly PodGroup[];
  /** The NetworkPolicies that isolate a party in a direction; empty for addresses and host-network pods (S5, S32). */
  isolating(party: Party, direction: Direction): readonly NetworkPolicy[];
  /** What `party` admits from (ingress) or to (egress) `peer`, by the policies at this end, tiers included. `without` leaves some out. */
  admitted(party: Party, direction: Direction, peer: Party, without?: readonly Policy[]): ConnectionSet;
  /** The part of the tiers in `admitted`. Everything is left, and the baseline allows all, where none selects. */
  tierVerdict(party: Party, direction: Direction, peer: Party, without?: readonly Policy[]): TierVerdict;
  /** The tier rules that decide something at one end, in the order of judgement, Baseline last. */
  tierMatches(party: Party, direction: Direction, peer: Party): readonly TierMatch[];
  /** What `party` admits from or to every peer whatever, known or not. */
  admittedFromAnyone(party: Party, direction: Direction): ConnectionSet;
  /** `admitted` of one party for every peer, by the index of the peer. */
  admittedRow(party: Party, direction: Direction, scope?: Scope): readonly ConnectionSet[];
  /** `admitted` of every party for one peer, by the index of the party. */
  admittedColumn(peer: Party, direction: Direction, scope?: Scope): readonly ConnectionSet[];
  /** What is permitted: both ends decide (S8). Of a group to itself: between two different pods of it. */
  permitted(source: Party, destination: Party): ConnectionSet;
  /**
   * The destinations for which `permitted` is more than what both ends admit from anyone. For every other one it is
   * exactly the intersection of the two `admittedFromAnyone`; the cost is that of the exceptions, not of all pairs.
   */
  exceptionsFrom(source: Party): readonly PermittedFlow[];
  /** The same from the members of a class to those of others, or to each other. */
  exceptionsOfClass(source: PartyClass): readonly ClassFlow[];
  /**
   * The rules of NetworkPolicies that admit something at one end, in the order of policies and rules; one entry for each element
   * of from/to that matches. Empty where nothing isolates.
   */
  matches(party: Party, direction: Direction, peer: Party): readonly RuleMatch[];
}
