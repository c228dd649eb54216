import { create } from 'zustand';
import type { AnalysisView, FlowView, PolicyView } from '../worker/protocol';

interface AnalysisState {
  /** The newest analysis; behind the text while `view.revision < workspace.revision`. */
  readonly view: AnalysisView | undefined;
  /** The selected policy, as of `view.revision` or a little before. */
  readonly policy: PolicyView | undefined;
  /** The selected flow, explained. */
  readonly flow: FlowView | undefined;
  /** The worker is at it. */
  readonly working: boolean;
  /** A bug in the analysis; the last good view stays. */
  readonly failure: string | undefined;
}

export const useAnalysis = create<AnalysisState>()(() => ({
  view: undefined,
  policy: undefined,
  flow: undefined,
  working: false,
  failure: undefined,
}));
