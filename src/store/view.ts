import { create } from 'zustand';
import { isEntry, type FlowFilter, type Place, type TrafficQuery } from '../core/index';

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
  | { readonly type: 'namespace'; readonly namespace: string }
  /** Addresses that a policy names, or a hub of the summary. */
  | { readonly type: 'outside'; readonly node: string }
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
  /** A node that the canvas is to bring into sight, near enough to be read. A new object is a new request. */
  readonly sought: { readonly node: string } | undefined;
  /** Whether edges that nothing restricts are drawn. */
  readonly showUnrestricted: boolean;
  /** Whether the ways into the cluster are drawn. */
  readonly showEntries: boolean;
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
  sought: undefined,
  showUnrestricted: true,
  showEntries: true,
  theme: 'system',
  notice: undefined,
}));

export function select(selection: Selection | undefined): void {
  useView.setState({ selection, caret: undefined });
}

/** Selects what a node of the picture stands for. */
export function selectNode(id: string): void {
  if (id.startsWith('Namespace/')) select({ type: 'namespace', namespace: id });
  else if (isEntry(id)) select({ type: 'entry', entry: id });
  else if (/^(Anywhere|Addresses)\//.test(id)) select({ type: 'outside', node: id });
  else select({ type: 'workload', workload: id });
}

/** Selects a node and brings it into sight. */
export function goTo(node: string): void {
  selectNode(node);
  useView.setState({ sought: { node } });
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
