import type { ProblemCount } from '../../store/problemCounts';
import { listProblemsOf } from '../../store/problemList';
import { count } from '../../ui/count';
import { SeverityCount } from '../../ui/SeverityCount';
import styles from './ProblemBadge.module.css';

interface ProblemBadgeProps {
  readonly node: string;
  readonly title: string;
  readonly problems: ProblemCount;
}

/** How many problems a node has; lists them. */
export function ProblemBadge({ node, title, problems: { amount, severity } }: ProblemBadgeProps) {
  const problems = count(amount, 'problem');
  return (
    <button
      type="button"
      className={`nodrag ${styles.badge}`}
      aria-label={`${title}: list ${problems}`}
      title={`List ${problems}`}
      onClick={(event) => {
        event.stopPropagation(); // the node is not to be selected
        listProblemsOf(node);
      }}
      onKeyDown={(event) => event.stopPropagation()}
    >
      <SeverityCount severity={severity} amount={amount} framed />
    </button>
  );
}
