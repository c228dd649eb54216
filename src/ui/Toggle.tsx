import type { ReactNode } from 'react';
import { Button } from './Button';
import { classes } from './classes';
import styles from './Toggle.module.css';

interface ToggleProps {
  readonly pressed: boolean;
  readonly onChange: (pressed: boolean) => void;
  readonly title?: string;
  readonly children: ReactNode;
}

/** A button that stays pressed. */
export function Toggle({ pressed, onChange, title, children }: ToggleProps) {
  return (
    <Button
      look="plain"
      className={classes(styles.toggle, pressed && styles.pressed)}
      aria-pressed={pressed}
      title={title}
      onClick={() => onChange(!pressed)}
    >
      {children}
    </Button>
  );
}
