import type { FlowState } from '../evaluate/attribution';
import type { Connectivity } from '../evaluate/connectivity';
import type { Policy } from '../policy/policy';
import { buildPolicyFlows, type PolicyFlow } from './policyFlows';
import { areWide, buildWideFlows, type WideFlow } from './widePolicies';

/** One policy's effect in numbers: pairs of workloads (or address blocks) per state. */
export type PolicyCounts = Readonly<Record<FlowState, number>>;

/** Makes the function that counts what `buildPolicyGraph` draws, for one policy after another. */
export function policyCounter(connectivity: Connectivity): (policy: Policy) => PolicyCounts {
  const flowsOf = buildPolicyFlows(connectivity);
  return (policy) =>
    areWide(connectivity, [policy])
      ? countWideFlows(buildWideFlows(connectivity, [policy]))
      : countFlows(flowsOf([policy]));
}

const noCounts: PolicyCounts = {
  opens: 0,
  keepsOpen: 0,
  alsoOpens: 0,
  closes: 0,
  alsoCloses: 0,
  allowsInVain: 0,
};

/** Counts pairs per state. Where the pods of a workload differ, each kind of them counts. */
export function countWideFlows(flows: readonly WideFlow[]): PolicyCounts {
  const counts: Record<FlowState, number> = { ...noCounts };
  for (const { state, pairs } of flows) counts[state] += pairs;
  return counts;
}

/** Counts pairs per state. */
export function countFlows(flows: readonly PolicyFlow[]): PolicyCounts {
  const counts: Record<FlowState, number> = { ...noCounts };
  for (const { parts } of flows) for (const { state } of parts) counts[state]++;
  return counts;
}

/** Whether deleting the policy would change nothing: all that it does, others do as well. */
export function isRedundant({ opens, keepsOpen, closes }: PolicyCounts): boolean {
  return opens + keepsOpen + closes === 0;
}
