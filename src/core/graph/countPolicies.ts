import type { FlowState } from '../evaluate/attribution';
import type { Connectivity } from '../evaluate/connectivity';
import { buildPolicyFlows, type PolicyFlow } from './policyFlows';

/** A policy's effect in numbers: pairs of workloads (or blocks) per state. */
export type FlowCounts = Readonly<Record<FlowState, number>>;

/** Counts what `buildPolicyGraph` draws, for one policy after another, by id; `selected` counts workloads. */
export function countPolicies(
  connectivity: Connectivity,
): Map<string, FlowCounts & { readonly selected: number }> {
  const flowsOf = buildPolicyFlows(connectivity);
  return new Map(
    connectivity.policies.map((policy) => {
      const selected = new Set(connectivity.selected(policy).map(({ workload }) => workload)).size;
      const counts = countFlows(flowsOf(policy));
      return [policy.id, { ...counts, selected }];
    }),
  );
}

/** Counts pairs per state. */
export function countFlows(flows: readonly PolicyFlow[]): FlowCounts {
  const counts: Record<FlowState, number> = {
    opens: 0,
    keepsOpen: 0,
    alsoOpens: 0,
    closes: 0,
    alsoCloses: 0,
    allowsInVain: 0,
  };
  for (const { parts } of flows) for (const { state } of parts) counts[state]++;
  return counts;
}
