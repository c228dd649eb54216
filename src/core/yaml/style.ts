import { isMap, isSeq, visit, type Document } from 'yaml';
import { lineStart } from '../text/lines';
import { Examples } from './examples';
import { defaultStyle, type BlockStyle } from './render';
import { entryAt, entryStart, isFlow, nodeStart, type Collection } from './tree';

/**
 * How the text lays out its block maps and lists, by the first ones in it, and all of it as examples; the default for
 * what it does not show.
 */
export function detectStyle(text: string, document: Document.Parsed): BlockStyle {
  let indent: number | undefined;
  let listIndent: number | undefined;
  let dashWidth: number | undefined;
  visit(document, {
    Pair: (_key, { key, value }, path) => {
      const parent = path.at(-1);
      if (!isMap(parent) || !key || (!isMap(value) && !isSeq(value)) || isFlow(value as Collection)) return;
      const distance =
        column(text, collectionStart(value as Collection)) -
        column(text, collectionStart(parent as Collection));
      if (isSeq(value)) listIndent ??= distance;
      else indent ??= distance;
    },
    Seq: (_key, list) => {
      dashWidth ??= dashWidthOf(text, list as Collection);
    },
  });
  return {
    indent: indent ?? defaultStyle.indent,
    listIndent: listIndent ?? defaultStyle.listIndent,
    dashWidth: dashWidth ?? defaultStyle.dashWidth,
    examples: new Examples(text, [['', document.contents]]),
  };
}

/** From the dash to the content, by the last item of a block list that shows it. */
export function dashWidthOf(text: string, list: Collection): number | undefined {
  const entry = isFlow(list) ? undefined : entryAt(list, list.items.length - 1);
  if (!entry?.value) return undefined;
  const dash = entryStart(entry);
  const between = text.slice(dash + 1, nodeStart(entry.value));
  return between !== '' && between.trim() === '' && !between.includes('\n') ? between.length + 1 : undefined;
}

/** The column in which the entries of a block collection start. */
export function collectionColumn(text: string, collection: Collection): number {
  return column(text, collectionStart(collection));
}

function collectionStart(collection: Collection): number {
  const first = entryAt(collection, 0);
  return first ? entryStart(first) : nodeStart(collection);
}

function column(text: string, offset: number): number {
  return offset - lineStart(text, offset);
}
