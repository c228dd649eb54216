import { CircleAlert, Info, TriangleAlert } from 'lucide-react';
import styles from './SeverityIcon.module.css';

export type Severity = 'error' | 'warning' | 'info';

const icons = { error: CircleAlert, warning: TriangleAlert, info: Info };

interface SeverityIconProps {
  readonly severity: Severity;
  readonly size?: number;
}

/** Each severity has its shape and its colour. Says nothing to screen readers: a word stands beside it. */
export function SeverityIcon({ severity, size = 14 }: SeverityIconProps) {
  const Icon = icons[severity];
  return <Icon size={size} className={styles[severity]} aria-hidden="true" />;
}
