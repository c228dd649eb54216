import { passageWords, type EntryEdge } from '../../core/index';
import type { AnalysisView } from '../../worker/views';
import { FlowButton } from '../FlowLink';
import panel from '../InspectorPanel.module.css';
import { titleOf } from '../names';

interface EntryEdgeLinkProps {
  readonly view: AnalysisView;
  readonly edge: EntryEdge;
  /** The end that is shown, seen from the other. */
  readonly only: 'source' | 'destination';
}

/** What an entry sends to a workload, as a line of text; a click explains it. */
export function EntryEdgeLink({ view, edge, only }: EntryEdgeLinkProps) {
  const { source, destination, name, ports, passage } = edge;
  const entry = view.entries.nodes.find(({ id }) => id === source);
  return (
    <FlowButton
      source={source}
      destination={destination}
      name={name}
      title={
        <>
          {only === 'source' ? (entry?.title ?? source) : titleOf(view.graph, destination)}
          {passage !== 'open' && <span className={panel.closes}> {passageWords[passage]}</span>}
        </>
      }
      ports={ports}
    />
  );
}
