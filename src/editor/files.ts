import { readSourceFile, uniqueFileName } from '../core/index';
import { openFile, useView } from '../store/view';
import { applyTransaction, useWorkspace } from '../store/workspace';
import { shownFile } from './shownFile';

/** What the tabs do to the files; each is one undoable step. */

export function addFile(): void {
  const name = uniqueFileName(useWorkspace.getState().files, 'untitled.yaml');
  applyTransaction({
    origin: 'files',
    label: `New file ${name}`,
    changes: [{ type: 'add', file: readSourceFile(name, '') }],
  });
  openFile(name);
}

export function removeFile(name: string): void {
  const { files } = useWorkspace.getState();
  const index = files.findIndex((file) => file.name === name);
  const wasShown = shownFile(files, useView.getState().activeFile) === name;
  const neighbour = files[index + 1] ?? files[index - 1];
  applyTransaction({
    origin: 'files',
    label: `Remove ${name}`,
    changes: [{ type: 'remove', file: name }],
  });
  if (wasShown && neighbour) openFile(neighbour.name);
}

export function renameFile(name: string, to: string): void {
  if (name === to) return;
  applyTransaction({
    origin: 'files',
    label: `Rename ${name} to ${to}`,
    changes: [{ type: 'rename', file: name, to }],
  });
}
