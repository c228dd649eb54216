import type { TextRange } from '../text/edit';
import type { YamlUnit } from './unit';

const itemsLine = /items:[ \t]*(?:#.*)?\n/y;
/**
 * Not a typed list (`PodList`): there the items may leave out their kind, which only the whole tells. Nor does the text
 * go on below.
 */
const listKind = /^kind:[ \t]+["']?List["']?[ \t]*(?:#.*)?$(?!\n\s*?[ \t]\S)/m;
/** What may start in the first column beside the items: the first `---`, a comment, a key with a plain value or a map. */
const topLevelLine =
  /^(?:---[ \t]*(?:#.*)?|#.*|(?:apiVersion|kind|metadata):(?:[ \t]+(?:[^\s|>&*!%@`#].*)?)?)$/;
const anchor = /(?:^|[\s,[{])&[\w-]/;
/** What begins a line in JavaScript, but not in YAML. */
const oddLineEnd = /[\u2028\u2029]/;

/**
 * The items of a document as `kubectl get -o yaml` prints it (`kind: List` and a block list under `items:`), each
 * a unit of its own, the dash a space; undefined when the document is anything else. Strict, so that cutting is
 * always safe: nothing but apiVersion, kind and metadata beside the items, all dashes in the same one of the first
 * three columns, and no anchors that another item might speak of. The first item starts at its dash's line; the
 * comments between two items stay with the upper one.
 */
export function splitList(text: string, document: TextRange, itemsAt: number): YamlUnit[] | undefined {
  const content = text.slice(document.from, document.to);
  itemsLine.lastIndex = itemsAt - document.from;
  if (!itemsLine.test(content)) return undefined;
  const head = content.slice(0, itemsAt - document.from);
  const dashes = findDashes(content, itemsLine.lastIndex);
  if (!dashes || !isPlainTopLevel(head)) return undefined;
  const tail = content.slice(dashes.end);
  if (!isPlainTopLevel(tail) || !listKind.test(head + tail)) return undefined;
  if ((content.includes('&') && anchor.test(content)) || oddLineEnd.test(content)) return undefined;
  return dashes.starts.map((start, index) => {
    const end = dashes.starts[index + 1] ?? dashes.end;
    const itemText = content.slice(start, end);
    const dash = itemText.indexOf('-');
    return {
      kind: 'item',
      from: document.from + start,
      to: document.from + end,
      text: `${itemText.slice(0, dash)} ${itemText.slice(dash + 1)}`,
    };
  });
}

/** The starts of the lines with the list's dashes, and where the list ends: at the next key in the first column. */
function findDashes(content: string, from: number): { starts: number[]; end: number } | undefined {
  const first = /^(?:[ \t]*#.*\n|[ \t]*\n)*( {0,2})-[ \t\n]/.exec(content.slice(from, from + 10_000));
  if (!first) return undefined;
  const indent = first[1] as string;
  // At a line's start: a dash of this list, or anything else that is not deeper than the dashes.
  const boundary = new RegExp(`^${indent}(-)(?=[ \\t\\n]|$)|^ {0,${indent.length}}[^ \\t\\r\\n#]`, 'gm');
  boundary.lastIndex = from;
  const starts: number[] = [];
  for (let match = boundary.exec(content); match; match = boundary.exec(content)) {
    if (match[1] === '-') starts.push(match.index);
    else if (/^[a-zA-Z]/.test(match[0])) return { starts, end: match.index };
    else return undefined;
  }
  return { starts, end: content.length };
}

function isPlainTopLevel(text: string): boolean {
  return text.split('\n').every((line) => line === '' || /^[ \t]/.test(line) || topLevelLine.test(line));
}
