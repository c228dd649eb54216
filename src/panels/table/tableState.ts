import { create } from 'zustand';
import type { FlowRowsQuery } from '../../core/index';

type TableState = Omit<FlowRowsQuery, 'unrestricted'>;

/** How the flow table is sorted and narrowed: stays while another view is shown. */
export const useTable = create<TableState>()(() => ({
  source: '',
  destination: '',
  verdict: 'allowed',
  onlyParts: false,
  sortedBy: 'source',
  descending: false,
}));

/** Sorts by a column; a second time, the other way round. */
export function sortBy(column: FlowRowsQuery['sortedBy']): void {
  useTable.setState(({ sortedBy, descending }) => ({
    sortedBy: column,
    descending: sortedBy === column && !descending,
  }));
}
