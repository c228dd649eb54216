import { isEntry } from '../core/index';
import { openVerb } from '../store/verb';
import { stopDrawing, useCanvas } from './canvasState';

interface Point {
  readonly x: number;
  readonly y: number;
}

/** Ends the gesture: the card that asks for the ports opens at the drop. */
export function finishDrawing(source: string, destination: string, at: Point): void {
  stopDrawing();
  openVerb({ type: 'allowFlow', source, destination, at });
}

/** Ends a gesture begun by click or keyboard at a node; false where none was begun. */
export function finishDrawingAt(destination: string, at: Point): boolean {
  const source = useCanvas.getState().drawingFrom;
  if (source === undefined || isEntry(destination)) return false;
  finishDrawing(source, destination, at);
  return true;
}

/** The middle of an element, in the window. */
export function middleOf(element: Element): Point {
  const { x, y, width, height } = element.getBoundingClientRect();
  return { x: x + width / 2, y: y + height / 2 };
}

/** Puts the focus back on the gate that a flow was drawn from. */
export function focusEgressGate(node: string): void {
  document
    .querySelector<HTMLElement>(`[data-gate="egress ${CSS.escape(node)}"]`)
    ?.focus({ preventScroll: true });
}

/** Moves the focus to the next or previous gate that a flow can be drawn to. */
export function focusNextDestination(canvas: Element, step: 1 | -1): void {
  const gates = [...canvas.querySelectorAll<HTMLElement>('[data-gate^="ingress"]')];
  const index = gates.findIndex((gate) => gate === document.activeElement);
  const next = index < 0 ? (step > 0 ? 0 : gates.length - 1) : (index + step + gates.length) % gates.length;
  gates[next]?.focus();
}
