import { useEffect } from 'react';
import { isPressed } from '../ui/keys';
import { type CommandId, commandIds, commands, runCommand } from './commands';
import { useShell } from './shell';

/** Where the caret is, as far as it matters to shortcuts. */
function typingIn(node: EventTarget | null): 'editor' | 'field' | undefined {
  if (!(node instanceof Element)) return undefined;
  if (node.closest('.monaco-editor')) return 'editor';
  return node.closest('input, textarea, select, [contenteditable]') ? 'field' : undefined;
}

/**
 * Whether a command's keys are its own at this place. Undo and redo are the workspace's in the editor too (one
 * history), but a text field has its own. While something lies over the page, the page rests.
 */
function listens(id: CommandId, event: KeyboardEvent): boolean {
  if (useShell.getState().overlay !== undefined) return false;
  const typing = typingIn(event.target);
  if (typing === undefined) {
    const isOpen =
      event.target instanceof Element && event.target.closest('dialog, [role="dialog"], [role="menu"]');
    // Letters choose in a menu, and a card or dialog is not to give way to another one.
    return !isOpen || commands[id].whileTyping === true;
  }
  if (id === 'undo' || id === 'redo') return typing === 'editor';
  return commands[id].whileTyping === true;
}

/** Keys run commands wherever the focus is: in the capture phase, before Monaco and the canvas see them. */
export function useCommandKeys(): void {
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const id = commandIds.find((candidate) =>
        commands[candidate].keys?.some((keys) => isPressed(event, keys)),
      );
      if (id === undefined || !listens(id, event)) return;
      // Escape belongs to whoever uses it first: a card, a drawing, a menu; it never stops here.
      if (id === 'clearSelection') {
        setTimeout(() => !event.defaultPrevented && runCommand(id));
        return;
      }
      event.preventDefault();
      event.stopPropagation();
      runCommand(id);
    };
    window.addEventListener('keydown', press, { capture: true });
    return () => window.removeEventListener('keydown', press, { capture: true });
  }, []);
}
