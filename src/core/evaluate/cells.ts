import { ALL, type ConnectionSet, isEmpty, NONE, union } from '../model/connections';
import type { Direction, Policy } from '../policy/policy';
import { work } from '../model/work';
import type { CompiledRule } from './compiledPolicies';
import type { RuleMatch } from './connectivity';
import type { Isolation } from './isolation';
import { isolationInScope, type PolicyIndex, scopeFilter } from './policyIndex';
import { portsAt } from './rulePorts';
import { throughTiers } from './tiers';

/**
 * What one class admits of another one, by the policies of a scope: the union of the rules that match (S5, S6),
 * between the tiers (S51).
 */
export function admittedBetween(
  index: PolicyIndex,
  at: number,
  direction: Direction,
  peer: number,
  without?: readonly Policy[],
): ConnectionSet {
  work.cells++;
  const isolation = isolationInScope(index, at, direction, without && scopeFilter({ without }));
  const allowed = allowedBetween(index, isolation, at, direction, peer);
  const { tiers } = index;
  if (!tiers.isJudged(at, direction)) return allowed;
  return throughTiers(tiers.verdict(at, direction, peer, without), isolation.policies.length > 0, allowed);
}

/** What the given NetworkPolicies admit at one end. */
export function allowedBetween(
  index: PolicyIndex,
  { policies }: Isolation,
  at: number,
  direction: Direction,
  peer: number,
): ConnectionSet {
  if (policies.length === 0) return ALL;
  let result = NONE;
  for (const { rules } of policies) {
    for (const rule of rules[direction]) {
      if (matchesPeer(index, rule, peer))
        result = union(result, portsBetween(index, rule, at, direction, peer));
    }
  }
  return result;
}

/** The rules that admit something at one end, one entry for each element of from/to that matches. */
export function findMatches(
  index: PolicyIndex,
  { policies }: Isolation,
  at: number,
  direction: Direction,
  peer: number,
): RuleMatch[] {
  const { sets } = index.ground;
  const matches: RuleMatch[] = [];
  for (const { policy, rules } of policies) {
    for (const rule of rules[direction]) {
      const connections = portsBetween(index, rule, at, direction, peer);
      if (isEmpty(connections)) continue;
      if (!rule.peers) matches.push({ policy, rule: rule.index, connections });
      for (const [i, set] of (rule.peers ?? []).entries()) {
        if (sets.contains(set, peer)) matches.push({ policy, rule: rule.index, peer: i, connections });
      }
    }
  }
  return matches;
}

function matchesPeer({ ground: { sets } }: PolicyIndex, { peers }: CompiledRule, peer: number): boolean {
  if (!peers) return true;
  for (const set of peers) if (sets.contains(set, peer)) return true;
  return false;
}

/** Names are resolved at the destination (S30b): for ingress the class itself, for egress the peer. */
function portsBetween(
  { ground: { classes, profile } }: PolicyIndex,
  { ports }: CompiledRule,
  at: number,
  direction: Direction,
  peer: number,
): ConnectionSet {
  if (ports.names.length === 0) return ports.fixed;
  return portsAt(ports, classes.samples[direction === 'ingress' ? at : peer]!, profile);
}
