import {
  analyzeInSteps,
  applyChanges,
  planLeavingOut,
  readSourceFile,
  uniqueFileName,
  type Analysis,
  type LeftOut,
  type Progress,
  type SourceFile,
} from '../core/index';
import { decodeText } from './decodeText';
import type { GivenFile, Import } from './protocol';
import type { Prepared } from './views';

/** Files that are ready to come into the workspace, and what will be known of it then. */
export interface Ahead extends Prepared {
  /** All files of the workspace as it will be. */
  readonly workspace: readonly SourceFile[];
  readonly analysis: Analysis;
}

/**
 * Reads what is to be imported: decoded, without what policies don't need (`planLeavingOut`), under names that are
 * free, and analysed together with what is `present` already.
 */
export async function* prepare(
  { given, mode }: Import,
  present: readonly SourceFile[],
  previous: Analysis | undefined,
): AsyncGenerator<Progress, Ahead, void> {
  const files: SourceFile[] = mode === 'add' ? [...present] : [];
  const kept = files.length;
  const total = given.reduce((size, { content }) => size + sizeOf(content), 0);
  let leftOut: LeftOut = { secrets: 0, data: 0, environments: 0, records: 0 };
  for (const { name, content } of given) {
    const file = readSourceFile(uniqueFileName(files, name), await textOf(content));
    yield { done: 0, total };
    const left = yield* withoutProgress(planLeavingOut(file.text), { done: 0, total });
    leftOut = sum(leftOut, left.leftOut);
    files.push(...applyChanges([file], [{ type: 'edit', file: file.name, edits: left.edits }]));
  }
  const analysis = yield* analyzeInSteps(files, previous);
  return { files: files.slice(kept), leftOut, workspace: files, analysis };
}

function sizeOf(content: GivenFile['content']): number {
  return typeof content === 'string' ? content.length : content.size;
}

async function textOf(content: GivenFile['content']): Promise<string> {
  return typeof content === 'string' ? content : decodeText(new Uint8Array(await content.arrayBuffer()));
}

/** What comes first is quick: the progress that is told begins with the analysis. */
function* withoutProgress<Result>(
  steps: Generator<Progress, Result, void>,
  progress: Progress,
): Generator<Progress, Result, void> {
  for (let step = steps.next(); ; step = steps.next()) {
    if (step.done === true) return step.value;
    yield progress;
  }
}

function sum(a: LeftOut, b: LeftOut): LeftOut {
  return {
    secrets: a.secrets + b.secrets,
    data: a.data + b.data,
    environments: a.environments + b.environments,
    records: a.records + b.records,
  };
}
