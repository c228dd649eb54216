import type { Comparison } from '../../core/index';
import { selectFlow } from '../../store/view';
import { classes } from '../../ui/classes';
import { count } from '../../ui/count';
import styles from './Review.module.css';

type Change = Comparison['edges'][number]['change'];

const changes: readonly { readonly change: Change; readonly title: string; readonly sign: string }[] = [
  { change: 'added', title: 'Added', sign: '+' },
  { change: 'removed', title: 'Removed', sign: '−' },
  { change: 'changed', title: 'Changed', sign: '~' },
];

/** Every flow that differs, by what became of it. A click explains how it is now. */
export function ReviewFlows({ comparison }: { readonly comparison: Comparison }) {
  const { edges, nodes, counts } = comparison;
  const titles = new Map(
    nodes.map((node) => [node.id, node.type === 'namespace' ? `all of ${node.name}` : node.title]),
  );
  const except = (ids: readonly string[]) =>
    ids.length > 0 ? ` except ${ids.map((id) => titles.get(id) ?? id).join(', ')}` : '';
  return changes.map(({ change, title, sign }) => {
    const own = edges.filter((edge) => edge.change === change);
    if (own.length === 0) return undefined;
    return (
      <section key={change} aria-label={`${title} flows`}>
        <h3 className={classes(styles.title, styles[change])}>
          <span aria-hidden="true">{sign}</span> {title} {count(counts[change], 'flow')}
        </h3>
        <table className={styles.flows}>
          <thead className="visually-hidden">
            <tr>
              <th scope="col">From</th>
              <th scope="col">To</th>
              <th scope="col">Ports</th>
              <th scope="col">Flows</th>
            </tr>
          </thead>
          <tbody>
            {own.map((edge) => (
              <tr key={edge.id}>
                <td>
                  <button
                    type="button"
                    className={styles.flow}
                    aria-label={edge.name}
                    onClick={() => selectFlow(edge.source, edge.destination)}
                  >
                    {titles.get(edge.source)}
                    {except(edge.exceptSources)}
                  </button>
                </td>
                <td>
                  {titles.get(edge.destination)}
                  {except(edge.exceptDestinations)}
                </td>
                <td className={styles.ports}>
                  {edge.ports}
                  {edge.partial && ' (some pods)'}
                </td>
                <td className={styles.amount}>{edge.flows > 1 && edge.flows.toLocaleString('en')}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    );
  });
}
