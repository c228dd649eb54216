import type { GivenFiles } from './takeFiles';

/** A file with the path at which it was found. */
interface FoundFile {
  readonly path: string;
  readonly file: File;
  /** Chosen by itself, not found in a folder. */
  readonly chosen: boolean;
}

const manifestName = /\.(ya?ml|json)$/i;
const skippedFolder = /^(\.|node_modules$)/;

/** Whether a file is worth reading. What is chosen by itself may also be text without a telling name. */
export function isManifest(name: string, type: string, chosen: boolean): boolean {
  if (manifestName.test(name)) return true;
  return chosen && (type === 'text/plain' || (type === '' && !/\.\w+$/.test(name)));
}

/** Finds what was dropped, folders with all that is in them. Call it within the drop event: its data does not outlive it. */
export function findDropped(transfer: DataTransfer): Promise<GivenFiles> {
  const found = [...transfer.items].map(async (item): Promise<FoundFile[]> => {
    const entry = item.webkitGetAsEntry();
    if (entry) return findFiles(entry, '');
    const file = item.getAsFile(); // not from the file system: an attachment of another page
    return file ? [{ path: file.name, file, chosen: true }] : [];
  });
  return Promise.all(found).then((all) => manifestsAmong(all.flat()));
}

/** The files of an `<input type="file">`, or of a pasted clipboard. */
export function findChosen(files: Iterable<File>): GivenFiles {
  const found = [...files].map((file) => ({
    path: file.webkitRelativePath || file.name,
    file,
    chosen: file.webkitRelativePath === '',
  }));
  return manifestsAmong(found.filter(({ path }) => !path.split('/').slice(0, -1).some(isSkippedFolder)));
}

function isSkippedFolder(name: string): boolean {
  return skippedFolder.test(name);
}

async function findFiles(entry: FileSystemEntry, folder: string): Promise<FoundFile[]> {
  const path = folder + entry.name;
  if (isFile(entry)) {
    const file = await new Promise<File>((resolve, reject) => entry.file(resolve, reject));
    return [{ path, file, chosen: folder === '' }];
  }
  if (!isFolder(entry) || isSkippedFolder(entry.name)) return [];
  const found: FoundFile[] = [];
  for (const child of await readFolder(entry)) found.push(...(await findFiles(child, `${path}/`)));
  return found;
}

/** A reader gives at most a hundred entries at a time. */
async function readFolder(folder: FileSystemDirectoryEntry): Promise<FileSystemEntry[]> {
  const reader = folder.createReader();
  const all: FileSystemEntry[] = [];
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) =>
      reader.readEntries(resolve, reject),
    );
    if (some.length === 0) return all.toSorted((a, b) => a.name.localeCompare(b.name));
    all.push(...some);
  }
}

function manifestsAmong(found: readonly FoundFile[]): GivenFiles {
  const wanted = found.filter(({ file, chosen }) => isManifest(file.name, file.type, chosen));
  const files = wanted.map(({ path, file }) => ({ name: path, content: file }));
  return { files, skipped: found.length - wanted.length };
}

function isFile(entry: FileSystemEntry): entry is FileSystemFileEntry {
  return entry.isFile;
}

function isFolder(entry: FileSystemEntry): entry is FileSystemDirectoryEntry {
  return entry.isDirectory;
}
