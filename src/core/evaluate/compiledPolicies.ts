import type { Direction, NetworkPolicy } from '../policy/policy';
import type { ClassSet } from './classSets';
import type { Ground } from './ground';
import { compilePorts, type RulePorts } from './rulePorts';

/** A rule of an effective direction with its peers as sets of classes. */
export interface CompiledRule {
  readonly owner: CompiledPolicy;
  /** Position among the rules of the policy. */
  readonly index: number;
  /** In the order of from/to; undefined: any peer (S11). */
  readonly peers: readonly ClassSet[] | undefined;
  readonly ports: RulePorts;
}

/** A NetworkPolicy on a ground. */
export interface CompiledPolicy {
  readonly policy: NetworkPolicy;
  /** Unique on the ground. */
  readonly number: number;
  readonly subjects: ClassSet;
  /** Empty in a direction that is not effective (S3). */
  readonly rules: Readonly<Record<Direction, readonly CompiledRule[]>>;
}

/** What the policies are on each ground: a policy that stays while others change is compiled once. */
const compiledOn = new WeakMap<
  Ground,
  { readonly known: WeakMap<NetworkPolicy, CompiledPolicy>; count: number }
>();

export function compilePolicy(policy: NetworkPolicy, ground: Ground): CompiledPolicy {
  let on = compiledOn.get(ground);
  if (!on) compiledOn.set(ground, (on = { known: new WeakMap(), count: 0 }));
  let compiled = on.known.get(policy);
  if (!compiled) on.known.set(policy, (compiled = compile(policy, ground, on.count++)));
  return compiled;
}

function compile(policy: NetworkPolicy, { sets }: Ground, number: number): CompiledPolicy {
  const rules: Record<Direction, CompiledRule[]> = { ingress: [], egress: [] };
  const subjects = sets.subjects(policy.namespace, policy.podSelector);
  const owner: CompiledPolicy = { policy, number, subjects, rules };
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
