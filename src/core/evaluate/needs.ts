import type { LabelRequirement } from '../model/selector';
import type { Policy, Rule, TierRule } from '../policy/policy';
import { effectivePeers, podRequirements } from '../policy/selectors';
import { addressSetKeys } from './addressSets';

/** What a policy asks of the parties, so that they must be told apart by it. */
interface Needs {
  /** The requirements of its selectors of pods. */
  readonly requirements: readonly LabelRequirement[];
  /** The names of ports in its rules. */
  readonly portNames: readonly string[];
  /** The keys of the address sets that it names. */
  readonly addressSets: readonly string[];
}

const known = new WeakMap<Policy, Needs>();

/** Policies are read again only when their text changes: what each needs is worked out once. */
export function needsOf(policy: Policy): Needs {
  let needs = known.get(policy);
  if (!needs) {
    needs = {
      requirements: podRequirements(policy),
      portNames: portNamesOf(policy),
      addressSets: [...effectivePeers(policy)].flatMap(addressSetKeys),
    };
    known.set(policy, needs);
  }
  return needs;
}

/** Counts the policies that name each set of addresses, from how it was before some are gone and some are new. */
export function countAddressUse(
  before: ReadonlyMap<string, number>,
  gone: readonly Policy[],
  added: readonly Policy[],
): ReadonlyMap<string, number> {
  if ([...gone, ...added].every((policy) => needsOf(policy).addressSets.length === 0)) return before;
  const use = new Map(before);
  const count = (policies: readonly Policy[], by: number): void => {
    for (const policy of policies) {
      for (const key of new Set(needsOf(policy).addressSets)) use.set(key, (use.get(key) ?? 0) + by);
    }
  };
  count(added, 1);
  count(gone, -1);
  for (const [key, policies] of use) if (policies === 0) use.delete(key);
  return use;
}

function portNamesOf(policy: Policy): string[] {
  const rules: readonly (Rule | TierRule)[] = [...policy.ingress, ...policy.egress];
  return rules.flatMap(({ ports = [] }) =>
    ports.flatMap((port) => {
      if ('containerPort' in port) return [port.containerPort];
      return typeof port.port === 'string' ? [port.port] : [];
    }),
  );
}
