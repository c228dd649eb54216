import { useEffect } from 'react';
import { useVerb } from '../store/verb';
import { setNotice, useView } from '../store/view';
import { redo, undo, useWorkspace } from '../store/workspace';
import { notify } from '../ui/toast';

/** Tells what the store has to say, and what a gesture on the canvas has written or an undo taken back, with the way back. */
export function useNotices(): void {
  useEffect(() => {
    const tellNotice = (notice: string | undefined) => {
      if (notice === undefined) return;
      notify({ tone: 'warning', title: notice });
      setNotice(undefined);
    };
    tellNotice(useView.getState().notice);
    const stopNotices = useView.subscribe(({ notice }) => tellNotice(notice));
    let takeBack: (() => void) | undefined;
    const stopSteps = useWorkspace.subscribe(({ lastChange, history }, before) => {
      if (history === before.history) return;
      takeBack?.();
      takeBack = undefined;
      const isUndone = history.future.length > before.history.future.length;
      const step = (isUndone ? history.future : history.past).at(-1)?.transaction;
      const written = lastChange === before.lastChange ? undefined : lastChange?.origin;
      // Whoever types or moves a node sees it.
      if (!step || step.origin === 'editor') return;
      if (!isUndone && written !== 'canvas' && written !== 'undo') return;
      takeBack = isUndone
        ? notify({ tone: 'info', title: `Undone: ${step.label}`, action: { title: 'Redo', run: redo } })
        : notify({ tone: 'success', title: step.label, action: { title: 'Undo', run: undo } });
    });
    // It would lie over the buttons of a dialog.
    const stopVerbs = useVerb.subscribe(({ verb }) => verb && takeBack?.());
    return () => {
      stopNotices();
      stopVerbs();
      stopSteps();
    };
  }, []);
}
