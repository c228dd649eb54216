import { CircleCheck, CircleMinus, CircleX, Info } from 'lucide-react';
import { isSummary } from '../core/index';
import { useAnalysis } from '../store/analysis';
import type { Selection } from '../store/view';
import { Badge } from '../ui/Badge';
import type { AnalysisView, FlowView } from '../worker/protocol';
import { FlowActions } from './FlowActions';
import styles from './FlowInspector.module.css';
import panel from './InspectorPanel.module.css';
import { titleOf } from './names';
import { SideSection } from './SideSection';

type FlowSelection = Extract<Selection, { type: 'flow' }>;

const verdicts = {
  allowed: { title: 'Allowed', tone: 'good', icon: CircleCheck },
  denied: { title: 'Denied', tone: 'bad', icon: CircleX },
  partly: { title: 'Partly allowed', tone: 'warning', icon: CircleMinus },
} as const;

/** A flow: the verdict, and the way of a packet through both ends. */
export function FlowInspector({
  view,
  selection,
}: {
  readonly view: AnalysisView;
  readonly selection: FlowSelection;
}) {
  const flow = useAnalysis((state) => state.flow);
  const explanation = flow?.explanation;
  const verdict = explanation && verdicts[explanation.verdict];
  const summary = isSummary(selection.source) || isSummary(selection.destination);
  return (
    <div className={panel.inspector}>
      <header className={panel.header}>
        <h3 className={`${panel.heading} ${panel.title}`}>
          {titleOf(view.graph, selection.source)} <span className={panel.arrow}>→</span>{' '}
          {titleOf(view.graph, selection.destination)}{' '}
          {explanation && <span className={panel.ports}>{explanation.ports}</span>}
        </h3>
        {verdict && (
          <Badge tone={verdict.tone} icon={<verdict.icon size={12} aria-hidden="true" />}>
            {verdict.title}
          </Badge>
        )}
      </header>
      {summary && <Summary view={view} flow={flow} selection={selection} />}
      {flow && <Way view={view} flow={flow} selection={selection} />}
      {!summary && !flow && <p className={panel.muted}>Working out the way of a packet…</p>}
    </div>
  );
}

interface WayProps {
  readonly view: AnalysisView;
  readonly flow: FlowView;
  readonly selection: FlowSelection;
}

function Way({ view, flow, selection }: WayProps) {
  const { explanation } = flow;
  if (explanation.self) {
    return <p className={panel.muted}>A pod always reaches itself; policies do not judge that.</p>;
  }
  return (
    <>
      <ol className={styles.way}>
        <SideSection
          view={view}
          flow={flow}
          side={explanation.egress}
          name={nameOf(selection.source, explanation.source)}
          inCluster={isInCluster(selection.source)}
        />
        <SideSection
          view={view}
          flow={flow}
          side={explanation.ingress}
          name={nameOf(selection.destination, explanation.destination)}
          inCluster={isInCluster(selection.destination)}
        />
      </ol>
      {explanation.caveats.map((caveat) => (
        <p key={caveat} className={styles.caveat}>
          <Info size={14} aria-hidden="true" />
          {caveat}
        </p>
      ))}
      <FlowActions selection={selection} verdict={explanation.verdict} />
    </>
  );
}

interface SummaryProps {
  readonly view: AnalysisView;
  readonly flow: FlowView | undefined;
  readonly selection: FlowSelection;
}

/** An edge that stands for many flows has no single way: its numbers are told, and whose way is shown. */
function Summary({ view, flow, selection }: SummaryProps) {
  const edge = view.graph.edges.find(
    ({ source, destination }) => source === selection.source && destination === selection.destination,
  );
  return (
    <p className={panel.muted}>
      {edge && `This edge sums up ${edge.flows.toLocaleString('en')} flows on ${edge.ports}.`}
      {edge?.unrestricted && ' No policy isolates either end, so everything passes.'}
      {edge?.partial && ' Some pods only.'}
      {flow &&
        ` Below is the way of one of them: ${nameOf(selection.source, flow.explanation.source)} to ` +
          `${nameOf(selection.destination, flow.explanation.destination)}.`}
    </p>
  );
}

/** Whose way is shown; of "anywhere" it is any address that no policy names, which says more than all their ranges. */
function nameOf(end: string, title: string): string {
  return end.startsWith('Anywhere/') ? 'an address outside' : title;
}

function isInCluster(id: string): boolean {
  return !/^(Addresses|Anywhere)\//.test(id);
}
