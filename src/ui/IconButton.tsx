import type { ReactNode } from 'react';
import { Button, type ButtonProps } from './Button';
import { classes } from './classes';
import styles from './IconButton.module.css';
import { Tooltip, type TooltipProps } from './Tooltip';

interface IconButtonProps extends Omit<ButtonProps, 'children' | 'title' | 'aria-label'> {
  /** The accessible name, also shown as a tooltip. */
  readonly name: string;
  readonly icon: ReactNode;
  /** A shortcut to show in the tooltip: `Mod+Z`. */
  readonly keys?: string | undefined;
  readonly side?: TooltipProps['side'];
  readonly small?: boolean;
}

export function IconButton({
  name,
  icon,
  keys,
  side,
  small,
  look = 'quiet',
  className,
  ...rest
}: IconButtonProps) {
  return (
    <Tooltip text={name} {...(keys === undefined ? {} : { keys })} {...(side === undefined ? {} : { side })}>
      <Button
        {...rest}
        look={look}
        aria-label={name}
        className={classes(styles.iconButton, small && styles.small, className)}
      >
        {icon}
      </Button>
    </Tooltip>
  );
}
