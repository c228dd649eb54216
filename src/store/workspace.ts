import { create } from 'zustand';
import {
  applyChanges,
  DEFAULT_SETTINGS,
  emptyHistory,
  invertChanges,
  record,
  redo as redoStep,
  undo as undoStep,
  type FileChange,
  type History,
  type Settings,
  type SourceFile,
  type Transaction,
} from '../core/index';
import { type Arrangement, emptyArrangement, useArrangement } from './arrangement';

/** Told to everyone who mirrors the text (the editor) after each change; of settings it has no changes. */
interface WorkspaceChange {
  readonly revision: number;
  readonly changes: readonly FileChange[];
  readonly origin: Transaction['origin'] | 'settings';
}

interface WorkspaceState {
  readonly files: readonly SourceFile[];
  /** How the text is to be read. */
  readonly settings: Settings;
  /** Grows by one with every change of the text or the settings. */
  readonly revision: number;
  readonly history: History<Arrangement>;
  /** The last change, for mirrors. */
  readonly lastChange: WorkspaceChange | undefined;
}

/** The text of the workspace, the only truth, and how it is read. Read it anywhere; write it only through the functions of this file. */
export const useWorkspace = create<WorkspaceState>()(() => ({
  files: [],
  settings: DEFAULT_SETTINGS,
  revision: 0,
  history: emptyHistory,
  lastChange: undefined,
}));

function commit(
  changes: readonly FileChange[],
  origin: Transaction['origin'],
  history: (before: readonly SourceFile[], now: History<Arrangement>) => History<Arrangement>,
) {
  useWorkspace.setState((state) => {
    const revision = state.revision + 1;
    return {
      files: applyChanges(state.files, changes),
      revision,
      history: history(state.files, state.history),
      lastChange: { revision, changes, origin },
    };
  });
}

/** The one writer: applies a transaction and records its inverse. `arrangement`: what changes on the canvas with it. */
export function applyTransaction(transaction: Transaction, arrangement?: Partial<Arrangement>): void {
  if (transaction.changes.length === 0) return;
  const beside = arrangement && besideOf(arrangement);
  commit(transaction.changes, transaction.origin, (before, history) =>
    record(history, {
      transaction,
      inverse: invertChanges(before, transaction.changes),
      at: Date.now(),
      ...(beside && { beside }),
    }),
  );
  if (beside) useArrangement.setState(beside.after);
}

/** Changes what stands on the canvas by hand, in one undoable step; the text and its revision stay. */
export function arrange(label: string, arrangement: Partial<Arrangement>): void {
  const beside = besideOf(arrangement);
  const transaction = { changes: [], origin: 'canvas', label } as const;
  useWorkspace.setState(({ history }) => ({
    history: record(history, { transaction, inverse: [], at: Date.now(), beside }),
  }));
  useArrangement.setState(beside.after);
}

function besideOf(change: Partial<Arrangement>) {
  const before = useArrangement.getState();
  return { before, after: { ...before, ...change } };
}

/** Takes the last step back, wherever it was made. */
export function undo(): void {
  takeStep(undoStep(useWorkspace.getState().history));
}

/** Makes the last step that was taken back again. */
export function redo(): void {
  takeStep(redoStep(useWorkspace.getState().history));
}

function takeStep(step: ReturnType<typeof undoStep<Arrangement>>): void {
  if (!step) return;
  const { changes, beside, history } = step;
  if (changes.length > 0) commit(changes, 'undo', () => history);
  else useWorkspace.setState({ history });
  if (beside) useArrangement.setState(beside);
}

/** Replaces the whole workspace in one undoable step: import, example, empty. */
export function openFiles(files: readonly SourceFile[], label: string): void {
  const present = useWorkspace.getState().files;
  const changes = [
    ...present.map((file) => ({ type: 'remove', file: file.name }) as const),
    ...files.map((file) => ({ type: 'add', file }) as const),
  ];
  applyTransaction({ origin: 'import', label, changes }, emptyArrangement);
}

/** Reads the same text in another way: no step of the history, as no text changes. */
export function changeSettings(settings: Settings): void {
  useWorkspace.setState((state) => {
    const revision = state.revision + 1;
    return {
      settings,
      revision,
      lastChange: { revision, changes: [], origin: 'settings' },
    };
  });
}

/** Puts files in place at the start, without a step in the history. */
export function restoreFiles(files: readonly SourceFile[], settings: Settings = DEFAULT_SETTINGS): void {
  useWorkspace.setState((state) => ({
    files,
    settings,
    revision: state.revision + 1,
    history: emptyHistory,
    lastChange: undefined,
  }));
}
