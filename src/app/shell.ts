import { create } from 'zustand';

/** What lies over the page, one at a time. */
type Overlay = 'palette' | 'import' | 'shortcuts';
export type LeftTab = 'policies' | 'problems';
type FoldablePane = 'list' | 'editor' | 'inspector';

interface ShellState {
  readonly overlay: Overlay | undefined;
  readonly leftTab: LeftTab;
  readonly folded: Readonly<Record<FoldablePane, boolean>>;
  /** The strip above the example was dismissed. */
  readonly stripDismissed: boolean;
}

const storageKey = 'drawbridge.shell';

type Kept = Pick<ShellState, 'folded' | 'stripDismissed'>;

const initial: Kept = { folded: { list: false, editor: false, inspector: false }, stripDismissed: false };

function readKept(): Kept {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(storageKey) ?? 'null');
    if (typeof kept !== 'object' || kept === null) return initial;
    const { folded, stripDismissed } = kept as { folded?: Record<string, unknown>; stripDismissed?: unknown };
    return {
      folded: {
        list: folded?.list === true,
        editor: folded?.editor === true,
        inspector: folded?.inspector === true,
      },
      stripDismissed: stripDismissed === true,
    };
  } catch {
    return initial; // storage is blocked, or holds something else
  }
}

export const useShell = create<ShellState>()(() => ({
  overlay: undefined,
  leftTab: 'policies',
  ...readKept(),
}));

useShell.subscribe(({ folded, stripDismissed }, before) => {
  if (folded === before.folded && stripDismissed === before.stripDismissed) return;
  try {
    localStorage.setItem(storageKey, JSON.stringify({ folded, stripDismissed } satisfies Kept));
  } catch {
    // as above
  }
});

export function openOverlay(overlay: Overlay | undefined): void {
  useShell.setState({ overlay });
}

export function showTab(leftTab: LeftTab): void {
  useShell.setState({ leftTab });
  setFolded('list', false);
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
