import { ALL, type ConnectionSet, NONE, union } from '../model/connections';
import type { Direction } from '../policy/policy';
import type { CompiledPolicy, CompiledRule } from './compiledPolicies';
import type { Ground } from './ground';
import { portsAt } from './rulePorts';

/**
 * The policies that isolate a class in one direction. Classes that the same ones isolate share one object, so that
 * what follows from it is worked out once.
 */
export interface Isolation {
  readonly policies: readonly CompiledPolicy[];
  /** The ports of the rules for any peer, as far as they are numbers; everything where nothing isolates. */
  readonly fixed: ConnectionSet;
  /** The rules for any peer that name ports. */
  readonly named: readonly CompiledRule[];
}

/** Nothing isolates. */
export const open: Isolation = { policies: [], fixed: ALL, named: [] };

export function isolationBy(policies: readonly CompiledPolicy[], direction: Direction): Isolation {
  if (policies.length === 0) return open;
  let fixed = NONE;
  const named: CompiledRule[] = [];
  for (const { rules } of policies) {
    for (const rule of rules[direction]) {
      if (rule.peers) continue;
      fixed = union(fixed, rule.ports.fixed);
      if (rule.ports.names.length > 0) named.push(rule);
    }
  }
  return { policies, fixed, named };
}

/** What NetworkPolicies admit at a class from or to every peer whatever. Names mean something at destinations only. */
export function allowedFromAnyone(
  { fixed, named }: Isolation,
  direction: Direction,
  at: number,
  { classes, profile }: Ground,
): ConnectionSet {
  if (direction === 'egress' || named.length === 0) return fixed;
  return named.reduce((all, { ports }) => union(all, portsAt(ports, classes.samples[at]!, profile)), fixed);
}
