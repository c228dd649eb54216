import { dump } from 'js-yaml';
import { writingSchema } from './scalars';

interface FlowStyle {
  /** `{ a: 1 }` rather than `{a: 1}`. */
  readonly padded?: boolean;
  /** Around every text; undefined: around those that need them. */
  readonly quotes?: 'single' | 'double' | undefined;
}

/** A value on one line in flow style. Keys that are undefined are left out. */
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

/** Written on the line of its key: a scalar, or a map or list without entries. */
export function isEmpty(value: unknown): boolean {
  return typeof value !== 'object' || value === null || entriesOf(value).length === 0;
}

/** The entries of a map that are written. */
export function entriesOf(value: object): [string, unknown][] {
  return Object.entries(value).filter(([, item]) => item !== undefined);
}

function withoutUndefined(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(withoutUndefined);
  return Object.fromEntries(entriesOf(value).map(([key, item]) => [key, withoutUndefined(item)]));
}
