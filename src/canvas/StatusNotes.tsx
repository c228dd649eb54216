import { CircleAlert, LoaderCircle, TriangleAlert } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useAnalysis } from '../store/analysis';
import { useWorkspace } from '../store/workspace';
import styles from './StatusNotes.module.css';

const patience = 400;

/** Says so where the picture is behind the text, or shows the last good state of something broken. */
export function StatusNotes() {
  const broken = useAnalysis(({ view }) => view?.inventory.broken ?? 0);
  const failure = useAnalysis((state) => state.failure);
  const late = useLate();
  return (
    <output className={styles.notes}>
      {late && !failure && (
        <span className={styles.note}>
          <LoaderCircle className={styles.turning} size={13} aria-hidden /> updating…
        </span>
      )}
      {broken > 0 && (
        <span className={styles.note}>
          <TriangleAlert className={styles.warning} size={13} aria-hidden />
          {broken === 1
            ? '1 document does not parse: showing its last good state'
            : `${broken} documents do not parse: showing their last good state`}
        </span>
      )}
      {failure !== undefined && (
        <span className={styles.note} title={failure}>
          <CircleAlert className={styles.error} size={13} aria-hidden />
          The analysis failed: showing the last good state. The next edit tries again
        </span>
      )}
    </output>
  );
}

/** True once the picture has been behind the text for a while. */
function useLate(): boolean {
  const shown = useAnalysis(({ view }) => view?.revision ?? -1);
  const behind = useWorkspace(({ revision }) => revision > shown);
  const [late, setLate] = useState(false);
  useEffect(() => {
    if (!behind) return undefined;
    const timer = setTimeout(() => setLate(true), patience);
    return () => {
      clearTimeout(timer);
      setLate(false);
    };
  }, [behind]);
  return behind && late;
}
