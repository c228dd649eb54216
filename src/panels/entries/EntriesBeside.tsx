import { passageWords, type EntryEdge } from '../../core/index';
import { useAnalysis } from '../../store/analysis';
import { selectFlow, useView } from '../../store/view';
import { count } from '../../ui/count';
import type { AnalysisView } from '../../worker/views';
import panel from '../InspectorPanel.module.css';
import { titleOf } from '../names';
import styles from './EntriesBeside.module.css';

/** What comes in by Ingresses, Routes and the like: beside the flows of table and matrix, being none of them. */
export function EntriesBeside() {
  const view = useAnalysis((state) => state.view);
  const isShown = useView((state) => state.showEntries);
  const edges = view?.entries.edges ?? [];
  if (!view || !isShown || edges.length === 0) return undefined;
  const blocked = edges.filter(({ passage }) => passage !== 'open').length;
  return (
    <details className={styles.entries}>
      <summary>
        Ways into the cluster: {count(edges.length, 'flow')} of entries
        {blocked > 0 && <span className={panel.closes}>, {blocked} blocked</span>}
      </summary>
      <table className={styles.table} aria-label="Entries">
        <thead>
          <tr>
            <th scope="col">Entry</th>
            <th scope="col">Leads to</th>
            <th scope="col">Ports</th>
            <th scope="col">Policies</th>
          </tr>
        </thead>
        <tbody>
          {edges.map((edge) => (
            <Line key={edge.id} view={view} edge={edge} />
          ))}
        </tbody>
      </table>
    </details>
  );
}

function Line({ view, edge }: { readonly view: AnalysisView; readonly edge: EntryEdge }) {
  const { source, destination, name, ports, passage } = edge;
  const entry = view.entries.nodes.find(({ id }) => id === source);
  return (
    <tr>
      <td>
        <button
          type="button"
          className={panel.link}
          aria-label={name}
          onClick={() => selectFlow(source, destination)}
        >
          {entry?.title ?? source}
        </button>
      </td>
      <td>{titleOf(view.graph, destination)}</td>
      <td className={panel.ports}>{ports}</td>
      <td className={passage === 'open' ? panel.opens : panel.closes}>{passageWords[passage]}</td>
    </tr>
  );
}
