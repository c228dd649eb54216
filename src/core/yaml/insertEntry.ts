import { isSeq } from 'yaml';
import type { TextEdit } from '../text/edit';
import { lineEnd, lineStart } from '../text/lines';
import type { EditContext } from './editUnit';
import { itemKey } from './examples';
import { withoutBrackets } from './flow';
import { besideNode, hang, inUsualOrder, toBlockLines, toEntryLines, toLine } from './render';
import { collectionColumn, dashWidthOf } from './style';
import {
  entryAt,
  entryEnd,
  entryStart,
  isFlow,
  nodeEnd,
  nodeStart,
  type Collection,
  type Step,
} from './tree';

/** A new entry; `key` for maps. */
export interface NewEntry {
  readonly key?: string;
  readonly value: unknown;
}

/**
 * Adds an entry behind the last one of a block collection, or anywhere in a flow collection that may be empty.
 * @param at the position that it gets, when not the last one
 */
export function insertEntry(
  context: EditContext,
  collection: Collection,
  entry: NewEntry,
  at: number = collection.items.length,
): TextEdit[] {
  const first = entryAt(collection, 0);
  const previous = entryAt(collection, at - 1);
  // An item is to look like the one beside it, a value like those of the same map.
  const [node, name] = isSeq(collection)
    ? [(previous ?? first)?.value ?? null, itemKey('')]
    : [collection, ''];
  const style = besideNode(context.style, node, name);
  const local = { ...context, style };
  const ordered = { ...entry, value: inUsualOrder(entry.value, style, keyOf(entry)) };
  if (!first) return isFlow(collection) ? [fillFlow(local, collection, ordered)] : [];
  if (isFlow(collection)) {
    return [
      previous
        ? insertFlow(local, collection, previous, ordered)
        : leadFlow(local, collection, first, ordered),
    ];
  }
  return [insertBlock(local, collection, previous ?? { before: first }, ordered)];
}

/** The key under which examples of an entry's value are found. */
const keyOf = ({ key }: NewEntry): string => key ?? itemKey('');

function insertBlock(
  { text, style }: EditContext,
  collection: Collection,
  place: Step | { readonly before: Step },
  entry: NewEntry,
): TextEdit {
  const column = collectionColumn(text, collection);
  const indent = ' '.repeat(column);
  const dashWidth = dashWidthOf(text, collection) ?? style.dashWidth;
  const { key, value } = entry;
  const lines =
    key === undefined
      ? hang('-'.padEnd(dashWidth), toBlockLines(value, style, keyOf(entry)))
      : toEntryLines(key, value, style, style.examples?.of('', { [key]: value }));
  if ('before' in place) {
    const start = entryStart(place.before);
    const at = aboveComments(text, start);
    return at === start
      ? { from: at, to: at, insert: lines.map((line) => `${line}\n${indent}`).join('') }
      : { from: at, to: at, insert: lines.map((line) => `${indent}${line}\n`).join('') };
  }
  const at = afterBlockEntry(text, place, column);
  return { from: at, to: at, insert: lines.map((line) => `\n${indent}${line}`).join('') };
}

/** The start of the comments above an entry, which speak of it; of its line where there are none; else its own start. */
function aboveComments(text: string, start: number): number {
  let at = lineStart(text, start);
  if (text.slice(at, start).trim() !== '') return start;
  while (at > 0) {
    const above = lineStart(text, at - 1);
    if (!/^[ \t]*(?:#.*)?$/.test(text.slice(above, at - 1))) break;
    at = above;
  }
  return at;
}

/**
 * The end of the line on which an entry of a block collection ends. A comment on that line belongs to the entry, and
 * so do comments on lines of their own below it, as long as they are indented deeper than the entry.
 */
export function afterBlockEntry(text: string, entry: Step, column: number): number {
  const end = entryEnd(text, entry);
  // A block text that keeps its final empty lines ends behind its last line feed.
  let at = text[end - 1] === '\n' ? end - 1 : lineEnd(text, end);
  for (let look = at; look < text.length; ) {
    const next = lineEnd(text, look + 1);
    const line = text.slice(look + 1, next);
    const indent = line.search(/\S/);
    if (indent >= 0) {
      if (line[indent] !== '#' || indent <= column) break;
      at = next;
    }
    look = next;
  }
  return at;
}

function insertFlow(context: EditContext, collection: Collection, last: Step, entry: NewEntry): TextEdit {
  const { text } = context;
  const [start, end] = [entryStart(last), entryEnd(text, last)];
  const indent = text.slice(lineStart(text, start), start);
  if (indent.trim() !== '') {
    return { from: end, to: end, insert: `, ${flowEntry(context, collection, entry)}` };
  }
  const isTall = text.slice(start, end).includes('\n') || last.value === null || !('items' in last.value);
  const rendered = isTall
    ? tallEntry(context, collection, entry, indent)
    : flowEntry(context, collection, entry);
  return { from: end, to: end, insert: `,\n${indent}${rendered}` };
}

/** In front of the first entry of a flow collection. */
function leadFlow(context: EditContext, collection: Collection, first: Step, entry: NewEntry): TextEdit {
  const { text } = context;
  const start = entryStart(first);
  const indent = text.slice(lineStart(text, start), start);
  const rendered =
    indent.trim() === ''
      ? `${tallEntry(context, collection, entry, indent)},\n${indent}`
      : `${flowEntry(context, collection, entry)}, `;
  return { from: start, to: start, insert: rendered };
}

/** Into `[]` or `{}`; a JSON text of many lines gets the entry on lines of its own. */
function fillFlow(context: EditContext, collection: Collection, entry: NewEntry): TextEdit {
  const { text, json } = context;
  const from = nodeStart(collection) + 1;
  const to = nodeEnd(text, collection) - 1;
  if (json === undefined || json === '') {
    return { from, to, insert: flowEntry(context, collection, entry) };
  }
  const line = lineStart(text, from);
  const outer = text.slice(line).match(/^[ \t]*/)?.[0] ?? '';
  const inner = outer + json;
  return { from, to, insert: `\n${inner}${tallEntry(context, collection, entry, inner)}\n${outer}` };
}

function flowEntry(context: EditContext, collection: Collection, { key, value }: NewEntry): string {
  const { text, json, style } = context;
  const content = key === undefined ? value : { [key]: value };
  const padded = text[nodeStart(collection) + 1] === ' ';
  const rendered =
    json === undefined
      ? toLine(content, style, key === undefined ? itemKey('') : '', padded)
      : spacedJson(content, json === '');
  return key === undefined ? rendered : withoutBrackets(rendered);
}

/** On one line, with spaces unless the text has none. */
function spacedJson(value: unknown, compact: boolean): string {
  if (compact) return JSON.stringify(value);
  return JSON.stringify(value, null, 1)
    .replaceAll(/(?<=[[{])\n *|\n *(?=[\]}])/g, '')
    .replaceAll(/\n */g, ' ');
}

function tallEntry(context: EditContext, collection: Collection, entry: NewEntry, indent: string): string {
  const { json } = context;
  if (json === undefined) return flowEntry(context, collection, entry);
  const value = JSON.stringify(entry.value, null, json).replaceAll('\n', `\n${indent}`);
  return entry.key === undefined ? value : `${JSON.stringify(entry.key)}: ${value}`;
}
