import { useAnalysis } from '../store/analysis';
import type { PolicySummary } from '../worker/views';

const none: readonly PolicySummary[] = [];

export function usePolicies(): readonly PolicySummary[] {
  return useAnalysis((state) => state.view?.policies) ?? none;
}

export function usePolicy(id: string): PolicySummary | undefined {
  return usePolicies().find((policy) => policy.id === id);
}
