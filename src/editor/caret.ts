import { putCaret } from '../store/view';
import type { Binding } from './binding';
import type { editor } from './monaco';

/** A caret that only passes shows nothing. */
const delay = 150;

/**
 * Tells where the user puts the caret. Not while something is typed: the canvas then shows what is permitted. What
 * was told stays until something else is selected, so that a click on it still meets it.
 */
export function followCaret(codeEditor: editor.ICodeEditor, binding: Binding): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let version: number | undefined;
  const tell = () => {
    const [model, position] = [codeEditor.getModel(), codeEditor.getPosition()];
    const file = [...binding.models].find(([, candidate]) => candidate === model)?.[0];
    if (!model || !position || file === undefined || !codeEditor.hasTextFocus()) return;
    putCaret({ file, offset: model.getOffsetAt(position) });
  };
  const listeners = [
    codeEditor.onDidChangeModelContent(() => {
      clearTimeout(timer);
      putCaret(undefined);
    }),
    codeEditor.onDidChangeCursorPosition(({ source }) => {
      clearTimeout(timer);
      const before = version;
      version = codeEditor.getModel()?.getVersionId();
      if (source === 'api' || !codeEditor.hasTextFocus()) return;
      if (before === undefined || before === version) timer = setTimeout(tell, delay);
    }),
    codeEditor.onDidChangeModel(() => {
      clearTimeout(timer);
      version = codeEditor.getModel()?.getVersionId();
    }),
  ];
  return () => {
    clearTimeout(timer);
    for (const listener of listeners) listener.dispose();
  };
}
