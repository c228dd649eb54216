import type { Connectivity } from '../evaluate/connectivity';
import type { Direction } from '../policy/policy';

/** By id of a workload, the ids of the policies of the tiers that select a pod of it and have a rule that denies. */
export function tierDenials(
  connectivity: Connectivity,
  direction: Direction,
): ReadonlyMap<string, readonly string[]> {
  const denials = new Map<string, string[]>();
  for (const policy of connectivity.tierPolicies) {
    if (!policy[direction].some(({ action }) => action === 'Deny')) continue;
    const workloads = new Set(connectivity.selected(policy).map(({ workload }) => workload.id));
    for (const id of workloads) {
      const known = denials.get(id);
      if (known) known.push(policy.id);
      else denials.set(id, [policy.id]);
    }
  }
  return denials;
}
