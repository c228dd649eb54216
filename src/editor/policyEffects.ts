import type { PolicySummary } from '../worker/protocol';

/** What the line above a policy says of it: what it selects, opens, closes. */
export function policyEffects({ selected, counts }: PolicySummary): readonly [string, string, string] {
  return [
    `selects ${selected} ${selected === 1 ? 'workload' : 'workloads'}`,
    `opens ${counts.opens + counts.keepsOpen}`,
    `closes ${counts.closes}`,
  ];
}
