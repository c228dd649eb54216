import { getViewportForBounds, useReactFlow, useStore, useStoreApi, type Viewport } from '@xyflow/react';
import { useCallback, useEffect, useLayoutEffect, useRef } from 'react';
import { useAnalysis } from '../store/analysis';
import { useWorkspace } from '../store/workspace';
import type { Point, Rect } from './edges/curve';
import { chipWidth } from './edges/looks';
import type { Picture } from './toFlow';

/** Room for the legend and the toolbar below. */
export const aroundPicture = { top: '28px', left: '28px', right: '28px', bottom: '92px' } as const;
/** Small pictures are not blown up, large ones stay within what can be zoomed. */
const [minZoom, maxZoom] = [0.05, 1.1];

/**
 * Gives a function that shows the whole picture: its nodes, and the lines and labels that reach beyond them. Until the
 * user looks elsewhere, the picture goes on fitting when the canvas gets another size.
 */
export function useFit(picture: Picture): () => void {
  const { setViewport } = useReactFlow();
  const store = useStoreApi();
  const newest = useRef(picture);
  useLayoutEffect(() => {
    newest.current = picture;
  });
  const shown = useRef<Viewport>(undefined);
  const fit = useCallback(() => {
    const frame = frameOf(newest.current);
    const { width, height } = store.getState();
    if (!frame || width === 0) return;
    shown.current = getViewportForBounds(frame, width, height, minZoom, maxZoom, aroundPicture);
    void setViewport(shown.current);
  }, [setViewport, store]);
  useEffect(
    () =>
      store.subscribe(({ width, height, transform: [x, y, zoom] }, before) => {
        if (width === before.width && height === before.height) return;
        if (shown.current && isSameViewport(shown.current, { x, y, zoom })) fit();
      }),
    [fit, store],
  );
  return fit;
}

function isSameViewport(a: Viewport, b: Viewport): boolean {
  return Math.abs(a.x - b.x) < 1 && Math.abs(a.y - b.y) < 1 && Math.abs(a.zoom - b.zoom) < 0.001;
}

/** Shows the whole picture when a workspace is opened, never after an edit. */
export function useFitOnOpening(fit: () => void): void {
  const wanted = useRef(0);
  useEffect(
    () =>
      useWorkspace.subscribe(({ revision, lastChange }) => {
        // Restored files come without a change.
        if (lastChange === undefined || lastChange.origin === 'import') wanted.current = revision;
      }),
    [],
  );
  const view = useAnalysis((state) => state.view);
  const ready = useStore(({ width, panZoom }) => width > 0 && panZoom !== null);
  const fitted = useRef(-1);
  // A canvas that is taken down forgets what it showed, React Flow's viewport being lost with it.
  useEffect(
    () => () => {
      fitted.current = -1;
    },
    [],
  );
  useEffect(() => {
    if (!view || !ready || view.graph.nodes.length === 0) return;
    if (fitted.current >= wanted.current || view.revision < wanted.current) return;
    fitted.current = view.revision;
    fit();
  }, [view, ready, fit]);
}

/** The rectangle around nodes, lines and labels. */
function frameOf({ nodes, edges }: Picture): Rect | undefined {
  const corners: Point[] = [];
  const boxes = new Map(nodes.map((node) => [node.id, node.position]));
  for (const { position, parentId, data } of nodes) {
    const box = (parentId !== undefined && boxes.get(parentId)) || { x: 0, y: 0 };
    const { width, height } = data.place;
    const corner = { x: position.x + box.x, y: position.y + box.y };
    corners.push(corner, { x: corner.x + width, y: corner.y + height });
  }
  for (const { reach, mark, labelled, edge, look } of edges) {
    corners.push(...reach);
    const half = labelled ? chipWidth(edge, look) / 2 : 0;
    corners.push({ x: mark.x - half, y: mark.y - 10 }, { x: mark.x + half, y: mark.y + 10 });
  }
  if (corners.length === 0) return undefined;
  const [xs, ys] = [corners.map(({ x }) => x), corners.map(({ y }) => y)];
  const [x, y] = [smallest(xs), smallest(ys)];
  return {
    x,
    y,
    width: -smallest(xs.map((value) => -value)) - x,
    height: -smallest(ys.map((value) => -value)) - y,
  };
}

/** Lists here may be longer than the arguments of a call. */
const smallest = (values: readonly number[]) => values.reduce((least, value) => Math.min(least, value));
