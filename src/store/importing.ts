import { readSourceFile, uniqueFileName, type FileChange, type SourceFile } from '../core/index';
import clusterYaml from './example/cluster.yaml?raw';
import policiesYaml from './example/policies.yaml?raw';
import { openFile, resetMoves, select } from './view';
import { applyTransaction, openFiles, useWorkspace } from './workspace';

/** A file as the user gave it: pasted, dropped or opened. */
export interface RawFile {
  readonly name: string;
  readonly text: string;
}

function readAll(raw: readonly RawFile[], present: readonly SourceFile[]): SourceFile[] {
  const files = [...present];
  for (const { name, text } of raw) files.push(readSourceFile(uniqueFileName(files, name), text));
  return files.slice(present.length);
}

/** Takes files into the workspace in one undoable step: beside what is there, or in its place. */
export function importFiles(raw: readonly RawFile[], mode: 'add' | 'replace'): void {
  if (raw.length === 0) return;
  const { files: present } = useWorkspace.getState();
  const label = raw.length === 1 && raw[0] ? `Import ${raw[0].name}` : `Import ${raw.length} files`;
  if (mode === 'replace') return replaceWorkspace(readAll(raw, []), label);
  const added = readAll(raw, present);
  const changes = added.map((file): FileChange => ({ type: 'add', file }));
  applyTransaction({ origin: 'import', label, changes });
  if (added[0]) openFile(added[0].name);
}

/** The example of the first visit. */
export function exampleFiles(): readonly SourceFile[] {
  return readAll(
    [
      { name: 'policies.yaml', text: policiesYaml },
      { name: 'cluster.yaml', text: clusterYaml },
    ],
    [],
  );
}

export function openExample(): void {
  replaceWorkspace(exampleFiles(), 'Open the example');
}

export function startEmpty(): void {
  replaceWorkspace([readSourceFile('policies.yaml', '')], 'Start empty');
}

function replaceWorkspace(files: readonly SourceFile[], label: string): void {
  select(undefined);
  resetMoves();
  openFiles(files, label);
  if (files[0]) openFile(files[0].name);
}

/** Whether the workspace is the example still, tried out or not: it gives way to the user's own files. */
export function isExample(files: readonly SourceFile[]): boolean {
  const example = exampleFiles();
  return (
    files.length === example.length &&
    files.every(({ name }, index) => name === example[index]?.name) &&
    files.some(({ text }, index) => text === example[index]?.text)
  );
}
