import { Button } from '../ui/Button';
import { count } from '../ui/count';

export const shownAtFirst = 12;
const shownMore = 200;

interface ShowMoreProps {
  readonly total: number;
  readonly shown: number;
  readonly onMore: (shown: number) => void;
}

/** Lengthens a list of flows; nothing where all are shown. */
export function ShowMore({ total, shown, onMore }: ShowMoreProps) {
  if (total <= shown) return undefined;
  return (
    <Button look="quiet" onClick={() => onMore(shown + shownMore)}>
      Show {Math.min(shownMore, total - shown).toLocaleString('en')} more of {count(total, 'flow')}
    </Button>
  );
}
