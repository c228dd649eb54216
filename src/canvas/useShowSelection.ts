import { useReactFlow, useStoreApi } from '@xyflow/react';
import { useEffect } from 'react';
import { useAnalysis } from '../store/analysis';
import { useView } from '../store/view';
import { toFlowId } from './flowIds';

/** Brings into sight what was selected elsewhere: in the search, the list of policies, the problems. */
export function useShowSelection(): void {
  const { fitView, getZoom, getInternalNode } = useReactFlow();
  const store = useStoreApi();
  const selection = useView((state) => state.selection);
  const selectedBy = useAnalysis(({ policy }) => policy?.selected);
  const policy = selection?.type === 'policies' ? selectedBy : undefined;
  useEffect(() => {
    if (!selection) return;
    const wanted =
      selection.type === 'workload'
        ? [selection.workload]
        : selection.type === 'entry'
          ? [selection.entry]
          : selection.type === 'flow'
            ? [selection.source, selection.destination]
            : (policy ?? []);
    const nodes = wanted.map((id) => ({ id: toFlowId(id) })).filter(({ id }) => getInternalNode(id));
    const { width, height, transform } = store.getState();
    const [left, top, zoom] = transform;
    const inSight = nodes.some(({ id }) => {
      const node = getInternalNode(id);
      if (!node) return false;
      const { x, y } = node.internals.positionAbsolute;
      const [screenX, screenY] = [x * zoom + left, y * zoom + top];
      const [right, bottom] = [
        screenX + (node.measured.width ?? 0) * zoom,
        screenY + (node.measured.height ?? 0) * zoom,
      ];
      return right > 0 && bottom > 0 && screenX < width && screenY < height;
    });
    if (nodes.length > 0 && !inSight) void fitView({ nodes, maxZoom: getZoom(), padding: 0.3 });
  }, [selection, policy, fitView, getZoom, getInternalNode, store]);
}
