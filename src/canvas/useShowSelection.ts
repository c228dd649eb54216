import { useReactFlow, useStoreApi } from '@xyflow/react';
import { useEffect, useRef } from 'react';
import { useAnalysis } from '../store/analysis';
import { useView, type Selection } from '../store/view';
import { toFlowId } from './flowIds';

/** At this zoom what was sought can be read. */
const [least, most] = [0.75, 1];

/** Brings into sight what was selected elsewhere: in the search, the list of policies, the problems. */
export function useShowSelection(): void {
  const { fitView, getZoom, getInternalNode } = useReactFlow();
  const store = useStoreApi();
  const selection = useView((state) => state.selection);
  const sought = useView((state) => state.sought);
  const found = useRef(sought);
  const selectedBy = useAnalysis(({ policy }) => policy?.selected);
  const policy = selection?.type === 'policies' ? selectedBy : undefined;
  useEffect(() => {
    const isInSight = (id: string): boolean => {
      const node = getInternalNode(id);
      if (!node) return false;
      const { width, height, transform } = store.getState();
      const [left, top, zoom] = transform;
      const { x, y } = node.internals.positionAbsolute;
      const [screenX, screenY] = [x * zoom + left, y * zoom + top];
      const [right, bottom] = [
        screenX + (node.measured.width ?? 0) * zoom,
        screenY + (node.measured.height ?? 0) * zoom,
      ];
      return right > 0 && bottom > 0 && screenX < width && screenY < height;
    };
    const isNew = found.current !== sought;
    found.current = sought;
    const wanted = isNew && sought ? [sought.node] : nodesOf(selection, policy);
    const nodes = wanted.map((id) => ({ id: toFlowId(id) })).filter(({ id }) => getInternalNode(id));
    if (nodes.length === 0 || (!isNew && nodes.some(({ id }) => isInSight(id)))) return undefined;
    const zoom = getZoom();
    const near = Math.min(most, Math.max(least, zoom));
    // What is asked is answered first.
    const frame = requestAnimationFrame(
      () => void fitView({ nodes, maxZoom: isNew ? near : zoom, padding: 0.3 }),
    );
    return () => cancelAnimationFrame(frame);
  }, [selection, sought, policy, fitView, getZoom, getInternalNode, store]);
}

function nodesOf(selection: Selection | undefined, policy: readonly string[] | undefined): readonly string[] {
  switch (selection?.type) {
    case 'workload':
      return [selection.workload];
    case 'namespace':
      return [selection.namespace];
    case 'outside':
      return [selection.node];
    case 'entry':
      return [selection.entry];
    case 'flow':
      return [selection.source, selection.destination];
    default:
      return policy ?? [];
  }
}
