import type { GraphEdge } from '../core/index';
import { select } from '../store/view';
import type { AnalysisView } from '../worker/protocol';
import styles from './FlowLink.module.css';
import { titleOf } from './names';

interface FlowLinkProps {
  readonly view: AnalysisView;
  readonly edge: GraphEdge;
  /** Shows the other end only, seen from a workload. */
  readonly only?: 'source' | 'destination';
}

/** An edge as a line of text; a click selects the flow. */
export function FlowLink({ view, edge, only }: FlowLinkProps) {
  const { source, destination } = edge;
  return (
    <button
      type="button"
      className={styles.flow}
      aria-label={edge.name}
      onClick={() => select({ type: 'flow', source, destination })}
    >
      <span className={styles.ends}>
        {only !== 'destination' && titleOf(view.graph, source)}
        {only === undefined && <span className={styles.arrow}> → </span>}
        {only !== 'source' && titleOf(view.graph, destination)}
      </span>
      <span className={styles.ports}>{edge.ports}</span>
    </button>
  );
}
