import { ChevronDown } from 'lucide-react';
import { classes } from './classes';
import styles from './Field.module.css';

interface SelectProps<Value extends string> {
  /** The accessible name. */
  readonly name: string;
  readonly value: Value;
  readonly choices: readonly { readonly value: Value; readonly title: string }[];
  readonly onChange: (value: Value) => void;
}

/** One of several, by the browser's own list. A choice other than the first stands out. */
export function Select<Value extends string>({ name, value, choices, onChange }: SelectProps<Value>) {
  return (
    <span className={classes(styles.select, value !== choices[0]?.value && styles.chosen)}>
      <select
        aria-label={name}
        title={name}
        value={value}
        onChange={(event) => {
          const choice = choices.find((candidate) => candidate.value === event.target.value);
          if (choice) onChange(choice.value);
        }}
      >
        {choices.map((choice) => (
          <option key={choice.value} value={choice.value}>
            {choice.title}
          </option>
        ))}
      </select>
      <ChevronDown size={13} aria-hidden="true" />
    </span>
  );
}
