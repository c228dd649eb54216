import { classes } from './classes';
import { SeverityIcon, type Severity } from './SeverityIcon';
import styles from './SeverityCount.module.css';

interface SeverityCountProps {
  readonly severity: Severity;
  readonly amount: number;
  /** Framed, to stand on a picture. */
  readonly framed?: boolean;
}

/** How many there are, with the sign of the gravest. What it counts is said by what it stands on. */
export function SeverityCount({ severity, amount, framed }: SeverityCountProps) {
  return (
    <span className={classes(styles.count, styles[severity], framed && styles.framed)}>
      <SeverityIcon severity={severity} size={12} />
      {amount}
    </span>
  );
}
