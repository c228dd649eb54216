import { create } from 'zustand';
import type { Place } from '../core/index';

/** What the views show as selected. Ids are those of graph nodes and policies. */
export type Selection =
  | { readonly type: 'policy'; readonly policy: string }
  | { readonly type: 'flow'; readonly source: string; readonly destination: string }
  | { readonly type: 'workload'; readonly workload: string };

/** A flow that was drawn and waits for its ports. `at` is the point of the drop in the window. */
export interface Drawing {
  readonly source: string;
  readonly destination: string;
  readonly at: { readonly x: number; readonly y: number };
}

/** Places to show in the editor. A new object is a new request, even for the same places. */
export interface Reveal {
  readonly places: readonly Place[];
  /** Flash the lines, as after an edit made elsewhere. */
  readonly flash: boolean;
}

export type Theme = 'system' | 'light' | 'dark';

interface ViewState {
  readonly selection: Selection | undefined;
  readonly drawing: Drawing | undefined;
  readonly activeFile: string | undefined;
  readonly reveal: Reveal | undefined;
  /** Whether edges that nothing restricts are drawn. */
  readonly showUnrestricted: boolean;
  /** Hand-moved nodes: canvas positions by node id (relative to the box for workloads). */
  readonly moved: Readonly<Record<string, { readonly x: number; readonly y: number }>>;
  readonly theme: Theme;
  /** A sentence for the user that no pane owns. */
  readonly notice: string | undefined;
}

/** View state: kept beside the text, never in it. */
export const useView = create<ViewState>()(() => ({
  selection: undefined,
  drawing: undefined,
  activeFile: undefined,
  reveal: undefined,
  showUnrestricted: true,
  moved: {},
  theme: 'system',
  notice: undefined,
}));

export function select(selection: Selection | undefined): void {
  useView.setState({ selection });
}

export function draw(drawing: Drawing | undefined): void {
  useView.setState({ drawing });
}

export function openFile(activeFile: string): void {
  useView.setState({ activeFile });
}

/** Opens the file of the first place and shows the places there. */
export function revealPlaces(places: readonly Place[], flash = false): void {
  const first = places[0];
  if (first) useView.setState({ activeFile: first.file, reveal: { places, flash } });
}

export function moveNode(id: string, position: { readonly x: number; readonly y: number }): void {
  useView.setState((state) => ({ moved: { ...state.moved, [id]: position } }));
}

export function resetMoves(): void {
  useView.setState({ moved: {} });
}

export function setShowUnrestricted(showUnrestricted: boolean): void {
  useView.setState({ showUnrestricted });
}

export function setTheme(theme: Theme): void {
  useView.setState({ theme });
}

export function setNotice(notice: string | undefined): void {
  useView.setState({ notice });
}
