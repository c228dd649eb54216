import type { FlowState } from '../evaluate/attribution';
import type { Connectivity } from '../evaluate/connectivity';
import type { Policy } from '../policy/policy';
import { buildPolicyFlows, type PolicyFlow } from './policyFlows';

/** A policy's effect in numbers: pairs of workloads (or blocks) per state. */
export type FlowCounts = Readonly<Record<FlowState, number>>;

/** Makes the function that counts what `buildPolicyGraph` draws, for one policy after another. */
export function policyCounter(connectivity: Connectivity): (policy: Policy) => FlowCounts {
  const flowsOf = buildPolicyFlows(connectivity);
  return (policy) => countFlows(flowsOf(policy));
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
