import { TriangleAlert } from 'lucide-react';
import { useMemo } from 'react';
import { revealPlaces } from '../store/view';
import styles from './BrokenBanner.module.css';
import { brokenDocuments } from './brokenDocuments';
import { useFittingAnalysis } from './useFittingAnalysis';

interface BrokenBannerProps {
  readonly file: string | undefined;
}

/** Says which documents of the file the canvas shows as they were before they broke. */
export function BrokenBanner({ file }: BrokenBannerProps) {
  const analysis = useFittingAnalysis();
  const broken = useMemo(() => {
    const text = analysis?.files.find(({ name }) => name === file)?.text;
    return analysis && file !== undefined && text !== undefined
      ? brokenDocuments(file, text, analysis.diagnostics)
      : [];
  }, [analysis, file]);
  const [first] = broken;
  const others = broken.length - 1;
  return (
    <output className={styles.status}>
      {first && (
        <button type="button" className={styles.banner} onClick={() => revealPlaces([first.place], true)}>
          <TriangleAlert size={14} />
          <span>
            {first.title} does not parse (line {first.line})
            {others > 0 && `, nor ${others === 1 ? 'does 1 other' : `do ${others} others`}`}: the canvas
            follows all the rest
          </span>
        </button>
      )}
    </output>
  );
}
