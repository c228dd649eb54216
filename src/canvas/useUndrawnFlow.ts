import { useMemo } from 'react';
import type { DrawnGraph } from '../core/index';
import { useAnalysis } from '../store/analysis';
import { useView } from '../store/view';
import type { FlowView, PolicyView } from '../worker/views';
import { pairOf } from './scene';

/** What is known of the selected flow, where the picture has no edge for it and needs that to draw it. */
export function useUndrawnFlow(
  graph: DrawnGraph,
  policy: Pick<PolicyView, 'edges'> | undefined,
): FlowView | undefined {
  const selection = useView((state) => state.selection);
  const showUnrestricted = useView((state) => state.showUnrestricted);
  const isDrawn = useMemo(() => {
    if (selection?.type !== 'flow') return true;
    const pair = pairOf(selection);
    const edges = policy?.edges ?? graph.edges.filter((edge) => showUnrestricted || !edge.unrestricted);
    return edges.some((edge) => pairOf(edge) === pair);
  }, [graph, policy, selection, showUnrestricted]);
  return useAnalysis((state) => (isDrawn ? undefined : state.flow));
}
