import { redo, undo } from '../store/workspace';
import { editor } from './monaco';

/**
 * Monaco's undo and redo, from keys and from commands, become those of the workspace: one history over canvas and
 * editor. In Monaco's own input fields (find and replace) they stay what they are.
 */
export function redirectHistory(codeEditor: editor.ICodeEditor): () => void {
  const redirect = (id: 'undo' | 'redo', run: () => void) =>
    editor.registerCommand(id, () => {
      if (codeEditor.hasTextFocus() || !isTextField(document.activeElement)) run();
      else document.execCommand(id);
    });
  const registrations = [redirect('undo', undo), redirect('redo', redo)];
  return () => {
    for (const registration of registrations) registration.dispose();
  };
}

function isTextField(element: Element | null): boolean {
  return element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement;
}
