import { setFolded } from './shell';

/** Below these widths of the window, a pane leaves its room to the canvas until it is wanted. */
const narrow = [
  ['list', '(width < 900px)'],
  ['editor', '(width < 640px)'],
] as const;

/** Folds panes in a window that has become too narrow for them, and unfolds them where it becomes wide again. */
export function followWidth(): void {
  for (const [pane, query] of narrow) {
    const media = matchMedia(query);
    if (media.matches) setFolded(pane, true);
    media.addEventListener('change', ({ matches }) => setFolded(pane, matches));
  }
}
