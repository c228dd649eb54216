import { useEffect, useState } from 'react';
import type { Diagnostic, SourceFile } from '../core/index';
import { useWorkspace } from '../store/workspace';
import { readCurrentView, subscribeCurrentView } from './currentView';

interface FittingAnalysis {
  readonly diagnostics: readonly Diagnostic[];
  /** The text that they speak of. */
  readonly files: readonly SourceFile[];
}

/** The newest diagnostics together with their text. While the analysis is behind, the last ones stay. */
export function useFittingAnalysis(): FittingAnalysis | undefined {
  const [fitting, setFitting] = useState(readFitting);
  useEffect(() => {
    const take = () => setFitting((before) => readFitting() ?? before);
    take(); // one may have come since the first rendering
    return subscribeCurrentView(take);
  }, []);
  return fitting;
}

function readFitting(): FittingAnalysis | undefined {
  const view = readCurrentView();
  return view && { diagnostics: view.diagnostics, files: useWorkspace.getState().files };
}
