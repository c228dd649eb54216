import { useEffect } from 'react';
import { setNotice, useView } from '../store/view';
import { undo, useWorkspace } from '../store/workspace';
import { notify } from '../ui/toast';

/** Tells what the store has to say, and what a gesture on the canvas has written, with the way back. */
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
      if (lastChange === before.lastChange) return;
      takeBack?.();
      takeBack = undefined;
      const step = history.past.at(-1)?.transaction.label;
      if (lastChange?.origin !== 'canvas' || step === undefined) return;
      takeBack = notify({ tone: 'success', title: step, action: { title: 'Undo', run: undo } });
    });
    return () => {
      stopNotices();
      stopSteps();
    };
  }, []);
}
