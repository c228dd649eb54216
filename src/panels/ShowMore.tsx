import { Button } from '../ui/Button';

export const shownAtFirst = 12;
const shownMore = 200;

interface ShowMoreProps {
  readonly total: number;
  readonly shown: number;
  readonly onMore: (shown: number) => void;
  /** What is listed. */
  readonly what?: string;
}

/** Lengthens a list of flows; nothing where all are shown. */
export function ShowMore({ total, shown, onMore, what = 'flows' }: ShowMoreProps) {
  if (total <= shown) return undefined;
  return (
    <Button look="quiet" onClick={() => onMore(shown + shownMore)}>
      Show {Math.min(shownMore, total - shown).toLocaleString('en')} more of {total.toLocaleString('en')}{' '}
      {what}
    </Button>
  );
}
