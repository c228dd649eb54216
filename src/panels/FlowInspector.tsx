import { isEntry, isSummary, otherAddresses } from '../core/index';
import { useAnalysis } from '../store/analysis';
import type { Selection } from '../store/view';
import type { AnalysisView } from '../worker/views';
import { EntryFlowInspector } from './entries/EntryFlowInspector';
import { FlowActions } from './FlowActions';
import panel from './InspectorPanel.module.css';
import { titleOf } from './names';
import { SummaryFlows } from './SummaryFlows';
import { VerdictBadge } from './VerdictBadge';
import { Way } from './Way';

interface FlowInspectorProps {
  readonly view: AnalysisView;
  readonly selection: Extract<Selection, { type: 'flow' }>;
}

/** A flow: the verdict, and the way of a packet through both ends; of a summary also what it stands for. */
export function FlowInspector({ view, selection }: FlowInspectorProps) {
  const { source, destination } = selection;
  const flow = useAnalysis((state) => state.flow);
  if (isEntry(source)) {
    if (!flow?.entry) return <p className={panel.note}>Working out the way of a packet…</p>;
    return <EntryFlowInspector view={view} selection={selection} flow={{ ...flow, entry: flow.entry }} />;
  }
  const explanation = flow?.explanation;
  const summary = [source, destination].some((id) => isSummary(id) && id !== otherAddresses);
  const endOf = (id: string, title: string) => ({
    name: nameOf(id, title),
    inCluster: !/^(Addresses|Anywhere)\//.test(id),
  });
  return (
    <div className={panel.inspector}>
      <header className={panel.header}>
        <h3 className={`${panel.heading} ${panel.title}`}>
          {titleOf(view.graph, source)} <span className={panel.arrow}>→</span>{' '}
          {titleOf(view.graph, destination)}{' '}
          {explanation && !summary && <span className={panel.ports}>{explanation.ports}</span>}
        </h3>
        {explanation && !summary && <VerdictBadge verdict={explanation.verdict} />}
      </header>
      {summary && <SummaryFlows view={view} source={source} destination={destination} />}
      {summary && explanation && (
        <p className={panel.small}>
          Below is the way of one of them: {nameOf(source, explanation.source)} to{' '}
          {nameOf(destination, explanation.destination)}.
        </p>
      )}
      {flow && explanation && (
        <>
          <Way
            view={view}
            explanation={explanation}
            places={flow.places}
            source={endOf(source, explanation.source)}
            destination={endOf(destination, explanation.destination)}
          />
          {!explanation.self && <FlowActions selection={selection} verdict={explanation.verdict} />}
        </>
      )}
      {!summary && !flow && <p className={panel.muted}>Working out the way of a packet…</p>}
    </div>
  );
}

/** Whose way is shown; of "anywhere" it is any address that no policy names, which says more than all their ranges. */
function nameOf(end: string, title: string): string {
  return end.startsWith('Anywhere/') ? 'an address outside' : title;
}
