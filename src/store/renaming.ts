import type { Intent } from '../core/index';
import { type Arrangement, useArrangement } from './arrangement';
import { select, useView } from './view';

/** From the id of a node before to its id afterwards. */
type Rename = (id: string) => string;

/** What a wish calls otherwise; undefined: nothing. */
export function renaming(wish: { readonly type: 'fix' | 'fixAll' } | Intent): Rename | undefined {
  if (wish.type === 'renameWorkload') {
    const { workload, name } = wish;
    const renamed = `${workload.slice(0, workload.lastIndexOf('/'))}/${name}`;
    return (id: string) => (id === workload ? renamed : id);
  }
  if (wish.type === 'renameNamespace') {
    const { namespace, name } = wish;
    return (id: string) => {
      const [kind = '', within, ...rest] = id.split('/');
      const isIn = within === namespace && (rest.length === 1 || kind === 'Namespace');
      return isIn ? [kind, name, ...rest].join('/') : id;
    };
  }
  return undefined;
}

/** Where hand-moved nodes stand, also under their new ids; the old ones are shown until the analysis is there. */
export function movedAs(rename: Rename): Arrangement['moved'] {
  const { moved } = useArrangement.getState();
  return {
    ...moved,
    ...Object.fromEntries(Object.entries(moved).map(([id, spot]) => [rename(id), spot])),
  };
}

/** Keeps what is renamed selected. */
export function selectRenamed(rename: Rename): void {
  const { selection } = useView.getState();
  if (selection?.type === 'workload') select({ ...selection, workload: rename(selection.workload) });
  if (selection?.type === 'flow')
    select({ ...selection, source: rename(selection.source), destination: rename(selection.destination) });
}
