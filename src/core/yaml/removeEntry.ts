import { isSeq } from 'yaml';
import type { TextEdit } from '../text/edit';
import { lineStart } from '../text/lines';
import { afterBlockEntry } from './insertEntry';
import { collectionColumn } from './style';
import {
  afterColon,
  entryAt,
  entryEnd,
  entryStart,
  isFlow,
  nodeEnd,
  nodeStart,
  type Collection,
  type Step,
} from './tree';

/**
 * Takes the entry out that the last of `steps` names. The only entry of a list or map leaves `[]` or `{}` behind:
 * its key stays. Comments on the entry's lines and, indented deeper, below it go with it; a comment above it stays,
 * because it may speak of more than this entry.
 */
export function removeEntry(text: string, steps: readonly Step[]): TextEdit[] {
  const step = steps.at(-1);
  if (!step) return [];
  const { parent } = step;
  if (parent.items.length === 1) return emptyOut(text, parent, steps.at(-2));
  return [isFlow(parent) ? removeFlow(text, step) : removeBlock(text, step)];
}

function removeBlock(text: string, step: Step): TextEdit {
  const start = entryStart(step);
  const line = lineStart(text, start);
  const end = afterBlockEntry(text, step, collectionColumn(text, step.parent));
  if (text.slice(line, start).trim() === '') return removeLines(text, line, end);
  // The first entry stands behind the dash of an item: the next one moves up to it, unless a comment is in between.
  const next = entryAt(step.parent, step.index + 1);
  const to = next ? entryStart(next) : end;
  if (text.slice(end, to).trim() === '') return { from: start, to, insert: '' };
  return { from: text.slice(0, start).trimEnd().length, to: end, insert: '' };
}

function removeLines(text: string, from: number, end: number): TextEdit {
  if (end < text.length) return { from, to: end + 1, insert: '' };
  return { from: Math.max(0, from - 1), to: end, insert: '' };
}

function removeFlow(text: string, step: Step): TextEdit {
  const next = entryAt(step.parent, step.index + 1);
  if (next) return { from: entryStart(step), to: entryStart(next), insert: '' };
  const previous = entryAt(step.parent, step.index - 1);
  return {
    from: previous ? entryEnd(text, previous) : entryStart(step),
    to: entryEnd(text, step),
    insert: '',
  };
}

/** `owner` is the entry whose value the collection is; none for the whole document. */
function emptyOut(text: string, collection: Collection, owner: Step | undefined): TextEdit[] {
  const only = entryAt(collection, 0);
  if (!only) return [];
  const [start, end] = [nodeStart(collection), nodeEnd(text, collection)];
  if (isFlow(collection)) return [{ from: start + 1, to: end - 1, insert: '' }];
  const brackets = isSeq(collection) ? '[]' : '{}';
  const colon = owner && afterColon(owner);
  const line = lineStart(text, start);
  if (colon === undefined || line <= colon) return [{ from: start, to: end, insert: brackets }];
  const removed = removeLines(text, line, afterBlockEntry(text, only, collectionColumn(text, collection)));
  return [{ from: colon, to: colon, insert: ` ${brackets}` }, removed];
}
