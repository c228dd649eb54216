import { useId, type ReactNode } from 'react';
import styles from './Verb.module.css';

interface ChoiceProps<Value extends string> {
  readonly title: string;
  readonly value: Value;
  readonly choices: readonly (Value | { readonly value: Value; readonly title: string })[];
  readonly onChange: (value: Value) => void;
  readonly hint?: ReactNode;
}

/** One of several, with its title above. */
export function Choice<Value extends string>({ title, value, choices, onChange, hint }: ChoiceProps<Value>) {
  const id = useId();
  const options = choices.map((choice) =>
    typeof choice === 'string' ? { value: choice, title: choice } : choice,
  );
  return (
    <div className={styles.asked}>
      <label className={styles.heading} htmlFor={id}>
        {title}
      </label>
      <select
        id={id}
        className={styles.choice}
        value={value}
        onChange={(event) => {
          const found = options.find((option) => option.value === event.target.value);
          if (found) onChange(found.value);
        }}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.title}
          </option>
        ))}
      </select>
      {hint !== undefined && <p className={styles.hint}>{hint}</p>}
    </div>
  );
}
