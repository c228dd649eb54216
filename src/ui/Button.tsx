import type { ComponentProps, MouseEvent } from 'react';
import styles from './Button.module.css';
import { classes } from './classes';

export interface ButtonProps extends Omit<ComponentProps<'button'>, 'type'> {
  /** Sends the form that it stands in. */
  readonly submit?: boolean;
  /** `primary`: the one main action; `outline`: a proposed action; `quiet`: looks like text until pointed at. */
  readonly look?: 'primary' | 'outline' | 'plain' | 'quiet' | 'danger';
}

/** A button. Disabled ones stay focusable, so that focus is not lost when an action uses itself up. */
export function Button({
  look = 'plain',
  submit = false,
  className,
  disabled,
  onClick,
  ...rest
}: ButtonProps) {
  const handleClick = (event: MouseEvent<HTMLButtonElement>) => {
    if (disabled) event.preventDefault();
    else onClick?.(event);
  };
  return (
    <button
      {...rest}
      type={submit ? 'submit' : 'button'}
      aria-disabled={disabled || undefined}
      className={classes(styles.button, styles[look], className)}
      onClick={handleClick}
    />
  );
}
