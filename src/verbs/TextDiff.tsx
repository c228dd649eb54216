import type { DiffHunk } from '../core/index';
import { count } from '../ui/count';
import styles from './TextDiff.module.css';

const inWords = { '-': 'removed', '+': 'added', ' ': '' } as const;

interface TextDiffProps {
  readonly hunks: readonly DiffHunk[];
  /** From the start. */
  readonly isOpen: boolean;
}

/** The lines that a plan changes, by file; open at will. */
export function TextDiff({ hunks, isOpen }: TextDiffProps) {
  const lines = hunks.flatMap((hunk) => hunk.lines);
  const [added, removed] = ['+', '-'].map((sign) => lines.filter((line) => line.sign === sign).length);
  if (lines.length === 0) return null;
  return (
    <details className={styles.diff} open={isOpen}>
      <summary>
        YAML: {count(added ?? 0, 'line')} added, {removed} removed
      </summary>
      <section className={styles.hunks} aria-label="Text diff">
        {hunks.map((hunk) => (
          <div key={`${hunk.file} ${hunk.line}`}>
            <p className={styles.file}>
              {hunk.file}, line {hunk.line}
            </p>
            <pre className={styles.lines}>
              {hunk.lines.map((line, index) => (
                <span
                  key={`${hunk.line + index} ${line.sign}`}
                  className={styles[inWords[line.sign] || 'kept']}
                >
                  {line.sign === '-' ? '−' : line.sign} {line.text}
                  {'\n'}
                </span>
              ))}
            </pre>
          </div>
        ))}
      </section>
    </details>
  );
}
