import { create } from 'zustand';
import type { FlowFilter, Place, TrafficQuery } from '../core/index';

/** What the views show as selected. Ids are those of graph nodes and policies. */
export type Selection =
  /** One or several: then what they do together is shown. Never none. */
  | { readonly type: 'policies'; readonly policies: readonly string[] }
  | {
      readonly type: 'flow';
      readonly source: string;
      readonly destination: string;
      /** The policies whose picture stays while one of its flows is looked at. */
      readonly policies?: readonly string[];
    }
  | { readonly type: 'workload'; readonly workload: string }
  /** A way into the cluster, or several of a controller. */
  | { readonly type: 'entry'; readonly entry: string }
  /** One connection that is tested. */
  | { readonly type: 'traffic'; readonly query: TrafficQuery };

/** Places to show in the editor. A new object is a new request, even for the same places. */
export interface Reveal {
  readonly places: readonly Place[];
  /** Flash the lines, as after an edit made elsewhere. */
  readonly flash: boolean;
}

export type Theme = 'system' | 'light' | 'dark';

interface ViewState {
  readonly selection: Selection | undefined;
  /** A policy under the pointer in a list: its picture is shown meanwhile. */
  readonly previewed: string | undefined;
  /** Where the user has put the caret since anything was selected. */
  readonly caret: { readonly file: string; readonly offset: number } | undefined;
  /** The canvas shows what differs from the reference. */
  readonly reviewing: boolean;
  readonly filter: FlowFilter;
  readonly activeFile: string | undefined;
  readonly reveal: Reveal | undefined;
  /** Whether edges that nothing restricts are drawn. */
  readonly showUnrestricted: boolean;
  /** Whether the ways into the cluster are drawn. */
  readonly showEntries: boolean;
  /** Hand-moved nodes: canvas positions by node id (relative to the box for workloads). */
  readonly moved: Readonly<Record<string, { readonly x: number; readonly y: number }>>;
  readonly theme: Theme;
  /** A sentence for the user that no pane owns. */
  readonly notice: string | undefined;
}

/** Everything is looked at. */
export const noFilter: FlowFilter = {
  namespaces: [],
  protocol: undefined,
  port: undefined,
  fromOutside: false,
  notIsolated: undefined,
  focus: undefined,
};

/** View state: kept beside the text, never in it. */
export const useView = create<ViewState>()(() => ({
  selection: undefined,
  previewed: undefined,
  caret: undefined,
  reviewing: false,
  filter: noFilter,
  activeFile: undefined,
  reveal: undefined,
  showUnrestricted: true,
  showEntries: true,
  moved: {},
  theme: 'system',
  notice: undefined,
}));

export function select(selection: Selection | undefined): void {
  useView.setState({ selection, caret: undefined });
}

/** Shows on the canvas what differs from the reference, or what is permitted. */
export function setReviewing(reviewing: boolean): void {
  useView.setState({ reviewing, ...(reviewing && { selection: undefined, caret: undefined }) });
}

/** Shows what the lines at the caret do. */
export function putCaret(caret: ViewState['caret']): void {
  useView.setState({ caret });
}

export function selectPolicies(policies: readonly string[]): void {
  select(policies.length > 0 ? { type: 'policies', policies } : undefined);
}

/** Selects a flow; the picture of the policies that are selected stays. */
export function selectFlow(source: string, destination: string): void {
  const policies = selectedPolicies(useView.getState());
  select({ type: 'flow', source, destination, ...(policies.length > 0 && { policies }) });
}

const noPolicies: readonly string[] = [];

/** The policies that are selected, themselves or beside a flow. */
export function selectedPolicies({ selection }: Pick<ViewState, 'selection'>): readonly string[] {
  return (selection && 'policies' in selection && selection.policies) || noPolicies;
}

export function sameItems(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((item, index) => item === other[index]);
}

export function preview(previewed: string | undefined): void {
  useView.setState({ previewed });
}

/** Shows one workload with all that reaches it and that it reaches. */
export function focusOn(workload: string): void {
  narrow({ focus: { workload, hops: useView.getState().filter.focus?.hops ?? 1 } });
}

/** Changes parts of the filter. */
export function narrow(change: Partial<FlowFilter>): void {
  useView.setState(({ filter }) => ({ filter: { ...filter, ...change } }));
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

export function setShowEntries(showEntries: boolean): void {
  useView.setState({ showEntries });
}

export function setTheme(theme: Theme): void {
  useView.setState({ theme });
}

export function setNotice(notice: string | undefined): void {
  useView.setState({ notice });
}
