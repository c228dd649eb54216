import { isScalar, isSeq } from 'yaml';
import type { TextEdit, TextRange } from '../text/edit';
import { lineEnd, lineStart } from '../text/lines';
import type { EditContext } from './editUnit';
import { insertEntry, type NewEntry } from './insertEntry';
import { itemKey } from './examples';
import { isEmpty, toFlow } from './flow';
import {
  besideNode,
  inUsualOrder,
  toBlockLines,
  toInline,
  toLine,
  toNestedLines,
  type BlockStyle,
} from './render';
import { collectionColumn } from './style';
import {
  afterColon,
  asCollection,
  entryEnd,
  entryStart,
  isFlow,
  isUnwritten,
  nodeStart,
  type Step,
} from './tree';

/**
 * Writes another value at an entry. A scalar in place of a scalar keeps its quotes; a map or list with entries
 * becomes a block, below its key or behind its dash, unless it stands inside a flow collection, or what it replaces or
 * its like does.
 */
export function replaceValue(context: EditContext, step: Step, wanted: unknown): TextEdit[] {
  const key = keyOf(step);
  const style = besideNode(context.style, step.value, key);
  const local = { ...context, style };
  const value = inUsualOrder(wanted, style, key);
  const isInline = !isOpenBlock(step.value) && toInline(value, style, key) !== undefined;
  if (isFlow(step.parent) || isEmpty(value) || isInline) return writeOnLine(local, step, value);
  return isSeq(step.parent) ? [writeBehindDash(local, step, value)] : writeBelowKey(local, step, value);
}

function isOpenBlock(node: Step['value']): boolean {
  const collection = asCollection(node);
  return collection !== undefined && collection.items.length > 0 && !isFlow(collection);
}

/** The key under which examples of an entry's value are found. */
function keyOf({ pair }: Step): string {
  return isScalar(pair?.key) ? String(pair.key.value) : itemKey('');
}

/** Puts an entry into the map or list of `step`, which may be written as `{}`, `[]` or not at all; `at` as by `insertEntry`. */
export function addTo(context: EditContext, step: Step, entry: NewEntry, at?: number): TextEdit[] {
  const collection = asCollection(step.value);
  const isOpen = collection && (collection.items.length > 0 || isFlow(step.parent));
  if (isOpen) return insertEntry(context, collection, entry, at);
  return replaceValue(context, step, entry.key === undefined ? [entry.value] : { [entry.key]: entry.value });
}

function writeOnLine({ text, json, style }: EditContext, step: Step, value: unknown): TextEdit[] {
  const rendered = json === undefined ? onLine(text, step, style, value) : toJson(text, json, step, value);
  const behind = { from: behindMark(text, step), to: behindMark(text, step), insert: ` ${rendered}` };
  if (step.value === null || isUnwritten(step.value)) return [behind];
  const below = blockBelow(text, step);
  if (below) return [behind, { ...below, insert: '' }];
  return [{ from: nodeStart(step.value), to: entryEnd(text, step), insert: rendered }];
}

function onLine(text: string, step: Step, style: BlockStyle, value: unknown): string {
  const { value: old, parent } = step;
  if (isScalar(old) && typeof old.value === 'string' && isEmpty(value))
    return toFlow(value, { quotes: quotesOf(step, value) });
  const padded = isFlow(parent) && text[nodeStart(parent) + 1] === ' ';
  return (
    (isFlow(parent) ? undefined : toInline(value, style, keyOf(step))) ??
    toLine(value, style, keyOf(step), padded)
  );
}

function writeBelowKey({ text, style }: EditContext, step: Step, value: unknown): TextEdit[] {
  const indent = ' '.repeat(collectionColumn(text, step.parent));
  const insert = toNestedLines(value, style, keyOf(step))
    .map((line) => `\n${indent}${line}`)
    .join('');
  const below = blockBelow(text, step);
  if (below) return [{ ...below, insert }];
  // A comment behind the old value stays on the line of the key.
  const end = entryEnd(text, step);
  const at = lineEnd(text, end);
  return [
    { from: behindMark(text, step), to: end, insert: '' },
    { from: at, to: at, insert },
  ];
}

function writeBehindDash({ text, style }: EditContext, step: Step, value: unknown): TextEdit {
  const mark = behindMark(text, step);
  const to = entryEnd(text, step);
  const start = step.value === null || isUnwritten(step.value) ? mark : nodeStart(step.value);
  const isBehindDash = start > mark && start <= lineEnd(text, mark);
  const column = isBehindDash
    ? start - lineStart(text, start)
    : collectionColumn(text, step.parent) + style.dashWidth;
  const rendered = toBlockLines(value, style, keyOf(step)).join(`\n${' '.repeat(column)}`);
  return isBehindDash
    ? { from: start, to, insert: rendered }
    : { from: mark, to, insert: ' '.repeat(style.dashWidth - 1) + rendered };
}

/** Just behind the dash or the colon. */
function behindMark(text: string, step: Step): number {
  return (isSeq(step.parent) ? entryStart(step) + 1 : afterColon(step)) ?? entryEnd(text, step);
}

/** The lines of a block value that starts below its key or dash, from the line feed before them to their end. */
function blockBelow(text: string, step: Step): TextRange | undefined {
  const collection = asCollection(step.value);
  if (!collection || isFlow(collection)) return undefined;
  const line = lineStart(text, nodeStart(collection));
  const end = entryEnd(text, step);
  if (line <= behindMark(text, step)) return undefined;
  return { from: line - 1, to: text[end - 1] === '\n' ? end - 1 : lineEnd(text, end) };
}

function quotesOf({ value: old }: Step, value: unknown): 'single' | 'double' | undefined {
  if (typeof value !== 'string' || !isScalar(old)) return undefined;
  if (old.type === 'QUOTE_DOUBLE') return 'double';
  return old.type === 'QUOTE_SINGLE' ? 'single' : undefined;
}

function toJson(text: string, indent: string, step: Step, value: unknown): string {
  const outer = /^[ \t]*/.exec(text.slice(lineStart(text, entryStart(step))))?.[0] ?? '';
  return JSON.stringify(value, null, indent).replaceAll('\n', `\n${outer}`);
}
