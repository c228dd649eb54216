/** Access to values as YAML gives them. Keys are user text: only own properties count. */

export type Mapping = Readonly<Record<string, unknown>>;

export function isMapping(value: unknown): value is Mapping {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The value under a key, or nested keys; undefined where there is none, or where it is null (the API's "not set"). */
export function valueAt(value: unknown, ...keys: readonly string[]): unknown {
  let current = value;
  for (const key of keys) {
    if (!isMapping(current) || !Object.hasOwn(current, key)) return undefined;
    current = current[key];
  }
  return current ?? undefined;
}

/** The items of a list; of anything else none. */
export function itemsOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** A name or another scalar that should be a string: numbers and booleans as they would be written. */
export function textOf(value: unknown): string | undefined {
  if (typeof value === 'string') return value;
  return typeof value === 'number' || typeof value === 'boolean' || typeof value === 'bigint'
    ? String(value)
    : undefined;
}

/** The scalar under nested keys as text; the empty string where there is none. */
export function textAt(value: unknown, ...keys: readonly string[]): string {
  return textOf(valueAt(value, ...keys)) ?? '';
}
