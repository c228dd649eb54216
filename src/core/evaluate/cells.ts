import { ALL, type ConnectionSet, isEmpty, NONE, union } from '../model/connections';
import type { Direction } from '../policy/policy';
import type { Party, RuleMatch, Scope } from './connectivity';
import { contains } from './partySets';
import { type CompiledRule, isolatingInScope, type PolicyIndex } from './policyIndex';
import { portsAt } from './rulePorts';

/** What one party admits of one peer, by the policies of a scope: the union of their rules that match (S5, S6). */
export function admittedBetween(
  index: PolicyIndex,
  party: Party,
  direction: Direction,
  peer: Party,
  scope: Scope,
): ConnectionSet {
  const policies = isolatingInScope(index, party.index, direction, scope);
  if (policies.length === 0) return ALL;
  let result = NONE;
  for (const policy of policies) {
    for (const rule of policy.rules[direction]) {
      if (matchesPeer(rule, peer)) result = union(result, portsBetween(index, rule, party, direction, peer));
    }
  }
  return result;
}

/** The rules that admit something at one end, one entry for each element of from/to that matches. */
export function findMatches(
  index: PolicyIndex,
  party: Party,
  direction: Direction,
  peer: Party,
): readonly RuleMatch[] {
  const matches: RuleMatch[] = [];
  for (const { policy, rules } of isolatingInScope(index, party.index, direction, {})) {
    for (const rule of rules[direction]) {
      const connections = portsBetween(index, rule, party, direction, peer);
      if (isEmpty(connections)) continue;
      if (!rule.peers) matches.push({ policy, rule: rule.index, connections });
      for (const [i, set] of (rule.peers ?? []).entries()) {
        if (contains(set, peer.index)) matches.push({ policy, rule: rule.index, peer: i, connections });
      }
    }
  }
  return matches;
}

function matchesPeer({ peers }: CompiledRule, peer: Party): boolean {
  return !peers || peers.some((set) => contains(set, peer.index));
}

/** Names are resolved at the destination (S30b): for ingress the party itself, for egress the peer. */
function portsBetween(
  { profile }: PolicyIndex,
  { ports }: CompiledRule,
  party: Party,
  direction: Direction,
  peer: Party,
): ConnectionSet {
  return portsAt(ports, direction === 'ingress' ? party : peer, profile);
}
