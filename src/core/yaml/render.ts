import type { Node } from 'yaml';
import { itemKey, type Example, type Examples } from './examples';
import { entriesOf, isEmpty, toFlow } from './flow';

/** How block maps and lists are laid out. */
export interface BlockStyle {
  /** Columns by which a map inside a map is indented. */
  readonly indent: number;
  /** Columns by which the dashes of a list are indented below its key; often 0 or 2. */
  readonly listIndent: number;
  /** Columns from a dash to what follows it, 2 or more. */
  readonly dashWidth: number;
  /** How the like of a value is written elsewhere in the text. */
  readonly examples?: Examples;
}

export const defaultStyle: BlockStyle = { indent: 2, listIndent: 2, dashWidth: 2 };

/** Longer values are not written on one line. */
const widest = 80;

/**
 * A value as a YAML document, with a final line end: in block style, or as the examples of the style have it. Keys
 * keep their order but where the examples have another one, keys that are undefined are left out. Every string that
 * Kubernetes, YAML 1.1 or 1.2 would read as something else is quoted.
 */
export function toYaml(value: unknown, style: BlockStyle = defaultStyle): string {
  return `${toBlockLines(inUsualOrder(value, style, ''), style, '').join('\n')}\n`;
}

/** The style, with a node of the text as the first example for what is written under a key. */
export function besideNode(style: BlockStyle, node: Node | null, key: string): BlockStyle {
  return style.examples ? { ...style, examples: style.examples.nextTo(node, key) } : style;
}

/**
 * The value under a key with the keys of its maps in the order that the examples have; keys that they do not have
 * stay where they are.
 */
export function inUsualOrder(value: unknown, style: BlockStyle, key: string): unknown {
  const { examples } = style;
  if (!examples || isEmpty(value)) return value;
  if (Array.isArray(value)) return value.map((item) => inUsualOrder(item, style, itemKey(key)));
  const { keys = [] } = examples.of(key, value);
  const entries = entriesOf(value as object);
  const known = entries
    .filter(([name]) => keys.includes(name))
    .toSorted(([a], [b]) => keys.indexOf(a) - keys.indexOf(b));
  const ordered = entries.map((entry) => (keys.includes(entry[0]) ? (known.shift() ?? entry) : entry));
  return Object.fromEntries(ordered.map(([name, item]) => [name, inUsualOrder(item, style, name)]));
}

/** The lines of the value under a key, the first column being 0. */
export function toBlockLines(value: unknown, style: BlockStyle, key: string, outer: Example = {}): string[] {
  const inline = toInline(value, style, key, outer);
  return inline === undefined ? collectionLines(value as object, style, key) : [inline];
}

/**
 * The lines of one entry of a map.
 * @param outer example of the map
 */
export function toEntryLines(key: string, value: unknown, style: BlockStyle, outer: Example = {}): string[] {
  const inline = toInline(value, style, key, outer);
  const name = `${toFlow(key)}:`;
  return inline === undefined ? [name, ...toNestedLines(value, style, key)] : [`${name} ${inline}`];
}

/** The lines of a value that is not empty, indented as below its key. */
export function toNestedLines(value: unknown, style: BlockStyle, key: string): string[] {
  const { listIndent = style.listIndent } = style.examples?.of(key, value) ?? {};
  const indent = ' '.repeat(Array.isArray(value) ? listIndent : style.indent);
  return collectionLines(value as object, style, key).map((line) => indent + line);
}

/** A value as it stands on the line of its key; undefined: it stands below. */
export function toInline(
  value: unknown,
  style: BlockStyle,
  key: string,
  outer?: Example,
): string | undefined {
  if (isEmpty(value)) return toLine(value, style, key, false, outer);
  const { flow } = style.examples?.of(key, value) ?? {};
  const line = flow && toLine(value, style, key, flow === 'padded', outer);
  return line !== undefined && line.length <= widest ? line : undefined;
}

/**
 * A value on one line in flow style, its brackets and quotes as the examples have them.
 * @param padded with spaces inside of brackets of which there is no example
 */
export function toLine(
  value: unknown,
  style: BlockStyle,
  key: string,
  padded: boolean,
  outer: Example = {},
): string {
  const example = style.examples?.of(key, value) ?? {};
  if (isEmpty(value)) return toFlow(value, { quotes: example.quotes ?? outer.quotes });
  const isPadded = example.flow ? example.flow === 'padded' : padded;
  const pad = isPadded ? ' ' : '';
  const inner = (item: unknown, name: string) => toLine(item, style, name, isPadded, example);
  if (Array.isArray(value))
    return `[${pad}${value.map((item) => inner(item, itemKey(key))).join(', ')}${pad}]`;
  const entries = entriesOf(value as object).map(([name, item]) => `${toFlow(name)}: ${inner(item, name)}`);
  return `{${pad}${entries.join(', ')}${pad}}`;
}

/** The lines, the first one behind `first` and the others as far in. */
export function hang(first: string, lines: readonly string[]): string[] {
  const indent = ' '.repeat(first.length);
  return lines.map((line, index) => (index === 0 ? first : indent) + line);
}

function collectionLines(value: object, style: BlockStyle, key: string): string[] {
  const example = style.examples?.of(key, value) ?? {};
  if (!Array.isArray(value))
    return entriesOf(value).flatMap(([name, item]) => toEntryLines(name, item, style, example));
  const dash = '-'.padEnd(style.dashWidth);
  return value.flatMap((item) => hang(dash, toBlockLines(item, style, itemKey(key), example)));
}
