import { useState } from 'react';
import type { FlowRowsQuery } from '../core/index';
import { useAnswer } from '../store/useAnswer';
import { noFilter } from '../store/view';
import { count } from '../ui/count';
import { FlowButton } from './FlowLink';
import panel from './InspectorPanel.module.css';
import { ShowMore, shownAtFirst } from './ShowMore';

interface FlowListProps {
  /** Ids of the ends that are meant; undefined: all. */
  readonly sources?: readonly string[];
  readonly destinations?: readonly string[];
  /** Shows the other end only, seen from a workload. */
  readonly only?: 'source' | 'destination';
}

const nobody: readonly string[] = [];

/** All permitted flows between some ends, one by one. */
export function FlowList({ sources, destinations, only }: FlowListProps) {
  const [shown, setShown] = useState(shownAtFirst);
  const query: FlowRowsQuery = {
    source: '',
    destination: '',
    ...(sources && { sources }),
    ...(destinations && { destinations }),
    verdict: 'allowed',
    unrestricted: true,
    onlyParts: false,
    sortedBy: 'source',
    descending: false,
  };
  const asked = { query, filter: noFilter, policies: nobody, from: 0, to: shown };
  const answer = useAnswer('flowRows', asked)?.answer;
  if (!answer) return undefined;
  return (
    <>
      <p className={panel.small}>{count(answer.total, 'flow')}</p>
      <ul className={panel.flows}>
        {answer.rows.map((row) => (
          <li key={row.name}>
            <FlowButton
              source={row.source}
              destination={row.destination}
              name={row.name}
              title={only ? row[`${only}Title`] : `${row.sourceTitle} → ${row.destinationTitle}`}
              ports={row.ports}
            />
          </li>
        ))}
      </ul>
      <ShowMore total={answer.total} shown={shown} onMore={setShown} />
    </>
  );
}
