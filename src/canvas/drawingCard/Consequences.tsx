import type { FlowChange, Plan } from '../../core/index';
import { count } from '../../ui/count';
import styles from './DrawingCard.module.css';

type Planned = Extract<Plan, { type: 'plan' }>;

interface ConsequencesProps {
  readonly plan: Planned;
  /** How many flows to name of each kind. */
  readonly names: number;
}

/** What a plan writes at each end, and which flows it opens and closes. */
export function Consequences({ plan, names }: ConsequencesProps) {
  const opened = plan.changes.filter((change) => change.opened.length > 0);
  const closed = plan.changes.filter((change) => change.closed.length > 0);
  return (
    <>
      <ul className={styles.ends}>
        {plan.ends.map((end) => (
          <li key={end.direction}>
            {end.action === 'none' ? (
              <span className={styles.muted}>=</span>
            ) : (
              <b className={end.action.startsWith('remove') ? styles.minus : styles.plus}>
                {end.action.startsWith('remove') ? '−' : '+'}
              </b>
            )}
            <span>{end.summary}</span>
          </li>
        ))}
      </ul>
      <p>
        <b className={opened.length > 0 ? styles.plus : styles.muted}>+{opened.length}</b>{' '}
        {opened.length === 1 ? 'flow' : 'flows'} opened ·{' '}
        <span className={closed.length > 0 ? styles.minus : styles.muted}>{closed.length} closed</span>
      </p>
      <Names sign="+" changes={opened} most={names} />
      <Names sign="−" changes={closed} most={names} />
    </>
  );
}

interface NamesProps {
  readonly sign: '+' | '−';
  readonly changes: readonly FlowChange[];
  readonly most: number;
}

function Names({ sign, changes, most }: NamesProps) {
  if (changes.length === 0) return null;
  const [opens, rest] = [sign === '+', changes.length - most];
  return (
    <ul className={styles.flows} aria-label={opens ? 'Flows opened' : 'Flows closed'}>
      {changes.slice(0, most).map((change) => (
        <li key={`${change.source} ${change.destination}`}>
          <b className={opens ? styles.plus : styles.minus}>{sign}</b>
          <span>{change.name}</span>
        </li>
      ))}
      {rest > 0 && <li className={styles.muted}>and {count(rest, 'more flow')}</li>}
    </ul>
  );
}
