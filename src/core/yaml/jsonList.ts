import type { TextRange } from '../text/edit';
import type { YamlUnit } from './unit';

/** Up to the items' opening bracket; nothing but what kubectl writes there. */
const head =
  /\s*\{\s*(?:"(?:apiVersion|kind)"\s*:\s*"[^"\\]*"\s*,\s*|"metadata"\s*:\s*\{[^{}]*\}\s*,\s*)*"items"\s*:\s*\[/y;

/**
 * The items of a document as `kubectl get -o json` prints it, each a unit of its own, without the commas between
 * them; undefined when the document is anything else.
 */
export function splitJsonList(text: string, document: TextRange): YamlUnit[] | undefined {
  head.lastIndex = document.from;
  if (!head.test(text)) return undefined;
  const start = head.lastIndex;
  const ranges = findItems(text, start, document.to);
  if (!ranges || !isList(text.slice(document.from, start) + text.slice(ranges.end, document.to)))
    return undefined;
  return ranges.items.map(({ from, to }) => ({ kind: 'item', from, to, text: text.slice(from, to) }));
}

/** The maps of a list, and where its closing bracket stands. */
function findItems(
  text: string,
  start: number,
  limit: number,
): { items: TextRange[]; end: number } | undefined {
  const items: TextRange[] = [];
  for (let at = skipSpace(text, start); at < limit; ) {
    if (text[at] === ']' && items.length === 0) return { items, end: at };
    if (text[at] !== '{') return undefined;
    const to = closingBracket(text, at, limit);
    if (to === undefined) return undefined;
    items.push({ from: at, to });
    at = skipSpace(text, to);
    if (text[at] === ']') return { items, end: at };
    if (text[at] !== ',') return undefined;
    at = skipSpace(text, at + 1);
  }
  return undefined;
}

export function skipSpace(text: string, from: number): number {
  let at = from;
  while (at < text.length && ' \t\r\n'.includes(text[at] as string)) at += 1;
  return at;
}

/** Behind the bracket that closes the one at `from`. Which kind of bracket is left to the parser of the item. */
export function closingBracket(text: string, from: number, limit: number): number | undefined {
  const bracketOrQuote = /[[\]{}"]/g;
  bracketOrQuote.lastIndex = from;
  let depth = 0;
  for (
    let match = bracketOrQuote.exec(text);
    match && match.index < limit;
    match = bracketOrQuote.exec(text)
  ) {
    const [found] = match;
    if (found === '"') bracketOrQuote.lastIndex = behindString(text, match.index);
    else if (found === '{' || found === '[') depth += 1;
    else depth -= 1;
    if (depth === 0) return match.index + 1;
  }
  return undefined;
}

export function behindString(text: string, quote: number): number {
  let end = text.indexOf('"', quote + 1);
  while (end >= 0 && isEscaped(text, end)) end = text.indexOf('"', end + 1);
  return end < 0 ? text.length : end + 1;
}

function isEscaped(text: string, at: number): boolean {
  let backslashes = 0;
  while (text[at - 1 - backslashes] === '\\') backslashes += 1;
  return backslashes % 2 === 1;
}

/** Whether the document without its items is a `List` and says nothing else; of typed lists see list.ts. */
function isList(emptied: string): boolean {
  try {
    const { kind, items, ...rest } = JSON.parse(emptied) as Record<string, unknown>;
    const isPlain = Object.keys(rest).every((key) => key === 'apiVersion' || key === 'metadata');
    return isPlain && kind === 'List' && Array.isArray(items) && items.length === 0;
  } catch {
    return false;
  }
}
