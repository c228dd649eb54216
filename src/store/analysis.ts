import { create } from 'zustand';
import type { AnalysisView, FlowView, PolicyView } from '../worker/views';

interface AnalysisState {
  /** The newest analysis; behind the text while `view.revision < workspace.revision`. */
  readonly view: AnalysisView | undefined;
  /** The selected policies, as of `view.revision` or a little before. */
  readonly policy: PolicyView | undefined;
  /** What the lines at the caret do. */
  readonly atCaret: PolicyView | undefined;
  /** The policy under the pointer. */
  readonly preview: PolicyView | undefined;
  /** The selected flow, explained. */
  readonly flow: FlowView | undefined;
  /** The worker is at it. */
  readonly working: boolean;
  /** The rules of lint are still at it: there may be more problems than the view has. */
  readonly linting: boolean;
  /** How much of a large text it has read, from 0 to 1. */
  readonly progress: number | undefined;
  /** A bug in the analysis; the last good view stays. */
  readonly failure: string | undefined;
}

export const useAnalysis = create<AnalysisState>()(() => ({
  view: undefined,
  policy: undefined,
  atCaret: undefined,
  preview: undefined,
  flow: undefined,
  working: false,
  linting: false,
  progress: undefined,
  failure: undefined,
}));
