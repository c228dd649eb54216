import { isMap, isPair, isScalar, isSeq, visit, type Document, type Node, type Pair } from 'yaml';
import type { TextRange } from '../text/edit';
import { parseTree } from './tree';
import type { YamlPath } from './unit';

/** Where in a unit something is being written. */
export interface Cursor {
  /** The map or list that the cursor is in; of a value also its key. */
  readonly path: YamlPath;
  /** `key`: a key of the map at `path`, or the first word of an item; `value`: the scalar at `path`. */
  readonly position: 'key' | 'value';
  /** The word at the cursor, to be replaced. */
  readonly word: TextRange;
  /** What of the word stands before the cursor. */
  readonly typed: string;
  /** The other keys of the map. */
  readonly siblings: ReadonlySet<string>;
  /** Column at which the word begins. */
  readonly column: number;
  /** A colon follows the word. */
  readonly hasColon: boolean;
  /** The word stands between brackets. */
  readonly inFlow: boolean;
  /** The word stands between quotes. */
  readonly inQuotes: boolean;
}

/** Stands in for the word at the cursor, so that the parser says where it belongs; no one writes it. */
const marker = 'drawbridge-cursor';

/** Longer texts are not parsed at every keystroke. */
const longest = 200_000;

/**
 * The place of an offset at which something is being written, and what the unit says around it: the text need not
 * parse. undefined in comments, in long texts, and where nothing can stand.
 */
export function readCursor(text: string, offset: number): { cursor: Cursor; value: unknown } | undefined {
  if (text.length > longest) return undefined;
  const lineStart = text.lastIndexOf('\n', offset - 1) + 1;
  const before = text.slice(lineStart, offset);
  if (/(?:^|\s)#/.test(before)) return undefined;
  const typed = /[^\s,[\]{}"']*$/.exec(before)?.[0] ?? '';
  const brackets = openBrackets(before);
  const segment = before.slice(before.search(/[^\s-]|-\S|$/)).slice(brackets.at(-1)?.end ?? 0);
  const isValue = /:\s/.test(segment) || brackets.at(-1)?.bracket === '[';
  const rest = text.slice(offset, lineEndOf(text, offset));
  const after = (isValue ? /^[^\s,[\]{}"']*/ : /^[^\s,[\]{}"':]*/).exec(rest)?.[0] ?? '';
  const word = { from: offset - typed.length, to: offset + after.length };
  const hasColon = !isValue && text[word.to] === ':';
  const stand = isValue || hasColon ? marker : `${marker}:`;
  const document = parseTree(text.slice(0, word.from) + stand + text.slice(word.to));
  const place = findMarker(document);
  if (!place) return undefined;
  return {
    value: toValue(document),
    cursor: {
      ...place,
      word,
      typed,
      column: word.from - lineStart,
      hasColon,
      inFlow: brackets.length > 0,
      inQuotes: /["']/.test(text[word.from - 1] ?? ''),
    },
  };
}

function lineEndOf(text: string, offset: number): number {
  const end = text.indexOf('\n', offset);
  return end < 0 ? text.length : end;
}

/** The brackets of a line that are not closed yet, and where their content begins. */
function openBrackets(before: string): { readonly bracket: string; readonly end: number }[] {
  const open: { bracket: string; end: number }[] = [];
  for (const { 0: sign, index } of before.matchAll(/"[^"]*"?|'[^']*'?|[[\]{},]/g)) {
    if (sign === '[' || sign === '{') open.push({ bracket: sign, end: index + 1 });
    else if (sign === ']' || sign === '}') open.pop();
    else if (sign === ',' && open.length > 0) open[open.length - 1]!.end = index + 1;
  }
  return open;
}

function findMarker(document: Document): Pick<Cursor, 'path' | 'position' | 'siblings'> | undefined {
  let found: Pick<Cursor, 'path' | 'position' | 'siblings'> | undefined;
  visit(document, {
    Scalar(key, node, ancestors) {
      if (node.value !== marker) return undefined;
      const path = pathOf(ancestors, node);
      const isKey = key === 'key';
      const map = ancestors.at(-2);
      const siblings = isKey && isMap(map) ? map.items.map((pair) => keyOf(pair)) : [];
      found = {
        path: isKey ? path.slice(0, -1) : path,
        position: isKey ? 'key' : 'value',
        siblings: new Set(siblings.filter((sibling) => sibling !== marker)),
      };
      return visit.BREAK;
    },
  });
  return found;
}

function pathOf(ancestors: readonly (Document | Node | Pair)[], node: Node): YamlPath {
  const steps: (string | number)[] = [];
  for (const [index, ancestor] of ancestors.entries()) {
    if (isPair(ancestor)) steps.push(keyOf(ancestor));
    else if (isSeq(ancestor)) steps.push(ancestor.items.indexOf(ancestors[index + 1] ?? node));
  }
  return steps;
}

function keyOf({ key }: Pair): string {
  return isScalar(key) ? String(key.value) : '';
}

/** Broken aliases and the like may be half-written too. */
function toValue(document: Document): unknown {
  try {
    return document.toJS({ maxAliasCount: 100 });
  } catch {
    return undefined;
  }
}
