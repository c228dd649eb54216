import { getMany, promisifyRequest, set } from 'idb-keyval';
import {
  applyChanges,
  type FileChange,
  type Placements,
  readSettings,
  type Settings,
  type SourceFile,
} from '../core/index';
import { useAnalysis } from './analysis';
import { type Arrangement, useArrangement } from './arrangement';
import { openStore } from './database';
import { exampleFiles } from './importing';
import { Journal } from './journal';
import { readTests, type TrafficTest, useTests } from './tests';
import { setNotice, useView } from './view';
import { restoreFiles, useWorkspace } from './workspace';

/** What is kept between visits beside the text. */
interface SavedView {
  readonly activeFile: string | undefined;
  readonly moved: Arrangement['moved'];
  /** Not of earlier versions of the page. */
  readonly blocks?: Arrangement['blocks'];
  /** Where the automatic layout had put things. */
  readonly placements: Placements;
  /** Not of earlier versions of the page. */
  readonly settings?: Settings;
  /** Not of earlier versions of the page. */
  readonly tests?: readonly TrafficTest[];
}

/** What is kept between visits, in the browser's database. */
interface Saved extends SavedView {
  readonly version: 1;
  readonly files: readonly SourceFile[];
  /** Names this text for the changes that come after it. Not of earlier versions of the page. */
  readonly snapshot?: string;
}

/** What has changed since then: kept apart, as the text may be large. */
interface SavedChanges extends SavedView {
  readonly snapshot: string;
  readonly changes: readonly FileChange[];
}

/** How the workspace came to be: from the last visit, the example, or the example because the saved state was broken. */
interface Restored {
  readonly from: 'saved' | 'example' | 'setAside';
  readonly placements?: Placements;
}

const key = 'workspace';
const changesKey = 'workspace changes';
/** A slow or blocked database must not keep the page from starting. */
const patience = 2000;
const saveDelay = 300;

const database = openStore('drawbridge');

/** Opens what was saved at the last visit, or the example. A saved state that can't be read is set aside, not lost. */
export async function restoreWorkspace(): Promise<Restored> {
  const saved = await Promise.race([
    readSaved(),
    new Promise<undefined>((resolve) => setTimeout(resolve, patience)),
  ]);
  if (isSaved(saved)) {
    restoreFiles(saved.files, readSettings(saved.settings));
    useTests.setState({ tests: readTests(saved.tests) });
    useArrangement.setState({ moved: saved.moved, blocks: saved.blocks ?? [] });
    useView.setState({ activeFile: saved.activeFile ?? saved.files[0]?.name });
    return { from: 'saved', placements: saved.placements };
  }
  if (saved !== undefined) await setAside(saved);
  const files = exampleFiles();
  restoreFiles(files);
  useView.setState({ activeFile: files[0]?.name });
  return { from: saved === undefined ? 'example' : 'setAside' };
}

async function readSaved(): Promise<unknown> {
  try {
    const [saved, later] = await getMany<unknown>([key, changesKey], database);
    return withChanges(saved, later);
  } catch {
    return undefined; // no database (a private window): the page works without memory
  }
}

/** The text as it was saved last; changes that belong to another one, or cannot be made, are passed over. */
function withChanges(saved: unknown, later: unknown): unknown {
  if (!isSaved(saved) || !isRecord(later) || later.snapshot !== saved.snapshot) return saved;
  const { changes, ...view } = later as unknown as SavedChanges;
  try {
    const changed = { ...saved, ...view, files: applyChanges(saved.files, changes) };
    return isSaved(changed) ? changed : saved;
  } catch {
    return saved;
  }
}

async function setAside(broken: unknown): Promise<void> {
  try {
    await set(`${key} set aside ${new Date().toISOString()}`, broken, database);
  } catch {
    // nothing can be kept here; the broken state stays under its key until the next change
  }
}

function isSaved(value: unknown): value is Saved {
  if (!isRecord(value) || value.version !== 1 || !Array.isArray(value.files)) return false;
  const names = new Set<unknown>();
  return (
    value.files.every((file) => {
      if (!isRecord(file) || names.has(file.name)) return false;
      names.add(file.name);
      return (
        typeof file.name === 'string' &&
        typeof file.text === 'string' &&
        (file.eol === '\n' || file.eol === '\r\n') &&
        (file.oddEnds === undefined || Array.isArray(file.oddEnds)) &&
        typeof file.bom === 'boolean'
      );
    }) &&
    holdsNumbers(value.moved, ['x', 'y']) &&
    (value.blocks === undefined ||
      (Array.isArray(value.blocks) && value.blocks.every((block) => typeof block === 'string'))) &&
    holdsNumbers(value.placements, ['x', 'y', 'width', 'height']) &&
    (value.snapshot === undefined || typeof value.snapshot === 'string') &&
    (value.activeFile === undefined || typeof value.activeFile === 'string')
  );
}

function holdsNumbers(value: unknown, keys: readonly string[]): boolean {
  return (
    isRecord(value) &&
    Object.values(value).every(
      (entry) => isRecord(entry) && keys.every((name) => Number.isFinite(entry[name])),
    )
  );
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Committed at once: what is open when a page is left is lost. */
function write(saved: Saved | SavedChanges): Promise<unknown> {
  return database('readwrite', (store) => {
    if ('files' in saved) store.delete(changesKey);
    const put = store.put(saved, 'files' in saved ? key : changesKey);
    store.transaction.commit();
    return promisifyRequest(put);
  });
}

function reasonOf(error: unknown): string {
  if (error instanceof DOMException && error.name === 'QuotaExceededError')
    return 'The storage of this browser is full: your work is not kept.';
  return 'This browser lets the page store nothing: your work is not kept.';
}

/** Saves a moment after every change, and when the page is left. Where that fails, it says so once. */
export function keepSaved(): void {
  let journal = new Journal();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isKept = true;
  const save = () => {
    if (timer === undefined) return;
    clearTimeout(timer);
    timer = undefined;
    const text = useWorkspace.getState();
    const { activeFile } = useView.getState();
    const placements = useAnalysis.getState().view?.placements ?? {};
    const view = {
      activeFile,
      ...useArrangement.getState(),
      placements,
      settings: text.settings,
      tests: useTests.getState().tests,
    };
    const entry = journal.next(text);
    const { snapshot } = entry;
    const saved =
      entry.type === 'changes'
        ? { ...view, snapshot, changes: entry.changes }
        : { ...view, snapshot, version: 1 as const, files: text.files };
    write(saved).then(
      () => {
        isKept = true;
      },
      (error: unknown) => {
        journal = new Journal(); // what comes next cannot build upon what was not written
        if (isKept) setNotice(`${reasonOf(error)} Export before you leave.`);
        isKept = false;
      },
    );
  };
  const soon = () => {
    timer ??= setTimeout(save, saveDelay);
  };
  useWorkspace.subscribe((state, before) => {
    if (state.revision !== before.revision) journal.follow(state);
    if (state.files !== before.files || state.settings !== before.settings) soon();
  });
  useTests.subscribe(soon);
  useArrangement.subscribe(soon);
  useView.subscribe((state, before) => state.activeFile !== before.activeFile && soon());
  document.addEventListener('visibilitychange', () => document.visibilityState === 'hidden' && save());
}
