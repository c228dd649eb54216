import { useId } from 'react';
import type { PortOffer } from '../core/index';
import styles from './Verb.module.css';
import type { PortForm } from './portForm';

interface PortChoicesProps {
  readonly form: PortForm;
  readonly title: string;
  readonly offers: readonly PortOffer[];
  readonly onChange: (form: PortForm) => void;
  /** Why the typed port cannot be used. */
  readonly problem: string | undefined;
}

/** The ports on offer as checkboxes, one to type, and all. */
export function PortChoices({ form, title, offers, onChange, problem }: PortChoicesProps) {
  const problemId = useId();
  const toggle = (key: string, on: boolean) => {
    const chosen = on ? [...form.chosen, key] : form.chosen.filter((other) => other !== key);
    onChange({ ...form, chosen, all: false });
  };
  return (
    <fieldset className={styles.ports}>
      <legend className={styles.heading}>{title}</legend>
      {offers.map((offer) => (
        <label key={offer.title} className={styles.port}>
          <input
            type="checkbox"
            checked={!form.all && form.chosen.includes(offer.title)}
            onChange={(event) => toggle(offer.title, event.target.checked)}
          />
          <code>{offer.title}</code>
          {offer.note !== undefined && <span className={styles.muted}>{offer.note}</span>}
        </label>
      ))}
      <label className={styles.port}>
        <input
          type="checkbox"
          checked={form.all}
          onChange={(event) => onChange({ ...form, all: event.target.checked })}
        />
        All ports
      </label>
      <input
        className={styles.typed}
        type="text"
        aria-label="Other port or range"
        placeholder="other port or range…"
        spellCheck={false}
        autoComplete="off"
        value={form.typed}
        aria-invalid={problem !== undefined}
        aria-describedby={problem === undefined ? undefined : problemId}
        onChange={(event) => onChange({ ...form, typed: event.target.value, all: false })}
      />
      {problem !== undefined && (
        <p id={problemId} className={styles.problem}>
          {problem}
        </p>
      )}
    </fieldset>
  );
}
