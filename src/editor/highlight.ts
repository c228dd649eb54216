import { useView, type Reveal } from '../store/view';
import type { Binding } from './binding';
import styles from './highlight.module.css';
import type { editor } from './monaco';
import { toRange } from './place';

/** How long lines are marked while nothing is selected, in milliseconds. */
const passing = 1600;

/**
 * Marks the lines of the places to reveal and scrolls to the first. The marks belong to the models, so they move
 * with edits and survive a change of tabs. They stay as long as the selection; without one they pass.
 */
export function followReveals(codeEditor: editor.ICodeEditor, binding: Binding): () => void {
  let marked: { readonly model: editor.ITextModel; readonly ids: string[] }[] = [];
  let timer: ReturnType<typeof setTimeout> | undefined;

  const mark = ({ places }: Reveal, look: string | undefined) => {
    clear();
    const className = look ?? '';
    for (const file of new Set(places.map((place) => place.file))) {
      const model = binding.open(file);
      if (!model) continue;
      const inFile = places.filter((place) => place.file === file);
      const decorations = inFile.map((place) => ({
        range: toRange(model, place),
        options: { isWholeLine: true, className, marginClassName: className },
      }));
      marked.push({ model, ids: model.deltaDecorations([], decorations) });
    }
  };

  const clear = () => {
    clearTimeout(timer);
    for (const { model, ids } of marked) if (!model.isDisposed()) model.deltaDecorations(ids, []);
    marked = [];
  };

  const show = (reveal: Reveal) => {
    mark(reveal, reveal.flash ? styles.flashing : styles.marked);
    timer = setTimeout(() => {
      if (!useView.getState().selection) clear();
    }, passing);
    const [first] = reveal.places;
    const model = codeEditor.getModel();
    if (!first || !model || binding.models.get(first.file) !== model) return;
    const range = toRange(model, first);
    // Lines, not columns: the text is not to move sideways.
    const scroll = () =>
      codeEditor.revealLinesInCenterIfOutsideViewport(range.startLineNumber, range.endLineNumber);
    if (isFolded(codeEditor, range.startLineNumber)) {
      void unfold(codeEditor, range.startLineNumber).then(scroll);
    } else scroll();
  };

  const { reveal } = useView.getState();
  if (reveal) show(reveal);
  const stop = useView.subscribe((state, before) => {
    if (state.selection !== before.selection) clear();
    if (state.reveal && state.reveal !== before.reveal) show(state.reveal);
  });
  return () => {
    stop();
    clear();
  };
}

/** A folded line stands where the line above it stands. */
function isFolded(codeEditor: editor.ICodeEditor, line: number): boolean {
  return line > 1 && codeEditor.getTopForLineNumber(line) === codeEditor.getTopForLineNumber(line - 1);
}

/** Ends by scrolling to the caret: not to be called without need, and to be waited for. */
async function unfold(codeEditor: editor.ICodeEditor, line: number): Promise<void> {
  const where = { selectionLines: [line - 1], direction: 'up', levels: 20 };
  await codeEditor.getAction('editor.unfold')?.run(where);
}
