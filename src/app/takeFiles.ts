import { useAnalysis } from '../store/analysis';
import { importFiles, isExample } from '../store/importing';
import { undo, useWorkspace } from '../store/workspace';
import { count } from '../ui/count';
import { notify } from '../ui/toast';
import type { GivenFile, Import } from '../worker/protocol';
import type { AnalysisView } from '../worker/views';
import { showTab } from './shell';
import { describeIgnored, describeInventory, describeLeftOut } from './inventory';

export type ImportMode = Import['mode'];

/** What was given by hand: the files that can be read, and how many were left aside. */
export interface GivenFiles {
  readonly files: readonly GivenFile[];
  readonly skipped: number;
}

/** The example and an empty workspace give way; to the user's own work, files are added. */
export function usualMode(): ImportMode {
  const { files } = useWorkspace.getState();
  return isExample(files) || files.every(({ text }) => text.trim() === '') ? 'replace' : 'add';
}

/** Imports in one undoable step and tells, once it is read, what came of it. */
export async function takeFiles({ files, skipped }: GivenFiles, mode = usualMode()): Promise<void> {
  if (files.length === 0) {
    notify({
      tone: 'warning',
      title: skipped > 0 ? `None of the ${skipped} files is YAML or JSON` : 'There is nothing to import',
      detail: 'Drawbridge reads .yaml, .yml and .json files. Unpack archives first.',
    });
    return;
  }
  const imported = await importFiles({ given: files, mode }).catch(tellFailure);
  if (!imported) return;
  const { revision, leftOut } = imported;
  const view = await analysisOf(revision);
  if (!view) return;
  const hasErrors = view.diagnostics.some(({ severity }) => severity === 'error');
  const what = files.length === 1 ? (files[0]?.name ?? 'one file') : `${files.length} files`;
  const takeBack = notify({
    tone: hasErrors ? 'warning' : 'success',
    title: mode === 'replace' ? `Opened ${what}` : `Added ${what}`,
    detail: [
      `${describeInventory(view.inventory)}.`,
      describeIgnored(view.inventory, 3),
      describeLeftOut(leftOut),
      skipped > 0 ? `Skipped ${count(skipped, 'other file')}.` : '',
      hasErrors ? 'There are errors.' : '', // how many, the rules of lint will know
    ]
      .filter(Boolean)
      .join(' '),
    action: hasErrors
      ? { title: 'Show problems', run: () => showTab('problems') }
      : { title: 'Undo', run: undo },
  });
  // Its "Undo" is that of the import: it goes with the next change.
  const stop = useWorkspace.subscribe(({ revision: now }) => {
    if (now === revision) return;
    stop();
    takeBack();
  });
}

function tellFailure(error: unknown): undefined {
  notify({
    tone: 'error',
    title: 'The files could not be read',
    detail: `The workspace is as it was. Open them again: they may have been moved. (${String(error)})`,
  });
}

/** The analysis of a text, once it is there; undefined where the text moved on or the analysis failed. */
function analysisOf(revision: number): Promise<AnalysisView | undefined> {
  return new Promise((resolve) => {
    const settle = () => {
      const { view, failure } = useAnalysis.getState();
      if (!failure && (view === undefined || view.revision < revision)) return false;
      resolve(view?.revision === revision ? view : undefined);
      return true;
    };
    if (settle()) return;
    const stop = useAnalysis.subscribe(() => {
      if (settle()) stop();
    });
  });
}
