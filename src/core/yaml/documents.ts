import type { TextRange } from '../text/edit';
import { splitJsonList } from './jsonList';
import { splitList } from './list';
import type { YamlUnit } from './unit';

/**
 * The units of a file, in order: its YAML documents, and in place of a `kind: List` dump its items (see list.ts
 * and jsonList.ts). Purely textual, so a document that does not parse costs no other; never throws. Every character
 * belongs to a document: the `---` line that starts it, comments and directives before that line, the `...` line that
 * ends it. A blank text has no units; a document without content is a unit.
 */
export function splitUnits(text: string): YamlUnit[] {
  return splitDocuments(text).flatMap((document) => {
    const { from, to, itemsAt } = document;
    const items = itemsAt === undefined ? splitJsonList(text, document) : splitList(text, document, itemsAt);
    return items ?? { kind: 'document', from, to, text: text.slice(from, to) };
  });
}

/** A document's range in its file, and the offset of the first `items:` in the first column. */
interface DocumentRange extends TextRange {
  readonly itemsAt?: number;
}

/** At the start of a line, which U+2028 does not begin in YAML as it does in JavaScript. */
const lineMarker = /(?<![^\n\r])(?:(?:---|\.\.\.)(?=[ \t\r\n]|$)|items:)/g;

/** Where the documents of a file stand, as for `splitUnits`, but lists in one piece. */
export function splitDocuments(text: string): DocumentRange[] {
  const documents: DocumentRange[] = [];
  let from = 0;
  let itemsAt: number | undefined;
  // What stands since `from` may be the head of the document that the next `---` starts.
  let mayBeHead = true;
  const endAt = (to: number) => {
    if (to > from) documents.push(itemsAt === undefined ? { from, to } : { from, to, itemsAt });
    from = to;
    itemsAt = undefined;
  };
  for (const { 0: marker, index } of text.matchAll(lineMarker)) {
    if (marker === 'items:') {
      itemsAt ??= index;
    } else if (marker === '---') {
      if (!mayBeHead || !isHead(text.slice(from, index))) endAt(index);
      mayBeHead = false;
    } else {
      const lineEnd = text.indexOf('\n', index);
      endAt(lineEnd < 0 ? text.length : lineEnd + 1);
      mayBeHead = true;
    }
  }
  const previous = documents.at(-1);
  const rest = text.slice(from);
  if (previous && mayBeHead && isHead(rest))
    return [...documents.slice(0, -1), { ...previous, to: text.length }];
  if (documents.length > 0 || /[^ \t\r\n]/.test(rest)) endAt(text.length);
  return documents;
}

/** Only blank lines, comments and `%` directives. */
function isHead(text: string): boolean {
  return !/^(?:[ \t]*[^ \t\r\n#%]|[ \t]+%)/m.test(text);
}
