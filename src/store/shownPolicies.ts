import type { PolicyView } from '../worker/views';
import { useAnalysis } from './analysis';
import { sameItems, selectedPolicies, useView } from './view';

/** The picture of the selected policies, as soon as it is known. */
export function useSelectedPolicies(): PolicyView | undefined {
  const policy = useAnalysis((state) => state.policy);
  return useView((view) =>
    policy && sameItems(policy.policies, selectedPolicies(view)) ? policy : undefined,
  );
}

/** The picture of the policy under the pointer, of the lines at the caret, or else of the selected policies. */
export function useShownPolicies(): PolicyView | undefined {
  // Of those that were selected before, until the answer for those that are is there.
  const selected = useAnalysis((state) => state.policy);
  const preview = useAnalysis((state) => state.preview);
  const previewed = useView((view) => view.previewed);
  const atCaret = useAnalysis((state) => state.atCaret);
  if (previewed !== undefined && preview?.policies[0] === previewed) return preview;
  return atCaret ?? selected;
}
