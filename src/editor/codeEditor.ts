import { revealsOf, type SourceFile } from '../core/index';
import { openFile, revealPlaces, useView } from '../store/view';
import { useWorkspace } from '../store/workspace';
import { provideAssistance } from './assist';
import { bindWorkspace } from './binding';
import { followCaret } from './caret';
import { changedPlace } from './changedPlace';
import { followReveals } from './highlight';
import { redirectHistory } from './history';
import { provideLenses } from './lenses';
import { followDiagnostics } from './markers';
import { editor, KeyCode, KeyMod } from './monaco';
import { provideQuickFixes } from './quickFixes';
import { renamed, shownFile } from './shownFile';
import { followTheme } from './theme';
import { indentBelowDashes } from './yamlEnter';

/** From this length on, what costs time with every line of a text is off. */
const largeText = 1_000_000;

const options: editor.IStandaloneEditorConstructionOptions = {
  model: null,
  automaticLayout: true,
  autoDetectHighContrast: false, // its theme knows nothing of our marks, whose colours are strong enough
  fixedOverflowWidgets: true,
  fontFamily: 'var(--font-mono)',
  fontSize: 13,
  lineHeight: 19,
  codeLensFontFamily: 'var(--font)',
  codeLensFontSize: 11,
  // Looking for section headers would send the whole text to a worker.
  minimap: { enabled: false, showMarkSectionHeaders: false, showRegionSectionHeaders: false },
  padding: { top: 6, bottom: 12 },
  lineNumbersMinChars: 5, // thousands of lines are usual, and digits at the very edge look cut
  lineDecorationsWidth: 8,
  glyphMargin: false,
  overviewRulerBorder: false,
  hideCursorInOverviewRuler: true,
  scrollBeyondLastLine: false,
  stickyScroll: { enabled: false },
  tabSize: 2,
  insertSpaces: true,
  detectIndentation: false,
  renderFinalNewline: 'on', // dimmed, its number could hardly be read
  renderWhitespace: 'none',
  wordBasedSuggestions: 'off',
  unicodeHighlight: { ambiguousCharacters: false, invisibleCharacters: false, nonBasicASCII: false },
  unusualLineTerminators: 'off',
  links: false,
  colorDecorators: false,
  guides: { indentation: false },
  scrollbar: { verticalScrollbarSize: 10, horizontalScrollbarSize: 10, useShadows: false },
};

function fileOptions(name: string | undefined, isLarge: boolean): editor.IEditorOptions {
  return {
    ariaLabel: name === undefined ? 'No file' : `YAML of ${name}`,
    folding: !isLarge,
    codeLens: !isLarge,
    matchBrackets: isLarge ? 'never' : 'always',
    occurrencesHighlight: isLarge ? 'off' : 'singleFile',
  };
}

/** Monaco over the workspace, for the life of its element. Returns how to end it. */
export function createCodeEditor(element: HTMLElement): () => void {
  const stopTheme = followTheme();
  indentBelowDashes();
  const codeEditor = editor.create(element, options);
  // Monaco's own keys for it begin with those of the palette.
  const showHover = editor.addKeybindingRule({
    keybinding: KeyMod.CtrlCmd | KeyCode.KeyI,
    command: 'editor.action.showHover',
    when: 'editorTextFocus',
  });
  const binding = bindWorkspace();
  const viewStates = new WeakMap<editor.ITextModel, editor.ICodeEditorViewState | null>();
  let shown: { name?: string | undefined; isLarge?: boolean } = {};

  const show = () => {
    const name = shownFile(useWorkspace.getState().files, useView.getState().activeFile);
    const model = (name !== undefined && binding.open(name)) || null;
    const before = codeEditor.getModel();
    const isLarge = model !== null && model.getValueLength() > largeText;
    if (name !== shown.name || isLarge !== shown.isLarge)
      codeEditor.updateOptions(fileOptions(name, isLarge));
    shown = { name, isLarge };
    if (model !== before) {
      if (before) viewStates.set(before, codeEditor.saveViewState());
      codeEditor.setModel(model);
      codeEditor.restoreViewState((model && viewStates.get(model)) ?? null);
    }
  };

  /**
   * After undo and redo: what changed is in view. Where the user is typing, the caret stands behind it; whoever is
   * elsewhere finds the caret where it was, and sees the lines flash.
   */
  const showChange = (before: readonly SourceFile[]) => {
    const changes = useWorkspace.getState().lastChange?.changes ?? [];
    if (!codeEditor.hasTextFocus()) return revealPlaces(revealsOf(before, changes), true);
    const change = changedPlace(changes);
    if (!change) return;
    if (change.file !== shown.name) openFile(change.file);
    const model = codeEditor.getModel();
    if (!model) return;
    const position = model.getPositionAt(change.offset);
    codeEditor.setPosition(position);
    codeEditor.revealPositionInCenterIfOutsideViewport(position);
  };

  const stopDiagnostics = followDiagnostics(binding);
  show();
  const stopWorkspace = useWorkspace.subscribe(({ files, lastChange }, before) => {
    binding.follow();
    if (files === before.files) return;
    const { activeFile } = useView.getState();
    const name = activeFile && renamed(activeFile, lastChange?.changes ?? []);
    if (name !== undefined && name !== activeFile) openFile(name);
    show();
    if (lastChange?.origin === 'undo') showChange(before.files);
  });
  const stopView = useView.subscribe((state, before) => {
    if (state.activeFile !== before.activeFile) show();
  });
  const stopLenses = provideLenses(binding);
  const stopAssistance = provideAssistance(binding);
  const stopQuickFixes = provideQuickFixes(binding);
  const stopHistory = redirectHistory(codeEditor);
  const stopReveals = followReveals(codeEditor, binding);
  const stopCaret = followCaret(codeEditor, binding);
  document.fonts.addEventListener('loadingdone', editor.remeasureFonts);

  return () => {
    for (const stop of [
      stopView,
      stopWorkspace,
      stopReveals,
      stopCaret,
      stopHistory,
      stopAssistance,
      stopQuickFixes,
      stopLenses,
      stopDiagnostics,
    ])
      stop();
    document.fonts.removeEventListener('loadingdone', editor.remeasureFonts);
    showHover.dispose();
    codeEditor.dispose();
    binding.dispose();
    stopTheme();
  };
}
