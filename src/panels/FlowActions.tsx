import { useState, type MouseEvent } from 'react';
import { CircleAlert } from 'lucide-react';
import { isSummary } from '../core/index';
import { removeFlow } from '../store/intents';
import { openVerb } from '../store/verb';
import type { Selection } from '../store/view';
import { Button } from '../ui/Button';
import styles from './FlowActions.module.css';
import panel from './InspectorPanel.module.css';

/** The card opens over the canvas, beside the explanation that led to it. */
const besideInspector = { x: 440, y: 300 };

interface FlowActionsProps {
  readonly selection: Extract<Selection, { type: 'flow' }>;
  readonly verdict: 'allowed' | 'denied' | 'partly';
}

/** What can be done with a flow. */
export function FlowActions({ selection: { source, destination }, verdict }: FlowActionsProps) {
  const [failure, setFailure] = useState<string>();
  const [working, setWorking] = useState(false);
  const allow = (event: MouseEvent<HTMLButtonElement>) => {
    const { left, top } = event.currentTarget.getBoundingClientRect();
    const at = { x: left - besideInspector.x, y: top - besideInspector.y };
    openVerb({ type: 'allowFlow', source, destination, at });
  };
  const remove = async () => {
    setWorking(true);
    setFailure(undefined);
    try {
      await removeFlow(source, destination);
    } catch (error) {
      setFailure(String(error));
    } finally {
      setWorking(false);
    }
  };
  const isSingle = !isSummary(source) && !isSummary(destination);
  return (
    <div className={panel.actions}>
      {verdict !== 'allowed' && (
        <Button look="outline" onClick={allow}>
          {verdict === 'denied' ? 'Allow this flow…' : 'Allow more ports…'}
        </Button>
      )}
      {verdict !== 'denied' && isSingle && (
        <Button look="plain" onClick={() => openVerb({ type: 'changePorts', source, destination })}>
          Change ports…
        </Button>
      )}
      {verdict !== 'denied' && (
        <Button look="danger" disabled={working} onClick={() => void remove()}>
          Remove this flow
        </Button>
      )}
      {verdict !== 'denied' && (
        <Button look="quiet" onClick={() => openVerb({ type: 'removeFlow', source, destination })}>
          Ways to remove…
        </Button>
      )}
      <p role="alert" className={styles.refusal}>
        {failure !== undefined && (
          <>
            <CircleAlert size={14} aria-hidden="true" />
            {failure}
          </>
        )}
      </p>
    </div>
  );
}
