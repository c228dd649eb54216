import { Wrench } from 'lucide-react';
import { muteFix, type MutedDiagnostic } from '../../core/index';
import { applyFix } from '../../store/intents';
import { openVerb } from '../../store/verb';
import { revealPlaces } from '../../store/view';
import { Button } from '../../ui/Button';
import { classes } from '../../ui/classes';
import { SeverityIcon } from '../../ui/SeverityIcon';
import { muteReason, type Problem } from './problemRows';
import styles from './Problems.module.css';
import { codeOf, kindOf, titleOfResource } from './titles';

interface ProblemItemProps {
  readonly problem: Problem;
  readonly index: number;
  readonly line: number | undefined;
  /** It is being looked at: all is told of it, with what can be done. */
  readonly isOpen: boolean;
  /** The tab key stops here. */
  readonly isCurrent: boolean;
  /** How many problems of its kind have a fix. */
  readonly fixable: number;
  readonly onChoose: () => void;
}

const words = { error: 'error', warning: 'warning', info: 'note' } as const;

/** A problem: what is wrong, what it means and where it is. */
export function ProblemItem(props: ProblemItemProps) {
  const { problem, index, line, isOpen, isCurrent, fixable, onChoose } = props;
  const { severity, message, consequence, resource, file, fixes } = problem;
  const muted = muteReason(problem);
  return (
    <div className={classes(styles.problem, isOpen && styles.open, muted !== undefined && styles.muted)}>
      <button
        type="button"
        className={styles.told}
        data-index={index}
        tabIndex={isCurrent ? 0 : -1}
        aria-expanded={isOpen}
        onClick={onChoose}
      >
        <SeverityIcon severity={severity} />
        <span className={styles.text}>
          <span className="visually-hidden">
            {muted !== undefined && 'muted '}
            {words[severity]}:{' '}
          </span>
          {message}
          {consequence !== undefined && <span className={styles.consequence}>{consequence}</span>}
          {muted !== undefined && (
            <span className={styles.reason}>Muted{muted === '' ? '' : `: ${muted}`}</span>
          )}
          <span className={styles.place}>
            <span className={styles.code}>{codeOf(problem)}</span>{' '}
            {resource !== undefined && `${titleOfResource(resource)} · `}
            {file}:{line ?? '?'}
            {fixes?.[0] && muted === undefined && (
              <>
                <Wrench size={11} className={styles.fixable} aria-hidden="true" />
                <span className="visually-hidden">, has a fix</span>
              </>
            )}
          </span>
        </span>
      </button>
      {isOpen && <Actions problem={problem} fixable={fixable} />}
    </div>
  );
}

/** What takes a mute back: the comment stands somewhere in the text. */
function Unmute({ problem, kind }: { readonly problem: MutedDiagnostic; readonly kind: string }) {
  const { comment, unmute, code, severity, message } = problem;
  return (
    <>
      <Button look="outline" onClick={() => void applyFix({ ...comment, code, severity, message }, unmute)}>
        Unmute {kind}
      </Button>
      <Button look="plain" onClick={() => revealPlaces([comment])}>
        Show the comment
      </Button>
    </>
  );
}

function Actions({ problem, fixable }: { readonly problem: Problem; readonly fixable: number }) {
  const [fix] = problem.fixes ?? [];
  const kind = kindOf(problem);
  const isMuted = muteReason(problem) !== undefined;
  return (
    <div className={styles.actions}>
      {fix && !isMuted && (
        <Button look="outline" onClick={() => openVerb({ type: 'fix', diagnostic: problem, fix })}>
          Fix…
        </Button>
      )}
      {fix && !isMuted && fixable > 1 && (
        <Button look="plain" onClick={() => openVerb({ type: 'fixAll', rule: kind })}>
          Fix all {fixable} of {kind}…
        </Button>
      )}
      {'comment' in problem && <Unmute problem={problem} kind={kind} />}
      {!isMuted && muteFix(problem) && (
        <Button look="plain" onClick={() => openVerb({ type: 'mute', diagnostic: problem })}>
          Mute…
        </Button>
      )}
      {kind.startsWith('L') && (
        <Button look="quiet" onClick={() => openVerb({ type: 'explainRule', rule: kind })}>
          About {kind}
        </Button>
      )}
    </div>
  );
}
