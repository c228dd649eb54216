import { useState, type MouseEvent } from 'react';
import { openVerb } from '../../store/verb';
import type { Selection } from '../../store/view';
import { Button } from '../../ui/Button';
import type { EntryWay } from '../../worker/entryView';
import type { AnalysisView, FlowView } from '../../worker/views';
import panel from '../InspectorPanel.module.css';
import { titleOf } from '../names';
import { ShowMore, shownAtFirst } from '../ShowMore';
import { Way } from '../Way';
import { Controllers } from './Controllers';
import { EntryLink } from './EntryLink';
import { EntryWayLink } from './EntryWayLink';
import { PassageBadge } from './PassageBadge';

/** The card opens over the canvas, beside the explanation that led to it. */
const besideInspector = { x: 440, y: 300 };

interface EntryFlowInspectorProps {
  readonly view: AnalysisView;
  readonly selection: Extract<Selection, { type: 'flow' }>;
  readonly flow: FlowView & Required<Pick<FlowView, 'entry'>>;
}

/** What entries send to a workload or namespace: by which controller and Services, and what policies make of it. */
export function EntryFlowInspector({ view, selection, flow }: EntryFlowInspectorProps) {
  const { passage, ways } = flow.entry;
  const [way] = ways;
  if (!way) return undefined;
  const { title, entry, destination, controller, services, ports } = way;
  const node = view.entries.nodes.find(({ id }) => id === selection.source);
  const isOne = ways.length === 1;
  const allow = (event: MouseEvent<HTMLButtonElement>) => {
    if (!controller) return;
    const { left, top } = event.currentTarget.getBoundingClientRect();
    const at = { x: left - besideInspector.x, y: top - besideInspector.y };
    openVerb({ type: 'allowFlow', source: controller.id, destination: destination.id, at });
  };
  return (
    <div className={panel.inspector}>
      <header className={panel.header}>
        <h3 className={`${panel.heading} ${panel.title}`}>
          {isOne ? title : (node?.title ?? title)} <span className={panel.arrow}>→</span>{' '}
          {titleOf(view.graph, selection.destination)} {isOne && <span className={panel.ports}>{ports}</span>}
        </h3>
        <PassageBadge passage={passage} />
      </header>
      {!isOne && (
        <>
          <Ways ways={ways} />
          <p className={panel.small}>
            Below is what becomes of {title} to {destination.title}
            {controller && ` through ${controller.title}`}.
          </p>
        </>
      )}
      <p className={panel.small}>
        <EntryLink entry={entry} title={title} /> sends {ports} to the pods behind Service{' '}
        {services.join(' and ')}.
      </p>
      <Controllers view={view} controllers={controller ? [controller.id] : []} />
      <Way
        view={view}
        explanation={flow.explanation}
        places={flow.places}
        source={{ name: controller?.title ?? 'the controller that is not loaded', inCluster: true }}
        destination={{ name: destination.title, inCluster: true }}
      />
      {way.passage !== 'open' && controller && (
        <div className={panel.actions}>
          <Button look="outline" onClick={allow}>
            Allow {controller.title} → {destination.title}…
          </Button>
        </div>
      )}
    </div>
  );
}

/** All that an edge stands for. */
function Ways({ ways }: { readonly ways: readonly EntryWay[] }) {
  const [shown, setShown] = useState(shownAtFirst);
  return (
    <div>
      <ul className={panel.flows}>
        {ways.slice(0, shown).map((way) => (
          <li key={`${way.entry} ${way.destination.id} ${way.controller?.id}`}>
            <EntryWayLink way={way} withDestination />
          </li>
        ))}
      </ul>
      <ShowMore total={ways.length} shown={shown} onMore={setShown} what="entries" />
    </div>
  );
}
