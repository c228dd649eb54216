import { useState } from 'react';
import { isSummary, type GraphEdge } from '../core/index';
import type { AnalysisView } from '../worker/views';
import { FlowLink } from './FlowLink';
import { FlowList } from './FlowList';
import panel from './InspectorPanel.module.css';

const listed = 50;

interface EdgeListProps {
  readonly view: AnalysisView;
  readonly edges: readonly GraphEdge[];
  /** Shows the other end only, seen from a workload. */
  readonly only?: 'source' | 'destination';
  /** The single ends that are meant, where edges sum flows up: then these flows can be listed one by one. */
  readonly sources?: readonly string[];
  readonly destinations?: readonly string[];
}

/** Edges of the picture as lines of text, and the single flows that they stand for. */
export function EdgeList({ view, edges, only, sources, destinations }: EdgeListProps) {
  const sumsUp = edges.some(({ source, destination }) => isSummary(source) || isSummary(destination));
  return (
    <>
      <ul className={panel.flows}>
        {edges.slice(0, listed).map((edge) => (
          <li key={edge.id}>
            <FlowLink view={view} edge={edge} {...(only && { only })} />
          </li>
        ))}
      </ul>
      {edges.length > listed && <p className={panel.small}>and {edges.length - listed} more on the canvas</p>}
      {sumsUp && (sources ?? destinations) && (
        <OneByOne
          {...(only && { only })}
          {...(sources && { sources })}
          {...(destinations && { destinations })}
        />
      )}
    </>
  );
}

/** Every single flow, once that is asked for. */
function OneByOne(props: Pick<EdgeListProps, 'only' | 'sources' | 'destinations'>) {
  const [open, setOpen] = useState(false);
  return (
    <details className={panel.small} open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>All one by one</summary>
      {open && <FlowList {...props} />}
    </details>
  );
}
