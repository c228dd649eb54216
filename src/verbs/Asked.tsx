import { useId, useState, type ReactNode } from 'react';
import type { Reading } from './readLabels';
import styles from './Verb.module.css';

/** A line of text that is being asked for. */
export interface AskedText<Value> {
  readonly text: string;
  readonly setText: (text: string) => void;
  readonly reading: Reading<Value>;
}

/** Text to be read, from what it is now. */
export function useAsked<Value>(initial: string, read: (text: string) => Reading<Value>): AskedText<Value> {
  const [text, setText] = useState(initial);
  return { text, setText, reading: read(text) };
}

/** The first thing that is missing. What is wrong is said at its field. */
export function missingOf(...fields: readonly AskedText<unknown>[]): string | undefined {
  const bad = fields.find(({ reading }) => !reading.ok);
  if (!bad || bad.reading.ok) return undefined;
  return bad.text === '' ? bad.reading.message : 'Mend the marked field to see what changes.';
}

interface AskedProps {
  readonly title: string;
  readonly asked: AskedText<unknown>;
  readonly placeholder?: string;
  /** What may be written, where it is not plain. */
  readonly hint?: ReactNode;
  readonly mono?: boolean;
}

/** A field with its title above and what is wrong with it below. */
export function Asked({ title, asked, placeholder, hint, mono = true }: AskedProps) {
  const id = useId();
  const { text, setText, reading } = asked;
  const problem = reading.ok || text === '' ? undefined : reading.message;
  return (
    <div className={styles.asked}>
      <label className={styles.heading} htmlFor={id}>
        {title}
      </label>
      <input
        id={id}
        className={mono ? styles.typed : `${styles.typed} ${styles.words}`}
        type="text"
        value={text}
        placeholder={placeholder}
        spellCheck={false}
        autoComplete="off"
        aria-invalid={problem !== undefined}
        aria-describedby={`${id}-hint`}
        onFocus={(event) => event.currentTarget.select()}
        onChange={(event) => setText(event.target.value)}
      />
      <p id={`${id}-hint`} className={problem === undefined ? styles.hint : styles.problem}>
        {problem ?? hint}
      </p>
    </div>
  );
}
