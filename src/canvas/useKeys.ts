import { useCallback, useEffect, type KeyboardEvent } from 'react';
import { closeVerb, drawnFlow, useVerb } from '../store/verb';
import { selectNode, useView } from '../store/view';
import { stopDrawing, useCanvas } from './canvasState';
import { focusEgressGate, focusNextDestination } from './drawing';
import { isRemovable } from './ends';
import { fromFlowId } from './flowIds';
import { removeDrawnFlow } from './removeFlow';

const steps = new Map<string, readonly [x: number, y: number]>([
  ['ArrowLeft', [-8, 0]],
  ['ArrowRight', [8, 0]],
  ['ArrowUp', [0, -8]],
  ['ArrowDown', [0, 8]],
]);

/** The keys of the canvas; gates and edges, being buttons, answer Enter themselves. */
export function useKeys(nudge: (id: string, x: number, y: number) => void) {
  return useCallback(
    (event: KeyboardEvent<HTMLElement>) => {
      const element = event.target instanceof HTMLElement ? event.target : undefined;
      if (!element || element.closest('input, textarea')) return;
      const { drawingFrom } = useCanvas.getState();
      if (drawingFrom !== undefined) return whileDrawing(event);
      const node = element.classList.contains('react-flow__node') ? element.dataset.id : undefined;
      const step = steps.get(event.key);
      if (event.key === 'Delete' || event.key === 'Backspace') {
        removeUnder(element);
      } else if (node !== undefined && (event.key === 'Enter' || event.key === ' ')) {
        event.preventDefault();
        selectNode(fromFlowId(node));
      } else if (node !== undefined && step) {
        event.preventDefault();
        const factor = event.shiftKey ? 4 : 1;
        nudge(fromFlowId(node), step[0] * factor, step[1] * factor);
      }
    },
    [nudge],
  );
}

function whileDrawing(event: KeyboardEvent<HTMLElement>): void {
  if (event.key === 'Tab' || event.key.startsWith('Arrow')) {
    event.preventDefault();
    const back =
      event.key === 'ArrowUp' || event.key === 'ArrowLeft' || (event.key === 'Tab' && event.shiftKey);
    focusNextDestination(event.currentTarget, back ? -1 : 1);
  }
}

/** Escape ends what was begun, wherever the focus is; what it is used for here is not used again elsewhere. */
export function useEscape(): void {
  useEffect(() => {
    const onKeyDown = (event: globalThis.KeyboardEvent) => {
      const { drawingFrom } = useCanvas.getState();
      const drawing = drawnFlow(useVerb.getState().verb);
      if (event.key !== 'Escape' || event.defaultPrevented || (drawingFrom === undefined && !drawing)) return;
      event.preventDefault();
      stopDrawing('Drawing cancelled.');
      closeVerb();
      const from = drawingFrom ?? drawing?.source;
      if (from !== undefined) requestAnimationFrame(() => focusEgressGate(from));
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, []);
}

/** Removes the flow that is selected, or whose button has the focus. */
function removeUnder(element: HTMLElement): void {
  const button = element.closest<HTMLElement>('[data-source]');
  const { selection } = useView.getState();
  const { source, destination } = button?.dataset ?? {};
  const flow =
    source !== undefined && destination !== undefined
      ? { source, destination }
      : selection?.type === 'flow'
        ? selection
        : undefined;
  if (flow && isRemovable(flow)) void removeDrawnFlow(flow.source, flow.destination);
}
