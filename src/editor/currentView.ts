import { useAnalysis } from '../store/analysis';
import { useWorkspace } from '../store/workspace';
import type { AnalysisView } from '../worker/views';

/** The analysis, if it is of the text as it stands: only then do its places fit. */
export function readCurrentView(): AnalysisView | undefined {
  const { view } = useAnalysis.getState();
  return view?.revision === useWorkspace.getState().revision ? view : undefined;
}

/** Calls back with every new analysis that is of the text as it stands when it arrives. */
export function subscribeCurrentView(listener: (view: AnalysisView) => void): () => void {
  return useAnalysis.subscribe((state, before) => {
    const view = state.view === before.view ? undefined : readCurrentView();
    if (view) listener(view);
  });
}

/** The next analysis that is of the text as it stands; undefined when the wait is cancelled. */
export function nextCurrentView(
  onCancel: (listener: () => void) => unknown,
): Promise<AnalysisView | undefined> {
  return new Promise((resolve) => {
    const end = (view?: AnalysisView) => {
      stop();
      resolve(view);
    };
    const stop = subscribeCurrentView(end);
    onCancel(() => end());
  });
}
