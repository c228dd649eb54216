import { create } from 'zustand';
import { useProblemList } from '../store/problemList';
import { useView } from '../store/view';

/** What lies over the page, one at a time. */
type Overlay = 'palette' | 'import' | 'shortcuts' | 'settings';
export type LeftTab = 'policies' | 'tests' | 'problems';
/** What stands in the middle. */
export type Centre = 'canvas' | 'table' | 'matrix' | 'review';
type FoldablePane = 'list' | 'editor' | 'inspector';

interface ShellState {
  readonly overlay: Overlay | undefined;
  readonly leftTab: LeftTab;
  readonly centre: Centre;
  readonly filterOpen: boolean;
  readonly folded: Readonly<Record<FoldablePane, boolean>>;
  /** The strip above the example was dismissed. */
  readonly stripDismissed: boolean;
}

const storageKey = 'drawbridge.shell';

type Kept = Pick<ShellState, 'folded' | 'stripDismissed' | 'centre'>;

const initial: Kept = {
  folded: { list: false, editor: false, inspector: false },
  stripDismissed: false,
  centre: 'canvas',
};
const centres: readonly Centre[] = ['canvas', 'table', 'matrix', 'review'];

function readKept(): Kept {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(storageKey) ?? 'null');
    if (typeof kept !== 'object' || kept === null) return initial;
    const { folded, stripDismissed, centre } = kept as {
      folded?: Record<string, unknown>;
      stripDismissed?: unknown;
      centre?: unknown;
    };
    return {
      folded: {
        list: folded?.list === true,
        editor: folded?.editor === true,
        inspector: folded?.inspector === true,
      },
      stripDismissed: stripDismissed === true,
      centre: centres.find((each) => each === centre) ?? initial.centre,
    };
  } catch {
    return initial; // storage is blocked, or holds something else
  }
}

export const useShell = create<ShellState>()(() => ({
  overlay: undefined,
  leftTab: 'policies',
  filterOpen: false,
  ...readKept(),
}));

useShell.subscribe(({ folded, stripDismissed, centre }, before) => {
  const isAsBefore =
    folded === before.folded && stripDismissed === before.stripDismissed && centre === before.centre;
  if (isAsBefore) return;
  try {
    localStorage.setItem(storageKey, JSON.stringify({ folded, stripDismissed, centre } satisfies Kept));
  } catch {
    // as above
  }
});

/** A focus that is set anywhere shows where it is ended. */
useView.subscribe(({ filter }, before) => {
  if (filter.focus && !before.filter.focus) showFilter(true);
});

/** The problems of a node are asked for where it stands. */
useProblemList.subscribe(({ about }, before) => {
  if (about && about !== before.about) showTab('problems');
});

export function openOverlay(overlay: Overlay | undefined): void {
  useShell.setState({ overlay });
}

export function showTab(leftTab: LeftTab): void {
  useShell.setState({ leftTab });
  setFolded('list', false);
}

export function showCentre(centre: Centre): void {
  useShell.setState({ centre });
}

export function showFilter(filterOpen: boolean): void {
  useShell.setState({ filterOpen });
}

export function setFolded(pane: FoldablePane, isFolded: boolean): void {
  useShell.setState(({ folded }) => ({ folded: { ...folded, [pane]: isFolded } }));
}

export function toggleFolded(pane: FoldablePane): void {
  setFolded(pane, !useShell.getState().folded[pane]);
}

export function dismissStrip(): void {
  useShell.setState({ stripDismissed: true });
}
