import type { ReactNode } from 'react';
import styles from './Verb.module.css';

interface ChecksProps<Value extends string> {
  readonly title: string;
  readonly choices: readonly { readonly value: Value; readonly title: ReactNode }[];
  readonly chosen: readonly Value[];
  readonly onChange: (chosen: readonly Value[]) => void;
}

/** Any of several. */
export function Checks<Value extends string>({ title, choices, chosen, onChange }: ChecksProps<Value>) {
  return (
    <fieldset className={styles.ports}>
      <legend className={styles.heading}>{title}</legend>
      {choices.map(({ value, title: name }) => (
        <label key={value} className={styles.port}>
          <input
            type="checkbox"
            checked={chosen.includes(value)}
            onChange={(event) =>
              onChange(event.target.checked ? [...chosen, value] : chosen.filter((other) => other !== value))
            }
          />
          <span>{name}</span>
        </label>
      ))}
    </fieldset>
  );
}
