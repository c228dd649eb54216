import type { Connectivity } from '../evaluate/connectivity';
import type { Direction } from '../policy/policy';

/**
 * By id of a workload, the ids of the policies of the tiers that select a pod of it and have a rule that denies. Those
 * of the Baseline tier are not asked where a NetworkPolicy isolates the pod (S51).
 */
export function tierDenials(
  connectivity: Connectivity,
  direction: Direction,
): ReadonlyMap<string, readonly string[]> {
  const denials = new Map<string, string[]>();
  for (const policy of connectivity.tierPolicies) {
    if (!policy[direction].some(({ action }) => action === 'Deny')) continue;
    const judged = connectivity
      .selected(policy)
      .filter((pods) => policy.tier === 'Admin' || connectivity.isolating(pods, direction).length === 0);
    const workloads = new Set(judged.map(({ workload }) => workload.id));
    for (const id of workloads) {
      const known = denials.get(id);
      if (known) known.push(policy.id);
      else denials.set(id, [policy.id]);
    }
  }
  return denials;
}
