import { ArrowRight, Trash2, X } from 'lucide-react';
import { passageWords, type DrawnGraph } from '../core/index';
import { useAnalysis } from '../store/analysis';
import { select, type Selection } from '../store/view';
import { Button } from '../ui/Button';
import { IconButton } from '../ui/IconButton';
import { openVerb } from '../store/verb';
import { describeEnds, isRemovable, isSingle } from './ends';
import { finishDrawing, middleOf } from './drawing';
import { removeDrawnFlow } from './removeFlow';
import styles from './SelectionBar.module.css';

interface SelectionBarProps {
  readonly graph: DrawnGraph;
  readonly selection: Extract<Selection, { type: 'flow' }>;
}

/** What can be done with the selected flow. */
export function SelectionBar({ graph, selection }: SelectionBarProps) {
  const flow = useAnalysis((state) => state.flow);
  const { source, destination } = selection;
  const [from, to] = describeEnds(graph, selection);
  const edge = graph.edges.find((each) => each.source === source && each.destination === destination);
  const denied = !edge && flow?.explanation.verdict === 'denied';
  return (
    <div className={styles.bar} role="toolbar" aria-label={`Flow from ${from} to ${to}`}>
      <span className={styles.ends}>
        <b>{from}</b>
        <ArrowRight size={13} aria-hidden />
        <b>{to}</b>
        <code className={denied ? styles.denied : undefined}>
          {edge?.ports ?? (denied ? 'denied' : flow?.explanation.ports)}
        </code>
        {edge?.passage && <span className={styles.note}>{passageWords[edge.passage]}</span>}
        {edge && edge.flows > 1 && (
          <span className={styles.note}>
            stands for {edge.flows} {edge.passage ? 'entries' : 'flows'}
          </span>
        )}
      </span>
      <span className={styles.actions}>
        {isRemovable(selection) && (edge ?? flow) && (
          <>
            {denied || !isSingle(selection) ? (
              <Button
                look="quiet"
                onClick={(event) => finishDrawing(source, destination, middleOf(event.currentTarget))}
              >
                {denied ? 'Allow…' : 'Allow more…'}
              </Button>
            ) : (
              <Button look="quiet" onClick={() => openVerb({ type: 'changePorts', source, destination })}>
                Change ports…
              </Button>
            )}
            {!denied && (
              <Button
                look="quiet"
                className={styles.remove}
                onClick={() => void removeDrawnFlow(source, destination)}
              >
                <Trash2 size={14} aria-hidden />
                Remove flow
              </Button>
            )}
          </>
        )}
        <IconButton small name="Clear selection" icon={<X size={14} />} onClick={() => select(undefined)} />
      </span>
    </div>
  );
}
