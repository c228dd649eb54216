import type { MouseEvent } from 'react';
import type { TrafficLine, TrafficQuery } from '../../core/index';
import { useAnswer } from '../../store/useAnswer';
import { openVerb } from '../../store/verb';
import { Button } from '../../ui/Button';
import type { AnalysisView, PlacedRule } from '../../worker/views';
import panel from '../InspectorPanel.module.css';
import { VerdictBadge } from '../VerdictBadge';
import { Caveats, Way } from '../Way';
import styles from './TestsPanel.module.css';
import { endTitle, portTitle } from './trafficEnds';

interface TrafficInspectorProps {
  readonly view: AnalysisView;
  readonly query: TrafficQuery;
}

/** A connection that is tested: the verdict, and the way of the packet to every pod that it may arrive at. */
export function TrafficInspector({ view, query }: TrafficInspectorProps) {
  const tested = useAnswer('traffic', query)?.answer;
  const answer = tested?.answer;
  const lines = answer?.type === 'answer' ? answer.lines : [];
  return (
    <div className={panel.inspector}>
      <header className={panel.header}>
        <h3 className={`${panel.heading} ${panel.title}`}>
          {endTitle(view, query.source)} <span className={panel.arrow}>→</span>{' '}
          {endTitle(view, query.destination)}{' '}
          <span className={panel.ports}>{portTitle(query.protocol, query.port)}</span>
        </h3>
        {answer?.type === 'answer' && <VerdictBadge verdict={answer.verdict} />}
      </header>
      {answer?.type === 'problem' && (
        <p role="alert" className={panel.closes}>
          {answer.message}
        </p>
      )}
      {tested &&
        lines.map((line, index) => (
          <Line
            // oxlint-disable-next-line react/no-array-index-key -- two pods may be called the same
            key={`${line.destination} ${line.port} ${index}`}
            view={view}
            line={line}
            places={tested.places}
            isOnly={lines.length === 1}
          />
        ))}
      {answer?.type === 'answer' && <Caveats caveats={answer.caveats} />}
    </div>
  );
}

/** The card opens over the canvas, beside the explanation that led to it. */
const besideInspector = { x: 440, y: 300 };

interface LineProps {
  readonly view: AnalysisView;
  readonly line: TrafficLine;
  readonly places: readonly PlacedRule[];
  readonly isOnly: boolean;
}

function Line({ view, line, places, isOnly }: LineProps) {
  const { source, destination, sourceWorkload, destinationWorkload, ports, explanation } = line;
  const ends = [sourceWorkload ?? toBlock(source), destinationWorkload ?? toBlock(destination)] as const;
  const allow = (event: MouseEvent<HTMLButtonElement>) => {
    const { left, top } = event.currentTarget.getBoundingClientRect();
    const at = { x: left - besideInspector.x, y: top - besideInspector.y };
    openVerb({ type: 'allowFlow', source: ends[0], destination: ends[1], port: ports, at });
  };
  return (
    <section className={styles.line} aria-label={`${source} to ${destination}, ${ports}`}>
      {!isOnly && (
        <h4 className={panel.sectionTitle}>
          {destination} <span className={panel.ports}>{ports}</span>
          <VerdictBadge verdict={explanation.verdict} />
        </h4>
      )}
      <Way
        view={view}
        explanation={explanation}
        places={places}
        source={{ name: source, inCluster: sourceWorkload !== undefined }}
        destination={{ name: destination, inCluster: destinationWorkload !== undefined }}
      />
      {explanation.verdict !== 'allowed' && (
        <div className={panel.actions}>
          <Button look="outline" onClick={allow}>
            Allow this…
          </Button>
        </div>
      )}
    </section>
  );
}

/** The block that holds nothing but an address. */
const toBlock = (address: string) => `Addresses/${address}/${address.includes(':') ? 128 : 32}`;
