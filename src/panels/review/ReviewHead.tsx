import { ClipboardCopy, Files, Route, Undo2 } from 'lucide-react';
import type { Reference } from '../../store/reference';
import { compareWith } from '../../store/reference';
import { Button } from '../../ui/Button';
import type { ReviewView } from '../../worker/views';
import styles from './Review.module.css';

interface ReviewHeadProps {
  readonly reference: Reference;
  readonly isChosen: boolean;
  readonly review: ReviewView | undefined;
  readonly onChoose: () => void;
  readonly onCopy: (markdown: string) => void;
  readonly onShow: () => void;
}

/** What is compared, how much differs, and what can be done with it. */
export function ReviewHead({ reference, isChosen, review, onChoose, onCopy, onShow }: ReviewHeadProps) {
  const counts = review?.comparison.counts;
  const total = counts ? counts.added + counts.removed + counts.changed : 0;
  return (
    <div className={styles.head}>
      <p className={styles.compared}>
        Compared with <strong>{reference.name}</strong>
        <output className={styles.counts}>
          {counts &&
            (total === 0 ? (
              'no flow differs'
            ) : (
              <>
                <span className={styles.added}>+{counts.added.toLocaleString('en')} added</span>{' '}
                <span className={styles.removed}>−{counts.removed.toLocaleString('en')} removed</span>{' '}
                <span className={styles.changed}>~{counts.changed.toLocaleString('en')} changed</span>
              </>
            ))}
        </output>
      </p>
      <div className={styles.actions}>
        <Button look="quiet" onClick={onChoose}>
          <Files size={14} aria-hidden="true" />
          Compare with files…
        </Button>
        {isChosen && (
          <Button look="quiet" onClick={() => compareWith(undefined)}>
            <Undo2 size={14} aria-hidden="true" />
            Compare with the import
          </Button>
        )}
        <Button look="quiet" disabled={total === 0} onClick={onShow}>
          <Route size={14} aria-hidden="true" />
          Show on the canvas
        </Button>
        <Button look="quiet" disabled={!review} onClick={() => review && onCopy(review.markdown)}>
          <ClipboardCopy size={14} aria-hidden="true" />
          Copy as Markdown
        </Button>
      </div>
    </div>
  );
}
