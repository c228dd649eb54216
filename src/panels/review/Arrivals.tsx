import type { Comparison } from '../../core/index';
import styles from './Review.module.css';

/** Namespaces, workloads and policies that are on one side only, or say something else. */
export function Arrivals({ comparison }: { readonly comparison: Comparison }) {
  const { namespaces, workloads, policies } = comparison;
  const lines: readonly (readonly [string, readonly string[]])[] = [
    ['Namespaces added', namespaces.added],
    ['Namespaces removed', namespaces.removed],
    ['Workloads added', workloads.added],
    ['Workloads removed', workloads.removed],
    ['Policies added', policies.added],
    ['Policies removed', policies.removed],
    ['Policies changed', policies.changed],
  ];
  const shown = lines.filter(([, ids]) => ids.length > 0);
  if (shown.length === 0) return undefined;
  return (
    <dl className={styles.arrivals}>
      {shown.map(([title, ids]) => (
        <div key={title}>
          <dt>{title}</dt>
          <dd>{ids.map((id) => id.slice(id.indexOf('/') + 1)).join(', ')}</dd>
        </div>
      ))}
    </dl>
  );
}
