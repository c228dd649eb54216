import { dump } from 'js-yaml';
import { writingSchema } from './scalars';

/** How block maps and lists are laid out. */
export interface BlockStyle {
  /** Columns by which a map inside a map is indented. */
  readonly indent: number;
  /** Columns by which the dashes of a list are indented below their key; often 0 or 2. */
  readonly listIndent: number;
  /** Columns from a dash to what follows it, 2 or more. */
  readonly dashWidth: number;
}

export const defaultStyle: BlockStyle = { indent: 2, listIndent: 2, dashWidth: 2 };

/**
 * A value as a block-style YAML document, with a final line end. Keys keep their order, keys that are undefined are
 * left out. Every string that Kubernetes, YAML 1.1 or 1.2 would read as something else is quoted.
 */
export function toYaml(value: unknown, style: BlockStyle = defaultStyle): string {
  return `${toBlockLines(value, style).join('\n')}\n`;
}

/** The lines of a value in block style, the first column being 0. */
export function toBlockLines(value: unknown, style: BlockStyle): string[] {
  if (isEmpty(value)) return [toFlow(value)];
  if (Array.isArray(value)) {
    return value.flatMap((item) => hang('-'.padEnd(style.dashWidth), toBlockLines(item, style)));
  }
  return entriesOf(value as object).flatMap(([key, item]) => toEntryLines(key, item, style));
}

/** The lines of one entry of a map. */
export function toEntryLines(key: string, value: unknown, style: BlockStyle): string[] {
  if (isEmpty(value)) return [`${toFlow(key)}: ${toFlow(value)}`];
  return [`${toFlow(key)}:`, ...toNestedLines(value, style)];
}

/** The lines of a value that is not empty, indented as below its key. */
export function toNestedLines(value: unknown, style: BlockStyle): string[] {
  const indent = ' '.repeat(Array.isArray(value) ? style.listIndent : style.indent);
  return toBlockLines(value, style).map((line) => indent + line);
}

/** The lines, the first one behind `first` and the others as far in. */
export function hang(first: string, lines: readonly string[]): string[] {
  const indent = ' '.repeat(first.length);
  return lines.map((line, index) => (index === 0 ? first : indent) + line);
}

/** A value on one line in flow style; strings in `quotes` when given, else only where they need it. */
export function toFlow(value: unknown, { padded = false, quotes }: FlowStyle = {}): string {
  const text = dump([withoutUndefined(value)], {
    flowLevel: 0,
    lineWidth: -1,
    noRefs: true,
    schema: writingSchema,
    flowBracketPadding: padded,
    ...(quotes && { quoteStyle: quotes, forceQuotes: true }),
  });
  return withoutBrackets(text.replace(/\n$/, ''));
}

/** What stands between the brackets of a flow collection. Not `trim()`: it takes more for space than YAML does. */
export function withoutBrackets(flow: string): string {
  return flow.slice(1, -1).replace(/^ +| +$/g, '');
}

interface FlowStyle {
  /** `{ a: 1 }` rather than `{a: 1}`. */
  readonly padded?: boolean;
  readonly quotes?: 'single' | 'double';
}

/** Written on the line of its key: a scalar, or a map or list without entries. */
export function isEmpty(value: unknown): boolean {
  return typeof value !== 'object' || value === null || entriesOf(value).length === 0;
}

function entriesOf(value: object): [string, unknown][] {
  return Object.entries(value).filter(([, item]) => item !== undefined);
}

function withoutUndefined(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(withoutUndefined);
  return Object.fromEntries(entriesOf(value).map(([key, item]) => [key, withoutUndefined(item)]));
}
