import { ALL, type ConnectionSet, NONE, union } from '../model/connections';
import type { Direction, NetworkPolicy } from '../policy/policy';
import type { Party, Profile, Scope } from './connectivity';
import type { PartySet, PartySets } from './partySets';
import { compilePorts, portsAt, type RulePorts } from './rulePorts';

/** A rule of an effective direction with its peers as sets of parties. */
export interface CompiledRule {
  readonly owner: CompiledPolicy;
  /** Position among the rules of the policy. */
  readonly index: number;
  /** In the order of from/to; undefined: any peer (S11). */
  readonly peers: readonly PartySet[] | undefined;
  readonly ports: RulePorts;
}

interface CompiledPolicy {
  readonly policy: NetworkPolicy;
  readonly subjects: PartySet;
  /** Empty in a direction that is not effective (S3). */
  readonly rules: Readonly<Record<Direction, readonly CompiledRule[]>>;
}

/** What is looked up of one direction. */
interface DirectionIndex {
  /** By party. */
  readonly isolating: readonly (readonly CompiledPolicy[])[];
  /** By party: what it admits from anyone. */
  readonly fromAnyone: readonly ConnectionSet[];
  /** By id of a party set: the rules with it among their peers. */
  readonly rulesWithPeers: ReadonlyMap<number, readonly CompiledRule[]>;
  /** Rules for any peer whose port names mean something else at each destination. */
  readonly namesForAnyone: readonly CompiledRule[];
}

/** The policies compiled, with the ways to find them. */
export interface PolicyIndex extends Readonly<Record<Direction, DirectionIndex>> {
  readonly parties: readonly Party[];
  readonly profile: Profile;
  readonly compiled: ReadonlyMap<string, CompiledPolicy>;
  /** By party: the ids of the party sets that hold it. */
  readonly setsHolding: readonly (readonly number[])[];
}

export function buildPolicyIndex(
  policies: readonly NetworkPolicy[],
  sets: PartySets,
  parties: readonly Party[],
  profile: Profile,
): PolicyIndex {
  const compiled = policies.map((policy) => compilePolicy(policy, sets));
  const setsHolding = parties.map((): number[] => []);
  for (const { id, members } of sets.all) {
    for (const party of members) setsHolding[party]?.push(id);
  }
  return {
    parties,
    profile,
    compiled: new Map(compiled.map((entry) => [entry.policy.id, entry])),
    setsHolding,
    ingress: indexDirection('ingress', compiled, parties, profile),
    egress: indexDirection('egress', compiled, parties, profile),
  };
}

function compilePolicy(policy: NetworkPolicy, sets: PartySets): CompiledPolicy {
  const rules: Record<Direction, CompiledRule[]> = { ingress: [], egress: [] };
  const subjects = sets.subjects(policy.namespace, policy.podSelector);
  const owner: CompiledPolicy = { policy, subjects, rules };
  for (const direction of policy.directions) {
    rules[direction] = policy[direction].map((rule, index) => ({
      owner,
      index,
      peers: rule.peers?.map((peer) => sets.peer(policy.namespace, peer)),
      ports: compilePorts(rule.ports),
    }));
  }
  return owner;
}

function indexDirection(
  direction: Direction,
  compiled: readonly CompiledPolicy[],
  parties: readonly Party[],
  profile: Profile,
): DirectionIndex {
  const isolating = parties.map((): CompiledPolicy[] => []);
  const rulesWithPeers = new Map<number, CompiledRule[]>();
  const namesForAnyone: CompiledRule[] = [];
  for (const policy of compiled) {
    if (!policy.policy.directions.has(direction)) continue;
    for (const subject of policy.subjects.members) isolating[subject]?.push(policy);
    for (const rule of policy.rules[direction]) {
      if (!rule.peers && direction === 'egress' && rule.ports.names.length > 0) namesForAnyone.push(rule);
      for (const { id } of new Set(rule.peers)) {
        const known = rulesWithPeers.get(id);
        if (known) known.push(rule);
        else rulesWithPeers.set(id, [rule]);
      }
    }
  }
  const fromAnyone = parties.map((party, i) =>
    admittedFromAnyone(isolating[i] ?? [], direction, party, profile),
  );
  return { isolating, fromAnyone, rulesWithPeers, namesForAnyone };
}

/** What a party admits from every peer whatever, if the given policies are those that isolate it. */
export function admittedFromAnyone(
  policies: readonly CompiledPolicy[],
  direction: Direction,
  party: Party,
  profile: Profile,
): ConnectionSet {
  if (policies.length === 0) return ALL;
  let result = NONE;
  for (const policy of policies) {
    for (const { peers, ports } of policy.rules[direction]) {
      if (!peers)
        result = union(result, direction === 'ingress' ? portsAt(ports, party, profile) : ports.fixed);
    }
  }
  return result;
}

const isInScope = ({ policy }: CompiledPolicy, { without, only }: Scope): boolean =>
  policy.id !== without?.id && (!only || policy.id === only.id);

/** The policies of a scope that isolate a party. */
export function isolatingInScope(
  index: PolicyIndex,
  party: number,
  direction: Direction,
  scope: Scope,
): readonly CompiledPolicy[] {
  const all = index[direction].isolating[party] ?? [];
  return scope.without || scope.only ? all.filter((policy) => isInScope(policy, scope)) : all;
}

/**
 * Visits what a rule admits at one subject of its policy, peer by peer, beyond what it admits from anyone.
 * A peer may be visited more than once.
 */
export function forEachPeer(
  { parties, profile }: PolicyIndex,
  rule: CompiledRule,
  direction: Direction,
  subject: Party,
  visit: (peer: number, connections: ConnectionSet) => void,
): void {
  const { peers, ports } = rule;
  if (!peers) {
    if (direction === 'ingress' || ports.names.length === 0) return;
    for (const peer of parties) visit(peer.index, portsAt(ports, peer, profile));
    return;
  }
  const constant = portsAt(ports, subject, profile);
  const varies = direction === 'egress' && ports.names.length > 0;
  for (const { members } of peers) {
    for (const member of members) {
      const peer = parties[member];
      if (peer) visit(member, varies ? portsAt(ports, peer, profile) : constant);
    }
  }
}

/**
 * Visits what the rules of a scope admit of one peer beyond what they admit from anyone, at each subject.
 * A subject may be visited more than once.
 */
export function forEachSubject(
  index: PolicyIndex,
  peer: Party,
  direction: Direction,
  scope: Scope,
  visit: (subject: number, connections: ConnectionSet) => void,
): void {
  const { parties, profile, setsHolding } = index;
  const { rulesWithPeers, namesForAnyone } = index[direction];
  const visitRule = (rule: CompiledRule): void => {
    if (!isInScope(rule.owner, scope)) return;
    for (const member of rule.owner.subjects.members) {
      const subject = parties[member];
      if (subject) visit(member, portsAt(rule.ports, direction === 'ingress' ? subject : peer, profile));
    }
  };
  for (const set of setsHolding[peer.index] ?? []) {
    for (const rule of rulesWithPeers.get(set) ?? []) visitRule(rule);
  }
  for (const rule of namesForAnyone) visitRule(rule);
}
