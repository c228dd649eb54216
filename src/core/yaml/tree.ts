import {
  isCollection,
  isMap,
  isPair,
  isScalar,
  isSeq,
  parseDocument,
  type Document,
  type Node,
  type Pair,
  type YAMLMap,
  type YAMLSeq,
} from 'yaml';
import { kubernetesOptions } from './scalars';
import type { YamlPath } from './unit';

/** A map or a list of a parsed unit. */
export type Collection = YAMLMap<Node | null, Node | null> | YAMLSeq<Node | null>;

/** One step of a path: an entry of a map or of a list. */
export interface Step {
  readonly parent: Collection;
  readonly index: number;
  /** undefined for items of lists. */
  readonly pair: Pair<Node | null, Node | null> | undefined;
  readonly value: Node | null;
}

let last: { readonly text: string; readonly document: Document.Parsed } | undefined;

/** The unit with ranges, comments and source tokens. The last one is kept: places and edits come in bunches. */
export function parseTree(text: string): Document.Parsed {
  if (last?.text !== text) {
    last = { text, document: parseDocument(text, { ...kubernetesOptions, keepSourceTokens: true }) };
  }
  return last.document;
}

/** The steps along a path, as far as it exists in the text; aliases and merged keys are not followed. */
export function walk(document: Document.Parsed, path: YamlPath): Step[] {
  const steps: Step[] = [];
  let node: Node | null = document.contents;
  for (const segment of path) {
    const step = isCollection(node) ? stepInto(node as Collection, segment) : undefined;
    if (!step) break;
    steps.push(step);
    node = step.value;
  }
  return steps;
}

function stepInto(parent: Collection, segment: string | number): Step | undefined {
  if (isSeq(parent)) {
    const index = typeof segment === 'number' ? segment : -1;
    return index >= 0 && index < parent.items.length ? entryAt(parent, index) : undefined;
  }
  // Of duplicate keys the last one counts.
  const index = parent.items.findLastIndex(
    ({ key }) => isScalar(key) && String(key.value) === String(segment),
  );
  return index < 0 ? undefined : entryAt(parent, index);
}

/** The entry of a collection by its position; undefined beyond its end. */
export function entryAt(parent: Collection, index: number): Step | undefined {
  const item = parent.items[index];
  if (item === undefined) return undefined;
  return isPair(item)
    ? { parent, index, pair: item, value: item.value }
    : { parent, index, pair: undefined, value: item };
}

export function isFlow(collection: Collection): boolean {
  return collection.srcToken?.type === 'flow-collection';
}

/** Where a node's own text starts: after the dash or colon, after its anchor and tag. */
export function nodeStart(node: Node): number {
  return node.range?.[0] ?? 0;
}

/** Where a node's content ends, without the comments and empty lines after it. */
export function nodeEnd(text: string, node: Node): number {
  if (isCollection(node) && !isFlow(node as Collection)) {
    const entry = entryAt(node as Collection, node.items.length - 1);
    return entry ? entryEnd(text, entry) : nodeStart(node);
  }
  const end = node.range?.[1] ?? 0;
  if (!isScalar(node) || !node.type?.startsWith('BLOCK_')) return end;
  const start = nodeStart(node);
  const source = text.slice(start, end);
  const keepsLines = source.split('\n', 1)[0]?.includes('+') === true;
  return keepsLines ? end : start + source.trimEnd().length;
}

/** Where an entry starts: at its dash in a block list, at its key in a map. */
export function entryStart({ parent, index, pair, value }: Step): number {
  const token = parent.srcToken;
  if (token?.type === 'block-seq') {
    const dash = token.items[index]?.start.find((part) => part.type === 'seq-item-ind');
    if (dash) return dash.offset;
  }
  const node = pair ? pair.key : value;
  return node ? nodeStart(node) : nodeStart(parent);
}

/** Where an entry's content ends; the library puts a value that is not written behind the comment on its line. */
export function entryEnd(text: string, step: Step): number {
  const { pair, value } = step;
  if (value && !isUnwritten(value)) return nodeEnd(text, value);
  if (!pair) return entryStart(step) + 1;
  return afterColon(step) ?? (pair.key ? nodeEnd(text, pair.key) : entryStart(step));
}

/** Just after the colon of a map's entry; undefined when it has none. */
export function afterColon({ pair }: Step): number | undefined {
  const colon = pair?.srcToken?.sep?.find((part) => part.type === 'map-value-ind');
  return colon && colon.offset + 1;
}

/** An empty value that is not written at all. */
export function isUnwritten(node: Node | null): boolean {
  return node === null || (isScalar(node) && node.value === null && node.range?.[0] === node.range?.[1]);
}

/** A null, written or not. */
export function isNull(node: Node | null): boolean {
  return node === null || (isScalar(node) && node.value === null);
}

/** The map or list to put a child in, when `node` is one. */
export function asCollection(node: Node | null): Collection | undefined {
  return isMap(node) || isSeq(node) ? (node as Collection) : undefined;
}
