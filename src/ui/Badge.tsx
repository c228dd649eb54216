import type { ReactNode } from 'react';
import styles from './Badge.module.css';
import { classes } from './classes';

type Tone = 'neutral' | 'accent' | 'good' | 'bad' | 'warning';

interface BadgeProps {
  readonly tone?: Tone;
  readonly icon?: ReactNode;
  readonly children: ReactNode;
}

/** A word or number in a frame. */
export function Badge({ tone = 'neutral', icon, children }: BadgeProps) {
  return (
    <span className={classes(styles.badge, styles[tone])}>
      {icon}
      {children}
    </span>
  );
}
