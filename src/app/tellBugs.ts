import { notify } from '../ui/toast';

/**
 * Tells of bugs that no pane has caught: in work that nobody waits for, or in the handler of an event. Each is told
 * once, so that one that comes again and again does not fill the screen. Called once.
 */
export function tellBugs(): void {
  const told = new Set<string>();
  const tell = (bug: unknown) => {
    const message = bug instanceof Error ? bug.message : String(bug);
    if (told.has(message) || isGivingUp(bug)) return;
    told.add(message);
    notify({
      tone: 'error',
      title: 'Something went wrong',
      detail: `Your text is as it was; what you did last may not show. (${message})`,
    });
  };
  window.addEventListener('unhandledrejection', ({ reason }) => tell(reason));
  // Without an exception it is a remark of the browser, as on a resize observer that came late.
  window.addEventListener('error', ({ error }) => error instanceof Error && tell(error));
}

/** Monaco rejects with it what is no longer wanted. */
function isGivingUp(bug: unknown): boolean {
  return bug instanceof Error && bug.name === 'Canceled';
}
