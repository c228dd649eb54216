import type { KeyboardEvent } from 'react';

const steps: ReadonlyMap<string, number> = new Map([
  ['ArrowDown', 1],
  ['ArrowUp', -1],
  ['Home', Number.NEGATIVE_INFINITY],
  ['End', Number.POSITIVE_INFINITY],
]);

/** Arrow keys, Home and End walk through the buttons of a list; returns the button that now has the focus. */
export function moveFocus(event: KeyboardEvent<HTMLElement>): HTMLButtonElement | undefined {
  const step = steps.get(event.key);
  if (step === undefined || event.ctrlKey || event.metaKey || event.altKey) return undefined;
  const buttons = [...event.currentTarget.querySelectorAll<HTMLButtonElement>('button[data-row]')];
  const now = buttons.findIndex((button) => button === document.activeElement);
  const next = buttons[Math.max(0, Math.min(now + step, buttons.length - 1))];
  if (!next) return undefined;
  event.preventDefault();
  next.focus();
  return next;
}
