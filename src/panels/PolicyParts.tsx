import type { FlowState, GraphEdge, PolicyCounts } from '../core/index';
import { classes } from '../ui/classes';
import { count } from '../ui/count';
import type { AnalysisView } from '../worker/views';
import { FlowLink } from './FlowLink';
import { flowStateOrder, flowStates } from './flowStates';
import panel from './InspectorPanel.module.css';
import styles from './PolicyInspector.module.css';

/** So many flows of a state are listed; the canvas shows them all. */
const listed = 50;

interface PolicyPartsProps {
  readonly view: AnalysisView;
  /** undefined: not counted yet. */
  readonly counts: PolicyCounts | undefined;
  readonly edges: readonly GraphEdge[];
}

/** The part of policies in every flow, by state: what is due to them alone comes first. */
export function PolicyParts({ view, counts, edges }: PolicyPartsProps) {
  if (!counts) return <p className={panel.small}>Counting what it opens and closes…</p>;
  return flowStateOrder
    .filter((state) => counts[state] > 0)
    .map((state) => (
      <Part
        key={state}
        view={view}
        state={state}
        amount={counts[state]}
        edges={edges.filter((edge) => edge.state === state)}
      />
    ));
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
