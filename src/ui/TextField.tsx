import type { ComponentProps, ReactNode } from 'react';
import { classes } from './classes';
import styles from './Field.module.css';

interface TextFieldProps extends Omit<ComponentProps<'input'>, 'type' | 'name' | 'onChange'> {
  /** The accessible name, and what stands in the empty field unless `placeholder` is given. */
  readonly name: string;
  readonly icon?: ReactNode;
  /** A text in it stands out: it hides something. */
  readonly marks?: boolean;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

/** A line of text. */
export function TextField({ name, icon, marks, value, onChange, className, ...rest }: TextFieldProps) {
  return (
    <span className={classes(styles.field, marks && value !== '' && styles.chosen, className)}>
      {icon}
      <input
        placeholder={name}
        autoComplete="off"
        spellCheck={false}
        {...rest}
        type="text"
        aria-label={name}
        value={value}
        onChange={(event) => onChange(event.target.value)}
      />
    </span>
  );
}
