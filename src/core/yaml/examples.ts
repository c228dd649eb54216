import { isMap, isScalar, isSeq, type Node } from 'yaml';
import { lineStart } from '../text/lines';
import { isEmpty, toFlow } from './flow';
import { entryStart, entryAt, isFlow, nodeStart, type Collection } from './tree';

/** How something like a new value is written elsewhere; what is not known is left open. */
export interface Example {
  /** In flow style, with or without spaces inside of its brackets. */
  readonly flow?: 'padded' | 'tight';
  /** Around a text that does not need them, or around such texts of a map. */
  readonly quotes?: 'single' | 'double';
  /** Columns by which the dashes of a list are indented below its key. */
  readonly listIndent?: number;
  /** The keys of a map in their order. */
  readonly keys?: readonly string[];
}

/** The name under which examples of the items of a list are found. */
export const itemKey = (key: string): string => `${key}[]`;

type Shape = 'map' | 'list' | 'text';

interface Written {
  readonly node: Node;
  readonly parent: Collection | undefined;
}

/** More of one kind say nothing new. */
const most = 20;

/**
 * What a text says about how values are written, by the keys under which they stand: a new rule is to look like the
 * rule beside it. What stands nearest goes first, then what stands first in the text.
 */
export class Examples {
  private readonly text: string;
  private readonly roots: readonly (readonly [key: string, node: Node | null])[];
  private known: Map<string, Written[]> | undefined;

  /** @param roots nodes with the keys under which they are found themselves */
  constructor(text: string, roots: readonly (readonly [key: string, node: Node | null])[]) {
    this.text = text;
    this.roots = roots;
  }

  /** The same examples, those in `node` before all others. */
  nextTo(node: Node | null, key: string): Examples {
    return new Examples(this.text, [[key, node], ...this.roots]);
  }

  /** How a value under a key is to be written. */
  of(key: string, value: unknown): Example {
    const shape = shapeOf(value);
    const found = shape ? (this.collect().get(nameOf(key, shape)) ?? []) : [];
    const like = shape === 'map' ? found.find(({ node }) => hasKeyOf(node, value)) : undefined;
    const written = like ?? found[0];
    return written ? this.read(written) : {};
  }

  private read({ node, parent }: Written): Example {
    if (isScalar(node)) return quotesOf(node);
    const collection = node as Collection;
    const keys = isMap(node) ? node.items.map(({ key }) => keyOf(key)) : undefined;
    const texts = isMap(node) ? node.items.map((pair) => pair.value) : collection.items;
    const quotes = texts.filter(isScalar).map(quotesOf);
    const common = quotes[0]?.quotes && quotes.every((each) => each.quotes === quotes[0]?.quotes);
    return {
      ...(common && quotes[0]),
      ...(keys && { keys }),
      ...this.layout(collection, parent),
    };
  }

  private layout(collection: Collection, parent: Collection | undefined): Example {
    if (isFlow(collection))
      return { flow: this.text[nodeStart(collection) + 1] === ' ' ? 'padded' : 'tight' };
    if (!isSeq(collection) || !parent || isFlow(parent) || !isMap(parent)) return {};
    const listIndent = this.column(collection) - this.column(parent);
    return listIndent >= 0 ? { listIndent } : {};
  }

  private column(collection: Collection): number {
    const first = entryAt(collection, 0);
    const start = first ? entryStart(first) : nodeStart(collection);
    return start - lineStart(this.text, start);
  }

  private collect(): ReadonlyMap<string, readonly Written[]> {
    if (this.known) return this.known;
    const known = new Map<string, Written[]>();
    this.known = known;
    const add = (key: string, node: unknown, parent: Collection | undefined): void => {
      const isText = isScalar(node) && typeof node.value === 'string';
      const shape = isText ? 'text' : isMap(node) ? 'map' : isSeq(node) ? 'list' : undefined;
      if (!shape || (!isText && (node as Collection).items.length === 0)) return;
      const name = nameOf(key, shape);
      const list = known.get(name) ?? [];
      known.set(name, list);
      if (list.length < most) list.push({ node: node as Node, parent });
      if (isMap(node)) for (const pair of node.items) add(keyOf(pair.key), pair.value, node as Collection);
      if (isSeq(node)) for (const item of node.items) add(itemKey(key), item, node as Collection);
    };
    for (const [key, node] of this.roots) add(key, node, undefined);
    return known;
  }
}

const nameOf = (key: string, shape: Shape): string => `${shape} ${key}`;

function shapeOf(value: unknown): Shape | undefined {
  if (typeof value === 'string') return 'text';
  if (isEmpty(value)) return undefined;
  return Array.isArray(value) ? 'list' : 'map';
}

function keyOf(key: unknown): string {
  return isScalar(key) ? String(key.value) : '';
}

function hasKeyOf(node: Node, value: unknown): boolean {
  return isMap(node) && node.items.some(({ key }) => Object.hasOwn(value as object, keyOf(key)));
}

/** Quotes that are needed say nothing about other texts. */
function quotesOf({ type, value }: { readonly type?: string | null; readonly value: unknown }): Example {
  if (typeof value !== 'string' || toFlow(value) !== value) return {};
  if (type === 'QUOTE_DOUBLE') return { quotes: 'double' };
  return type === 'QUOTE_SINGLE' ? { quotes: 'single' } : {};
}
