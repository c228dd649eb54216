import { useMemo } from 'react';
import { textDiff, type FlowChange, type Plan } from '../core/index';
import { useWorkspace } from '../store/workspace';
import { count } from '../ui/count';
import { Refused } from './Refused';
import { TextDiff } from './TextDiff';
import type { Planning } from './usePlan';
import styles from './Verb.module.css';

type Made = Extract<Plan, { type: 'plan' }>;

interface PlanPreviewProps {
  readonly planning: Planning;
  /** What is missing before anything can be planned. */
  readonly missing: string | undefined;
  /** The lines that change are shown at once. */
  readonly showsText?: boolean;
}

/** What carrying out would write and do: at each end, in flows, in lines of text. Or why it is not done. */
export function PlanPreview({ planning, missing, showsText = false }: PlanPreviewProps) {
  const { plan, working, failure } = planning;
  return (
    <div className={styles.changes} aria-live="polite" aria-busy={working}>
      <h3 className={styles.heading}>What changes</h3>
      {missing !== undefined && <p className={styles.muted}>{missing}</p>}
      {missing === undefined && failure !== undefined && <p className={styles.problem}>{failure}</p>}
      {missing === undefined && failure === undefined && !plan && (
        <p className={styles.muted}>Working it out…</p>
      )}
      {missing === undefined && plan?.type === 'refusal' && <Refused plan={plan} />}
      {missing === undefined && plan?.type === 'plan' && <Consequences plan={plan} showsText={showsText} />}
    </div>
  );
}

/** What a plan writes at each end, which flows it opens and closes, and its lines. */
function Consequences({ plan, showsText }: { readonly plan: Made; readonly showsText: boolean }) {
  const opened = plan.changes.filter((change) => change.opened.length > 0);
  const closed = plan.changes.filter((change) => change.closed.length > 0);
  return (
    <>
      <ul className={styles.ends}>
        {plan.ends.map((end) => (
          <li key={`${end.direction ?? ''} ${end.summary}`}>
            <Sign action={end.action} />
            <span>{end.summary}</span>
          </li>
        ))}
      </ul>
      <p className={styles.tally}>
        <b className={opened.length > 0 ? styles.plus : styles.muted}>+{opened.length}</b>{' '}
        {opened.length === 1 ? 'flow' : 'flows'} opened ·{' '}
        <span className={closed.length > 0 ? styles.minus : styles.muted}>{closed.length} closed</span>
      </p>
      <Names sign="+" changes={opened} />
      <Names sign="−" changes={closed} />
      <Diff plan={plan} isOpen={showsText} />
    </>
  );
}

function Sign({ action }: { readonly action: Made['ends'][number]['action'] }) {
  if (action === 'none') return <span className={styles.muted}>=</span>;
  if (action.startsWith('remove')) return <b className={styles.minus}>−</b>;
  const edits = action === 'editObject' || action === 'editPolicy' || action === 'splitRule';
  return <b className={edits ? styles.muted : styles.plus}>{edits ? '~' : '+'}</b>;
}

interface NamesProps {
  readonly sign: '+' | '−';
  readonly changes: readonly FlowChange[];
}

/** More are counted. */
const most = 6;

function Names({ sign, changes }: NamesProps) {
  if (changes.length === 0) return null;
  const [opens, rest] = [sign === '+', changes.length - most];
  return (
    <ul className={styles.flows} aria-label={opens ? 'Flows opened' : 'Flows closed'}>
      {changes.slice(0, most).map((change) => (
        <li key={`${change.source} ${change.destination}`}>
          <b className={opens ? styles.plus : styles.minus}>{sign}</b>
          <span>{change.name}</span>
        </li>
      ))}
      {rest > 0 && <li className={styles.muted}>and {count(rest, 'more flow')}</li>}
    </ul>
  );
}

function Diff({ plan, isOpen }: { readonly plan: Made; readonly isOpen: boolean }) {
  const files = useWorkspace((state) => state.files);
  const { changes } = plan.transaction;
  const hunks = useMemo(() => {
    // The text may have moved on since; the plan is being made anew.
    const isOfText = changes.every(
      (change) => change.type === 'add' || files.some(({ name }) => name === change.file),
    );
    return isOfText ? textDiff(files, changes) : [];
  }, [files, changes]);
  return <TextDiff hunks={hunks} isOpen={isOpen} />;
}
