import { ALL, type ConnectionSet, intersect, union } from '../model/connections';
import type { Direction, Policy } from '../policy/policy';
import { work } from '../model/work';
import type { CompiledRule } from './compiledPolicies';
import type { Scope } from './connectivity';
import { allowedFromAnyone } from './isolation';
import { isolationInScope, type PolicyIndex, scopeFilter } from './policyIndex';
import { portsAt } from './rulePorts';
import { throughTiers } from './tiers';

/** By class. */
export type Row = ConnectionSet[];

/** What a class admits from every peer whatever: with tiers, what each of their verdicts lets through. */
export function admittedFromAnyone(index: PolicyIndex, at: number, direction: Direction): ConnectionSet {
  const { tiers } = index;
  const isolation = index[direction].isolation.at(at);
  const allowed = index[direction].fromAnyone.at(at);
  if (!tiers.isJudged(at, direction)) return allowed;
  return tiers
    .verdicts(at, direction)
    .map((verdict) => throughTiers(verdict, isolation.policies.length > 0, allowed))
    .reduce(intersect, ALL);
}

/** What one class admits, by peer: a constant, except for the peers of its rules, between the tiers. */
export function buildRow(index: PolicyIndex, at: number, direction: Direction, scope: Scope): Row {
  work.rows++;
  const { tiers, ground } = index;
  const { count } = ground.classes;
  const isolation = isolationInScope(index, at, direction, scopeFilter(scope));
  const constant = allowedFromAnyone(isolation, direction, at, ground);
  const row = Array<ConnectionSet>(count).fill(constant);
  for (const { rules } of isolation.policies) {
    for (const rule of rules[direction]) {
      forEachPeer(index, rule, direction, at, (peer, connections) => {
        row[peer] = union(row[peer]!, connections);
      });
    }
  }
  if (scope.only || !tiers.isJudged(at, direction)) return row;
  const isIsolated = isolation.policies.length > 0;
  for (let peer = 0; peer < count; peer++) {
    row[peer] = throughTiers(tiers.verdict(at, direction, peer, scope.without), isIsolated, row[peer]!);
  }
  return row;
}

/** What every class admits of one peer: what it admits from anyone, and more where a rule's peers hold this one. */
export function buildColumn(index: PolicyIndex, peer: number, direction: Direction, scope: Scope): Row {
  work.columns++;
  const { tiers, ground } = index;
  const isInScope = scopeFilter(scope);
  const column = index[direction].fromAnyone.toArray();
  if (isInScope) {
    for (const [at, { policies }] of index[direction].isolation.toArray().entries()) {
      if (policies.length === 0) continue;
      column[at] = allowedFromAnyone(
        isolationInScope(index, at, direction, isInScope),
        direction,
        at,
        ground,
      );
    }
  }
  forEachSubject(index, peer, direction, isInScope, (at, connections) => {
    column[at] = union(column[at]!, connections);
  });
  if (scope.only || tiers.policies.length === 0) return column;
  for (let at = 0; at < column.length; at++) {
    if (!tiers.isJudged(at, direction)) continue;
    const isIsolated = isolationInScope(index, at, direction, isInScope).policies.length > 0;
    column[at] = throughTiers(tiers.verdict(at, direction, peer, scope.without), isIsolated, column[at]!);
  }
  return column;
}

/**
 * Visits what a rule admits at one subject of its policy, peer by peer, beyond what it admits from anyone.
 * A peer may be visited more than once.
 */
export function forEachPeer(
  { ground: { classes, profile, sets } }: PolicyIndex,
  { peers, ports }: CompiledRule,
  direction: Direction,
  subject: number,
  visit: (peer: number, connections: ConnectionSet) => void,
): void {
  const { samples } = classes;
  if (!peers) {
    if (direction === 'ingress' || ports.names.length === 0) return;
    for (const [peer, sample] of samples.entries()) visit(peer, portsAt(ports, sample, profile));
    return;
  }
  const constant = direction === 'ingress' ? portsAt(ports, samples[subject]!, profile) : ports.fixed;
  const varies = direction === 'egress' && ports.names.length > 0;
  for (const set of peers) {
    sets.forEach(set, (peer) => visit(peer, varies ? portsAt(ports, samples[peer]!, profile) : constant));
  }
}

/**
 * Visits what the rules of a scope admit of one peer beyond what they admit from anyone, at each subject.
 * A subject may be visited more than once.
 */
export function forEachSubject(
  index: PolicyIndex,
  peer: number,
  direction: Direction,
  isInScope: ((policy: Policy) => boolean) | undefined,
  visit: (subject: number, connections: ConnectionSet) => void,
): void {
  const { classes, profile, sets } = index.ground;
  const { rulesWithPeers, namesForAnyone } = index[direction];
  const visitRule = ({ owner, ports }: CompiledRule): void => {
    if (isInScope && !isInScope(owner.policy)) return;
    sets.forEach(owner.subjects, (subject) => {
      visit(subject, portsAt(ports, classes.samples[direction === 'ingress' ? subject : peer]!, profile));
    });
  };
  sets.forEachHolding(peer, (set) => {
    for (const rule of rulesWithPeers.at(set) ?? []) visitRule(rule);
  });
  for (const rule of namesForAnyone) visitRule(rule);
}
