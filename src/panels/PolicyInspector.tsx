import { FileCode2 } from 'lucide-react';
import { isRedundant, type FlowState, type GraphEdge } from '../core/index';
import { useAnalysis } from '../store/analysis';
import { revealPlaces } from '../store/view';
import { Badge } from '../ui/Badge';
import { classes } from '../ui/classes';
import { IconButton } from '../ui/IconButton';
import { count } from '../ui/count';
import type { AnalysisView, PolicySummary } from '../worker/protocol';
import { FlowLink } from './FlowLink';
import { flowStateOrder, flowStates } from './flowStates';
import panel from './InspectorPanel.module.css';
import styles from './PolicyInspector.module.css';

/** So many flows of a state are listed; the canvas shows them all. */
const listed = 50;
const none: readonly GraphEdge[] = [];

interface PolicyInspectorProps {
  readonly view: AnalysisView;
  readonly policy: PolicySummary;
}

/** A policy: what it selects, and its part in every flow, strong and shared parts apart. */
export function PolicyInspector({ view, policy }: PolicyInspectorProps) {
  const shown = useAnalysis((state) => (state.policy?.policy === policy.id ? state.policy : undefined));
  const counts = policy.counts ?? shown?.counts;
  return (
    <div className={panel.inspector}>
      <header className={panel.header}>
        <div className={panel.heading}>
          <h3 className={panel.title}>{policy.name}</h3>
          <p className={panel.subtitle}>
            NetworkPolicy in {policy.namespace}, selects {count(policy.selected, 'workload')}:{' '}
            <code>{policy.selector}</code>
          </p>
        </div>
        {policy.directions.map((direction) => (
          <Badge key={direction}>{direction}</Badge>
        ))}
        <IconButton
          small
          name="Show in the editor"
          icon={<FileCode2 size={15} />}
          onClick={() => revealPlaces([policy.place])}
        />
      </header>
      {policy.selected === 0 && (
        <p className={styles.warning}>
          It matches no loaded pod. Import the workload it is meant for, or compare its selector with the
          labels of your pods.
        </p>
      )}
      {policy.selected > 0 && counts && isRedundant(counts) && (
        <p className={styles.warning}>
          Redundant: deleting it would change no flow, because other policies do the same.
        </p>
      )}
      {counts ? (
        flowStateOrder
          .filter((state) => counts[state] > 0)
          .map((state) => (
            <Part
              key={state}
              view={view}
              state={state}
              amount={counts[state]}
              edges={(shown?.edges ?? none).filter((edge) => edge.state === state)}
            />
          ))
      ) : (
        <p className={panel.small}>Counting what it opens and closes…</p>
      )}
    </div>
  );
}

interface PartProps {
  readonly view: AnalysisView;
  readonly state: FlowState;
  readonly amount: number;
  readonly edges: readonly GraphEdge[];
}

/** The flows in which the policy has the same part. */
function Part({ view, state, amount, edges }: PartProps) {
  const { title, meaning, sign, tone, strong } = flowStates[state];
  return (
    <section>
      <h4 className={classes(styles.state, strong && panel[tone])}>
        <span aria-hidden="true">{sign}</span>
        {title} {count(amount, 'flow')}
      </h4>
      <p className={panel.small}>{meaning}</p>
      <ul className={panel.flows}>
        {edges.slice(0, listed).map((edge) => (
          <li key={edge.id}>
            <FlowLink view={view} edge={edge} />
          </li>
        ))}
      </ul>
      {edges.length > listed && <p className={panel.small}>and {edges.length - listed} more on the canvas</p>}
    </section>
  );
}
