import { useId } from 'react';
import type { PortOffer, PortRange } from '../core/index';
import { isPermitted, type PortForm } from './portForm';
import styles from './Verb.module.css';

interface PortChoicesProps {
  readonly form: PortForm;
  readonly title: string;
  readonly offers: readonly PortOffer[];
  readonly onChange: (form: PortForm) => void;
  /** Why what is typed cannot be used. */
  readonly problem: string | undefined;
  /** What is permitted now: marked. */
  readonly permitted?: readonly PortRange[] | undefined;
  readonly allTitle?: string;
}

const none: readonly never[] = [];

/** The ports on offer as checkboxes, one to type, and all. */
export function PortChoices(props: PortChoicesProps) {
  const { form, title, offers, onChange, problem, permitted = none, allTitle = 'All ports' } = props;
  const problemId = useId();
  const toggle = (key: string, on: boolean) => {
    const chosen = on ? [...form.chosen, key] : form.chosen.filter((other) => other !== key);
    onChange({ ...form, chosen, all: false });
  };
  return (
    <fieldset className={styles.ports}>
      <legend className={styles.heading}>{title}</legend>
      {offers.map((offer) => {
        const { title: name, note } = offer;
        const notes = [note, isPermitted(offer, permitted) && 'allowed now'].filter(Boolean).join(' · ');
        return (
          <label key={name} className={styles.port}>
            <input
              type="checkbox"
              checked={!form.all && form.chosen.includes(name)}
              onChange={(event) => toggle(name, event.target.checked)}
            />
            <code>{name}</code>
            {notes !== '' && <span className={styles.muted}>{notes}</span>}
          </label>
        );
      })}
      <label className={styles.port}>
        <input
          type="checkbox"
          checked={form.all}
          onChange={(event) => onChange({ ...form, all: event.target.checked })}
        />
        {allTitle}
      </label>
      <input
        className={styles.typed}
        type="text"
        aria-label="Other port or range"
        placeholder="other: 8080, http, 53/UDP, 9000-9010"
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
