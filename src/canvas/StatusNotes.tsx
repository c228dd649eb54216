import { CircleAlert, LoaderCircle, TriangleAlert } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useAnalysis } from '../store/analysis';
import { analyzeAgain } from '../store/session';
import { useWorkspace } from '../store/workspace';
import { Button } from '../ui/Button';
import styles from './StatusNotes.module.css';

const patience = 400;

/** Says so where the picture is behind the text, or shows the last good state of something broken. */
export function StatusNotes() {
  const broken = useAnalysis(({ view }) => view?.inventory.broken ?? 0);
  const outdated = useAnalysis(({ view }) => view?.inventory.outdated ?? 0);
  const failure = useAnalysis((state) => state.failure);
  const hasPicture = useAnalysis(({ view }) => view !== undefined);
  const progress = useAnalysis((state) => state.progress);
  const late = useLate();
  return (
    <output className={styles.notes}>
      {late && !failure && (
        <span className={styles.note}>
          <LoaderCircle className={styles.turning} size={13} aria-hidden /> updating…
          {progress !== undefined && ` ${Math.floor(progress * 100)} %`}
        </span>
      )}
      {broken > 0 && (
        <span className={styles.note}>
          <TriangleAlert className={styles.warning} size={13} aria-hidden />
          {broken === 1 ? '1 document does not parse: ' : `${broken} documents do not parse: `}
          {describeShown(broken, outdated)}
        </span>
      )}
      {failure !== undefined && (
        <span className={styles.note} title={failure}>
          <CircleAlert className={styles.error} size={13} aria-hidden />
          {hasPicture ? 'The analysis failed: showing the last good state' : 'The analysis could not start'}
          <Button look="quiet" className={styles.action} onClick={analyzeAgain}>
            Try again
          </Button>
        </span>
      )}
    </output>
  );
}

/** What the picture shows of the documents that do not parse. */
function describeShown(broken: number, outdated: number): string {
  if (outdated === 0) return 'left out';
  if (outdated === broken) return `showing ${broken === 1 ? 'its' : 'their'} last good state`;
  return `showing the last good state of ${outdated}, the others are left out`;
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
