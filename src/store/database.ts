import { createStore, type UseStore } from 'idb-keyval';

/**
 * A store of the browser's own database, opened when it is first used and then only once: a page that is left has no
 * time to open it again. Where none can be opened (a private window, blocked storage), each use is rejected.
 */
export function openStore(name: string): UseStore {
  let opened: UseStore | undefined;
  return async (mode, use) => (opened ??= createStore(name, 'state'))(mode, use);
}
