import { TriangleAlert, X } from 'lucide-react';
import { useEffect } from 'react';
import { useView } from '../store/view';
import { IconButton } from '../ui/IconButton';
import styles from './Announcements.module.css';
import { showProblem, useCanvas } from './canvasState';

/** The hint while a flow is drawn by click or keyboard, and why the last gesture came to nothing. */
export function Announcements() {
  const announcement = useCanvas((state) => state.announcement);
  const drawing = useCanvas((state) => state.drawingFrom !== undefined);
  const problem = useCanvas((state) => state.problem);
  // What was said about a flow goes with it.
  useEffect(
    () =>
      useView.subscribe(({ selection }, before) => {
        if (selection !== before.selection) showProblem(undefined);
      }),
    [],
  );
  return (
    <>
      {drawing && (
        <p className={styles.hint} aria-hidden>
          Choose the ingress gate that the flow leads to · <kbd>Esc</kbd> cancels
        </p>
      )}
      {problem !== undefined && (
        <div className={styles.hint} role="alert">
          <TriangleAlert className={styles.icon} size={15} aria-hidden />
          <span>{problem}</span>
          <IconButton small name="Dismiss" icon={<X size={14} />} onClick={() => showProblem(undefined)} />
        </div>
      )}
      <div className="visually-hidden" aria-live="polite">
        {announcement}
      </div>
    </>
  );
}
