import { useReactFlow } from '@xyflow/react';
import { useEffect, useMemo } from 'react';
import type { DrawnGraph } from '../core/index';
import { useKeptEnds } from '../store/keptEnds';
import { useView } from '../store/view';
import { toFiltering, type Filtering } from './filtering';
import { aroundPicture } from './fitting';
import { toFlowId } from './flowIds';

/** The filter as the canvas needs it; undefined: nothing is filtered. */
export function useFiltering({ nodes }: DrawnGraph): Filtering | undefined {
  const filter = useView((view) => view.filter);
  const kept = useKeptEnds();
  return useMemo(() => kept && toFiltering(nodes, filter, kept), [nodes, filter, kept]);
}

/** Brings the workload in focus into sight with all that reaches it and that it reaches. */
export function useShowFocus(): void {
  const { fitView, getInternalNode } = useReactFlow();
  const focus = useView((view) => view.filter.focus);
  const kept = useKeptEnds();
  useEffect(() => {
    if (!focus || !kept?.has(focus.workload)) return;
    const workloads = [...kept].filter((id) => !/^(Addresses|Anywhere)\//.test(id));
    const nodes = workloads.map((id) => ({ id: toFlowId(id) })).filter(({ id }) => getInternalNode(id));
    if (nodes.length > 0) void fitView({ nodes, padding: { ...aroundPicture, top: '64px' }, maxZoom: 1.1 });
  }, [focus, kept, fitView, getInternalNode]);
}
