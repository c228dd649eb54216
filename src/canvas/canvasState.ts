import { create } from 'zustand';

interface CanvasState {
  /** The edge under the pointer or with the focus. */
  readonly hovered:
    | { readonly id: string; readonly source: string; readonly destination: string }
    | undefined;
  /** The node from whose egress gate a flow is being drawn by click or keyboard. */
  readonly drawingFrom: string | undefined;
  /** The node whose menu is open, and where in the window. */
  readonly menu:
    | { readonly node: string; readonly at: { readonly x: number; readonly y: number } }
    | undefined;
  /** Said by screen readers, not shown. */
  readonly announcement: string;
  /** Why the last gesture came to nothing. */
  readonly problem: string | undefined;
}

/** What lives only while the pointer or the keys are at it. */
export const useCanvas = create<CanvasState>()(() => ({
  hovered: undefined,
  drawingFrom: undefined,
  menu: undefined,
  announcement: '',
  problem: undefined,
}));

export function hover(hovered: CanvasState['hovered']): void {
  useCanvas.setState({ hovered });
}

export function openMenu(menu: CanvasState['menu']): void {
  useCanvas.setState({ menu });
}

export function showProblem(problem: string | undefined): void {
  useCanvas.setState({ problem });
}

export function startDrawing(from: string, title: string): void {
  useCanvas.setState({
    drawingFrom: from,
    problem: undefined,
    announcement: `Drawing a flow from ${title}. Choose an ingress gate with Tab or the arrows, Enter draws, Escape cancels.`,
  });
}

export function stopDrawing(announcement = ''): void {
  useCanvas.setState({ drawingFrom: undefined, announcement });
}
