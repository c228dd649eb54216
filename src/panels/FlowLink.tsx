import type { ReactNode } from 'react';
import type { GraphEdge } from '../core/index';
import { selectFlow } from '../store/view';
import type { AnalysisView } from '../worker/views';
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
  const title = (
    <>
      {only !== 'destination' && titleOf(view.graph, source)}
      {only === undefined && <span className={styles.arrow}> → </span>}
      {only !== 'source' && titleOf(view.graph, destination)}
    </>
  );
  return (
    <FlowButton source={source} destination={destination} name={edge.name} title={title} ports={edge.ports} />
  );
}

interface FlowButtonProps {
  readonly source: string;
  readonly destination: string;
  /** `shop/api to data/db, TCP 5432`: the accessible name. */
  readonly name: string;
  readonly title: ReactNode;
  readonly ports?: string;
}

/** A flow as a line of text; a click selects it. */
export function FlowButton({ source, destination, name, title, ports }: FlowButtonProps) {
  return (
    <button
      type="button"
      className={styles.flow}
      aria-label={name}
      onClick={() => selectFlow(source, destination)}
    >
      <span className={styles.ends}>{title}</span>
      {ports !== undefined && <span className={styles.ports}>{ports}</span>}
    </button>
  );
}
