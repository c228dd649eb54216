import { minimalEdit, type FileChange, type TextEdit } from '../core/index';
import { applyTransaction, useWorkspace } from '../store/workspace';
import { readModelChange } from './edits';
import { editor, Range, Uri } from './monaco';

type TextModel = editor.ITextModel;

/** Mirrors the workspace in Monaco: a model a file, made when the file is first opened. */
export interface Binding {
  /** The model of a file; undefined when there is no such file. */
  readonly open: (file: string) => TextModel | undefined;
  /** Brings the models up to the workspace. To be called on every change of it. */
  readonly follow: () => void;
  readonly onOpen: (listener: (file: string, model: TextModel) => void) => void;
  /** The open files. */
  readonly models: ReadonlyMap<string, TextModel>;
  readonly dispose: () => void;
}

/**
 * Both sides change at once, each by the edits of the other. What keeps a change from coming back is where it stands,
 * not what it says:
 * - Towards Monaco, a change carries its origin: what has the origin `editor` was typed here, the models have it.
 * - Towards the store, the models stand at a revision. A model that changes while they stand behind the workspace
 *   is being brought up to it by `follow`; a model that changes while they stand level was changed by the user.
 * (Monaco would take a reason for each edit, but passes it on in a field that its public types leave out.)
 */
export function bindWorkspace(): Binding {
  const models = new Map<string, TextModel>();
  const openListeners: ((file: string, model: TextModel) => void)[] = [];
  let revision = useWorkspace.getState().revision;

  function open(name: string): TextModel | undefined {
    follow();
    const present = models.get(name);
    if (present) return present;
    const file = findFile(name);
    if (!file) return undefined;
    const model = editor.createModel(file.text, 'yaml', freeUri(name));
    model.setEOL(editor.EndOfLineSequence.LF); // a text of one line gets the ends of the platform
    if (model.getValueLength() !== file.text.length) settleText(model, file.text); // a byte order mark is dropped
    model.updateOptions({
      bracketColorizationOptions: { enabled: false, independentColorPoolPerBracketType: false },
    });
    model.onDidChangeContent((event) => take(model, event));
    models.set(name, model);
    for (const listener of openListeners) listener(name, model);
    return model;
  }

  function take(model: TextModel, event: editor.IModelContentChangedEvent): void {
    if (revision !== useWorkspace.getState().revision) return;
    const file = nameOf(model);
    if (file === undefined) return;
    const changes = readModelChange(event).map((edits): FileChange => ({ type: 'edit', file, edits }));
    applyTransaction({ origin: 'editor', label: 'Typing', changes });
  }

  function follow(): void {
    const state = useWorkspace.getState();
    if (state.revision === revision) return;
    const change = state.lastChange;
    if (change?.revision !== state.revision || state.revision !== revision + 1) {
      for (const name of models.keys()) settle(name);
    } else if (change.origin !== 'editor') {
      repeat(change.changes);
    }
    revision = state.revision;
  }

  function repeat(changes: readonly FileChange[]): void {
    const replaced = new Set(changes.map(replacedFile));
    for (const change of changes) {
      if (change.type === 'rename') rename(change.file, change.to);
      if (change.type !== 'edit' || replaced.has(change.file)) continue;
      const model = models.get(change.file);
      if (model) applyToModel(model, change.edits);
    }
    for (const name of replaced) if (name !== undefined) settle(name);
  }

  function rename(from: string, to: string): void {
    const model = models.get(from);
    if (!model) return;
    models.get(to)?.dispose();
    models.delete(from);
    models.set(to, model);
  }

  /** For a file that came, went, or was replaced by another of the same name. */
  function settle(name: string): void {
    const model = models.get(name);
    if (!model) return;
    const file = findFile(name);
    if (file) return settleText(model, file.text);
    models.delete(name);
    model.dispose();
  }

  function nameOf(model: TextModel): string | undefined {
    for (const [name, candidate] of models) if (candidate === model) return name;
    return undefined;
  }

  return {
    open,
    follow,
    onOpen: (listener) => openListeners.push(listener),
    models,
    dispose: () => {
      for (const model of models.values()) model.dispose();
      models.clear();
    },
  };
}

function findFile(name: string) {
  return useWorkspace.getState().files.find((file) => file.name === name);
}

function replacedFile(change: FileChange): string | undefined {
  if (change.type === 'add') return change.file.name;
  return change.type === 'remove' ? change.file : undefined;
}

/** The address of a new model. It stays when the file is renamed, so the old name may still be taken. */
function freeUri(name: string): Uri {
  const uri = Uri.from({ scheme: 'drawbridge', authority: 'workspace', path: `/${name}` });
  let free = uri;
  for (let count = 2; editor.getModel(free); count += 1) free = uri.with({ query: String(count) });
  return free;
}

function settleText(model: TextModel, text: string): void {
  const edit = minimalEdit(model.getValue(), text);
  if (edit) applyToModel(model, [edit]);
}

/** Not on Monaco's undo stack: the history of the workspace is the only one. */
function applyToModel(model: TextModel, edits: readonly TextEdit[]): void {
  model.applyEdits(
    edits.map(({ from, to, insert }) => ({
      range: Range.fromPositions(model.getPositionAt(from), model.getPositionAt(to)),
      text: insert,
    })),
  );
}
