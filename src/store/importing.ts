import { create } from 'zustand';
import { readSourceFile, uniqueFileName, type LeftOut, type Progress, type SourceFile } from '../core/index';
import { Cancelled } from '../worker/client';
import type { Import } from '../worker/protocol';
import clusterYaml from './example/cluster.yaml?raw';
import policiesYaml from './example/policies.yaml?raw';
import tiersYaml from './example/tiers.yaml?raw';
import { prepareFiles } from './session';
import { openFile, select } from './view';
import { applyTransaction, openFiles, useWorkspace } from './workspace';

/** An import that is being read. */
interface Running {
  readonly progress: Progress | undefined;
  /** Stops it; the workspace stays as it was. */
  readonly cancel: () => void;
}

export const useImporting = create<{ readonly running: Running | undefined }>()(() => ({
  running: undefined,
}));

/** What came of an import. */
export interface Imported {
  /** Of the workspace with the files in it. */
  readonly revision: number;
  readonly leftOut: LeftOut;
}

/**
 * Reads files in the worker and takes them into the workspace in one undoable step: beside what is there, or in its
 * place. Until then nothing changes. undefined: cancelled.
 */
export async function importFiles({ given, mode }: Import): Promise<Imported | undefined> {
  useImporting.getState().running?.cancel();
  const controller = new AbortController();
  const cancel = () => controller.abort();
  const show = (progress: Progress | undefined) => useImporting.setState({ running: { progress, cancel } });
  show(undefined);
  try {
    const { files, leftOut } = await prepareFiles({ given, mode }, controller.signal, show);
    const label = files.length === 1 && files[0] ? `Import ${files[0].name}` : `Import ${files.length} files`;
    if (mode === 'replace') replaceWorkspace(files, label);
    else addToWorkspace(files, label);
    return { revision: useWorkspace.getState().revision, leftOut };
  } catch (error) {
    if (error instanceof Cancelled) return undefined;
    throw error;
  } finally {
    useImporting.setState(({ running }) => (running?.cancel === cancel ? { running: undefined } : {}));
  }
}

function addToWorkspace(prepared: readonly SourceFile[], label: string): void {
  const files = [...useWorkspace.getState().files];
  const added = prepared.map((file) => {
    const name = uniqueFileName(files, file.name); // it may have been taken meanwhile
    files.push(name === file.name ? file : { ...file, name });
    return files.at(-1) ?? file;
  });
  applyTransaction({ origin: 'import', label, changes: added.map((file) => ({ type: 'add', file })) });
  if (added[0]) openFile(added[0].name);
}

/** The example of the first visit. */
export function exampleFiles(): readonly SourceFile[] {
  return [readSourceFile('policies.yaml', policiesYaml), readSourceFile('cluster.yaml', clusterYaml)];
}

/** The same cluster, kept by policies of the Admin and Baseline tiers. */
export function exampleWithTiers(): readonly SourceFile[] {
  return [readSourceFile('tiers.yaml', tiersYaml), readSourceFile('cluster.yaml', clusterYaml)];
}

export function openExample(): void {
  replaceWorkspace(exampleFiles(), 'Open the example');
}

export function openExampleWithTiers(): void {
  replaceWorkspace(exampleWithTiers(), 'Open the example with tiers');
}

export function startEmpty(): void {
  replaceWorkspace([readSourceFile('policies.yaml', '')], 'Start empty');
}

function replaceWorkspace(files: readonly SourceFile[], label: string): void {
  select(undefined);
  openFiles(files, label);
  if (files[0]) openFile(files[0].name);
}

/** Whether the workspace is an example still, tried out or not: it gives way to the user's own files. */
export function isExample(files: readonly SourceFile[]): boolean {
  return exampleName(files) !== undefined;
}

/** What the example is called that the workspace is still. */
export function exampleName(files: readonly SourceFile[]): string | undefined {
  if (isFrom(files, exampleFiles())) return 'online-shop';
  return isFrom(files, exampleWithTiers()) ? 'online-shop with tiers' : undefined;
}

function isFrom(files: readonly SourceFile[], example: readonly SourceFile[]): boolean {
  return (
    files.length === example.length &&
    files.every(({ name }, index) => name === example[index]?.name) &&
    files.some(({ text }, index) => text === example[index]?.text)
  );
}
