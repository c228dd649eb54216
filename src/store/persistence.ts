import { createStore, get, promisifyRequest, set } from 'idb-keyval';
import type { SourceFile } from '../core/index';
import { exampleFiles } from './importing';
import { useView } from './view';
import { restoreFiles, useWorkspace } from './workspace';

/** What is kept between visits, in the browser's database. */
interface Saved {
  readonly version: 1;
  readonly files: readonly SourceFile[];
  readonly activeFile: string | undefined;
  readonly moved: Readonly<Record<string, { readonly x: number; readonly y: number }>>;
}

/** How the workspace came to be: from the last visit, the example, or the example because the saved state was broken. */
export type Restored = 'saved' | 'example' | 'setAside';

const key = 'workspace';
/** A slow or blocked database must not keep the page from starting. */
const patience = 2000;
const saveDelay = 300;

let opened: ReturnType<typeof createStore> | undefined;
/** Opened once: a page that is left has no time to open it again. */
const database = () => (opened ??= createStore('drawbridge', 'state'));

/** Opens what was saved at the last visit, or the example. A saved state that can't be read is set aside, not lost. */
export async function restoreWorkspace(): Promise<Restored> {
  const saved = await Promise.race([
    readSaved(),
    new Promise<undefined>((resolve) => setTimeout(resolve, patience)),
  ]);
  if (isSaved(saved)) {
    restoreFiles(saved.files);
    useView.setState({ moved: saved.moved, activeFile: saved.activeFile ?? saved.files[0]?.name });
    return 'saved';
  }
  if (saved !== undefined) await setAside(saved);
  const files = exampleFiles();
  restoreFiles(files);
  useView.setState({ activeFile: files[0]?.name });
  return saved === undefined ? 'example' : 'setAside';
}

async function readSaved(): Promise<unknown> {
  try {
    return await get<unknown>(key, database());
  } catch {
    return undefined; // no database (a private window): the page works without memory
  }
}

async function setAside(broken: unknown): Promise<void> {
  try {
    await set(`${key} set aside ${new Date().toISOString()}`, broken, database());
  } catch {
    // nothing can be kept here; the broken state stays under its key until the next change
  }
}

function isSaved(value: unknown): value is Saved {
  if (!isRecord(value) || value.version !== 1 || !Array.isArray(value.files) || !isRecord(value.moved))
    return false;
  const names = new Set<unknown>();
  return (
    value.files.every((file) => {
      if (!isRecord(file) || names.has(file.name)) return false;
      names.add(file.name);
      return (
        typeof file.name === 'string' &&
        typeof file.text === 'string' &&
        (file.eol === '\n' || file.eol === '\r\n') &&
        typeof file.bom === 'boolean'
      );
    }) &&
    Object.values(value.moved).every(
      (at) => isRecord(at) && Number.isFinite(at.x) && Number.isFinite(at.y),
    ) &&
    (value.activeFile === undefined || typeof value.activeFile === 'string')
  );
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Committed at once: what is open when a page is left is lost. */
function write(saved: Saved): Promise<unknown> {
  return database()('readwrite', (store) => {
    const put = store.put(saved, key);
    store.transaction.commit();
    return promisifyRequest(put);
  });
}

/** Saves a moment after every change, and when the page is left. */
export function keepSaved(): void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const save = () => {
    if (timer === undefined) return;
    clearTimeout(timer);
    timer = undefined;
    const { files } = useWorkspace.getState();
    const { activeFile, moved } = useView.getState();
    write({ version: 1, files, activeFile, moved }).catch((error: unknown) => {
      useView.setState({
        notice: `This browser does not keep your work: ${String(error)}. Export before you leave.`,
      });
    });
  };
  const soon = () => {
    timer ??= setTimeout(save, saveDelay);
  };
  useWorkspace.subscribe((state, before) => state.files !== before.files && soon());
  useView.subscribe(
    (state, before) => (state.moved !== before.moved || state.activeFile !== before.activeFile) && soon(),
  );
  document.addEventListener('visibilitychange', () => document.visibilityState === 'hidden' && save());
}
