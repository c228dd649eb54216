import { useRef, useState, type KeyboardEvent } from 'react';
import { nameProblem } from './fileNames';
import styles from './FileTabs.module.css';

interface FileNameFieldProps {
  readonly name: string;
  readonly names: readonly string[];
  /** With the new name, or undefined when it stays as it is. */
  readonly onEnd: (to: string | undefined) => void;
}

/** In place of the tab while its file is renamed: Enter or leaving takes the name, Escape keeps the old one. */
export function FileNameField({ name, names, onEnd }: FileNameFieldProps) {
  const [text, setText] = useState(name);
  const ended = useRef(false);
  const wanted = text.trim();
  const problem = nameProblem(wanted, name, names);

  const end = (to: string | undefined) => {
    if (ended.current) return; // the field loses the focus when it goes
    ended.current = true;
    onEnd(to);
  };

  const handleKey = (event: KeyboardEvent) => {
    event.stopPropagation();
    if (event.key === 'Enter' && problem === undefined) end(wanted);
    if (event.key === 'Escape') end(undefined);
  };

  return (
    <span className={styles.rename}>
      <input
        aria-label={`New name of ${name}`}
        aria-invalid={problem !== undefined}
        title={problem}
        value={text}
        size={Math.max(text.length, 8)}
        spellCheck={false}
        autoComplete="off"
        className={styles.name}
        ref={selectStem}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={handleKey}
        onBlur={() => end(problem === undefined ? wanted : undefined)}
      />
      {problem !== undefined && (
        <span role="alert" className="visually-hidden">
          {problem}
        </span>
      )}
    </span>
  );
}

/** Focuses the field with the name selected up to its extension. */
function selectStem(input: HTMLInputElement | null): void {
  if (!input || document.activeElement === input) return;
  input.focus();
  const dot = input.value.lastIndexOf('.');
  input.setSelectionRange(input.value.lastIndexOf('/') + 1, dot > 0 ? dot : input.value.length);
}
