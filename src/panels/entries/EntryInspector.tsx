import { useState } from 'react';
import type { EntryNode } from '../../core/index';
import { count } from '../../ui/count';
import type { AnalysisView } from '../../worker/views';
import panel from '../InspectorPanel.module.css';
import { ShowMore, shownAtFirst } from '../ShowMore';
import { Controllers } from './Controllers';
import { EntryEdgeLink } from './EntryEdgeLink';
import { EntryLink } from './EntryLink';

interface EntryInspectorProps {
  readonly view: AnalysisView;
  readonly node: EntryNode;
}

/** A way into the cluster, or all that a controller serves: through whom it comes, and what it leads to. */
export function EntryInspector({ view, node }: EntryInspectorProps) {
  const [shown, setShown] = useState(shownAtFirst);
  const [shownEntries, setShownEntries] = useState(shownAtFirst);
  const { title, shortTitle, entries, controllers } = node;
  const [first] = entries;
  const edges = view.entries.edges.filter(({ source }) => source === node.id);
  return (
    <div className={panel.inspector}>
      <header className={panel.header}>
        <div className={panel.heading}>
          <h3 className={panel.title}>
            {first && entries.length === 1 ? <EntryLink entry={first.id} title={title} /> : shortTitle}
          </h3>
          <p className={panel.subtitle}>A way into the cluster from outside</p>
        </div>
      </header>
      <Controllers view={view} controllers={controllers} />
      <section>
        <h4 className={panel.sectionTitle}>
          Leads to <span className={panel.amount}>{count(edges.length, 'workload')}</span>
        </h4>
        <ul className={panel.flows}>
          {edges.slice(0, shown).map((edge) => (
            <li key={edge.id}>
              <EntryEdgeLink view={view} edge={edge} only="destination" />
            </li>
          ))}
        </ul>
        <ShowMore total={edges.length} shown={shown} onMore={setShown} />
        {edges.length === 0 && (
          <p className={panel.small}>
            None of the Services that it names selects a loaded workload. Import the Services and workloads,
            or compare the names.
          </p>
        )}
      </section>
      {entries.length > 1 && (
        <section>
          <h4 className={panel.sectionTitle}>
            Entries <span className={panel.amount}>{entries.length}</span>
          </h4>
          <ul className={panel.flows}>
            {entries.slice(0, shownEntries).map((entry) => (
              <li key={entry.id}>
                <EntryLink entry={entry.id} title={entry.title} />
              </li>
            ))}
          </ul>
          <ShowMore total={entries.length} shown={shownEntries} onMore={setShownEntries} what="entries" />
        </section>
      )}
    </div>
  );
}
