import { useMemo } from 'react';
import type { FlowFilter } from '../core/index';
import { useAnswer } from './useAnswer';
import { useView } from './view';

/** How many parts of a filter narrow something. */
export function countFilters(filter: FlowFilter): number {
  const { namespaces, protocol, port, fromOutside, notIsolated, focus } = filter;
  return [namespaces.length > 0, protocol, port, fromOutside, notIsolated, focus].filter(Boolean).length;
}

/** The ids of the ends that the filter keeps; undefined: nothing is filtered, or it is not known yet. */
export function useKeptEnds(): ReadonlySet<string> | undefined {
  const filter = useView((view) => view.filter);
  const answer = useAnswer('keptEnds', countFilters(filter) > 0 ? { filter } : undefined)?.answer;
  return useMemo(() => answer && new Set(answer), [answer]);
}
