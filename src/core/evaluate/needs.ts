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

function portNamesOf(policy: Policy): string[] {
  const rules: readonly (Rule | TierRule)[] = [...policy.ingress, ...policy.egress];
  return rules.flatMap(({ ports = [] }) =>
    ports.flatMap((port) => {
      if ('containerPort' in port) return [port.containerPort];
      return typeof port.port === 'string' ? [port.port] : [];
    }),
  );
}
