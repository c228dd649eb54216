import { CircleAlert } from 'lucide-react';
import { type MouseEvent, useState } from 'react';
import { isSummary, type Plan } from '../core/index';
import { carryOut, planFlow } from '../store/intents';
import { draw, type Selection } from '../store/view';
import { Button } from '../ui/Button';
import { count } from '../ui/count';
import styles from './FlowActions.module.css';
import panel from './InspectorPanel.module.css';

type FlowSelection = Extract<Selection, { type: 'flow' }>;
type Removal = Extract<Plan, { type: 'plan' }>;

/** The card opens over the canvas, beside the explanation that led to it. */
const besideInspector = { x: 440, y: 300 };

interface FlowActionsProps {
  readonly selection: FlowSelection;
  readonly verdict: 'allowed' | 'denied' | 'partly';
}

/** What can be done with a flow. A removal that would touch other flows too is shown before it is made. */
export function FlowActions({ selection, verdict }: FlowActionsProps) {
  const { source, destination } = selection;
  const [working, setWorking] = useState(false);
  const [refusal, setRefusal] = useState<string>();
  const [removal, setRemoval] = useState<Removal>();
  if (isSummary(source) || isSummary(destination)) return undefined;

  const remove = async () => {
    setWorking(true);
    setRefusal(undefined);
    try {
      const plan = await planFlow({ type: 'removeFlow', source, destination });
      if (plan.type === 'refusal') setRefusal(plan.reason);
      else if (otherChanges(plan, selection).length > 0) setRemoval(plan);
      else carryOut(plan);
    } catch (error) {
      setRefusal(error instanceof Error ? error.message : String(error));
    } finally {
      setWorking(false);
    }
  };
  const allow = (event: MouseEvent<HTMLButtonElement>) => {
    const { left, top } = event.currentTarget.getBoundingClientRect();
    draw({ source, destination, at: { x: left - besideInspector.x, y: top - besideInspector.y } });
  };

  if (removal) {
    return <Confirmation removal={removal} selection={selection} onDone={() => setRemoval(undefined)} />;
  }
  return (
    <div className={panel.actions}>
      {verdict !== 'allowed' && (
        <Button look="outline" onClick={allow}>
          {verdict === 'denied' ? 'Allow this flow…' : 'Allow more ports…'}
        </Button>
      )}
      {verdict !== 'denied' && (
        <Button look="danger" disabled={working} onClick={() => void remove()}>
          Remove this flow
        </Button>
      )}
      <p role="alert" className={styles.refusal}>
        {refusal !== undefined && (
          <>
            <CircleAlert size={14} aria-hidden="true" />
            {refusal}
          </>
        )}
      </p>
    </div>
  );
}

interface ConfirmationProps {
  readonly removal: Removal;
  readonly selection: FlowSelection;
  readonly onDone: () => void;
}

const shown = 6;

function Confirmation({ removal, selection, onDone }: ConfirmationProps) {
  const others = otherChanges(removal, selection);
  return (
    <section className={styles.confirmation} aria-label="What removing the flow changes">
      <p className={styles.title}>This changes {count(others.length, 'other flow')} as well</p>
      <ul className={styles.changes}>
        {removal.ends.map(({ direction, summary }) => (
          <li key={direction}>{summary}</li>
        ))}
        {others.slice(0, shown).map(({ name, opened }) => (
          <li key={name} className={opened.length > 0 ? panel.opens : panel.closes}>
            {opened.length > 0 ? '+ opens' : '− closes'} {name}
          </li>
        ))}
        {others.length > shown && <li>and {others.length - shown} more</li>}
      </ul>
      <div className={panel.actions}>
        <Button
          look="danger"
          onClick={() => {
            carryOut(removal);
            onDone();
          }}
        >
          Remove anyway
        </Button>
        <Button look="quiet" onClick={onDone}>
          Cancel
        </Button>
      </div>
    </section>
  );
}

function otherChanges({ changes }: Removal, { source, destination }: FlowSelection) {
  return changes.filter((change) => change.source !== source || change.destination !== destination);
}
