/* oxlint-disable jsx-a11y/prefer-tag-over-role -- rows out of sight are not in the page, and what is laid out freely is no <table> */
import { ArrowDown, ArrowUp } from 'lucide-react';
import type { FlowRowsQuery } from '../../core/index';
import styles from './FlowTable.module.css';
import { sortBy, useTable } from './tableState';

type Column = FlowRowsQuery['sortedBy'];

const columns: readonly { readonly column: Column; readonly title: string }[] = [
  { column: 'source', title: 'Source' },
  { column: 'destination', title: 'Destination' },
  { column: 'ports', title: 'Ports' },
  { column: 'verdict', title: 'Verdict' },
];

/** The titles of the columns; a click sorts. */
export function FlowTableHead({ hasStates }: { readonly hasStates: boolean }) {
  return (
    <div className={styles.head} role="rowgroup">
      <div className={styles.row} role="row" aria-rowindex={1}>
        {columns.map(({ column, title }) => (
          <SortTitle key={column} column={column} title={title} />
        ))}
        {hasStates && <SortTitle column="state" title="Policy" />}
        <span className={styles.cell} role="columnheader">
          Why
        </span>
      </div>
    </div>
  );
}

function SortTitle({ column, title }: { readonly column: Column; readonly title: string }) {
  const direction = useTable(({ sortedBy, descending }) =>
    sortedBy === column ? (descending ? 'descending' : 'ascending') : 'none',
  );
  const Icon = direction === 'descending' ? ArrowDown : ArrowUp;
  return (
    <span className={styles.cell} role="columnheader" aria-sort={direction}>
      <button type="button" className={styles.sort} onClick={() => sortBy(column)}>
        {title}
        {direction !== 'none' && <Icon size={12} aria-hidden="true" />}
      </button>
    </span>
  );
}
