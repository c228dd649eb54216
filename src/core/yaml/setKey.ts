import { isMap, isScalar, type YAMLMap } from 'yaml';
import {
  editUnit,
  refuseAt,
  refuseMerge,
  refuseWithin,
  withUpdate,
  type Change,
  type EditContext,
  type YamlEdit,
} from './editUnit';
import { insertEntry, type NewEntry } from './insertEntry';
import { addTo, replaceValue } from './replaceValue';
import { asCollection, isNull, type Step } from './tree';
import type { YamlPath, YamlRefusal } from './unit';

/**
 * Sets `key` of the map at `mapPath`. A value that is there is overwritten, a scalar keeping its quotes; a new key
 * goes behind the key that it usually follows, else behind the last one. Maps on the way that are missing or null are
 * made.
 */
export function setKey(
  text: string,
  mapPath: YamlPath,
  key: string,
  value: unknown,
  usuallyBehind?: string,
): YamlEdit {
  const path = [...mapPath, key];
  return editUnit(text, path, (context, steps) => planSet(context, steps, path, value, usuallyBehind));
}

/** The edits that make `path` lead to `value`; `steps` is the part of the path that exists. */
export function planSet(
  context: EditContext,
  steps: readonly Step[],
  path: YamlPath,
  value: unknown,
  usuallyBehind?: string,
): Change | YamlRefusal {
  const { text, document } = context;
  const expected = (before: unknown) => withUpdate(before, path, () => value);
  const step = steps.at(-1);
  const node = step ? step.value : document.contents;
  if (steps.length === path.length) {
    if (!step) return refuseAt(text, node, 'a whole document is not overwritten');
    return refuseWithin(text, step.value) ?? { edits: replaceValue(context, step, value), expected };
  }
  const entry = newEntry(path.slice(steps.length), value);
  if (!entry) return refuseAt(text, node, 'there is no such item');
  const refusal = refuseMerge(text, node);
  if (refusal) return refusal;
  if (!isNull(node) && !isMap(node)) return refuseAt(text, node, 'this is not a map');
  const at = isMap(node) && usuallyBehind !== undefined ? placeBehind(node, usuallyBehind) : undefined;
  if (step) return { edits: addTo(context, step, entry, at), expected };
  const root = asCollection(node);
  if (!root) return refuseAt(text, node, 'there is nothing here to edit');
  return { edits: insertEntry(context, root, entry, at), expected };
}

/** The key to add, with the maps below it; undefined when the path goes on with items of lists that are not there. */
function newEntry([key, ...rest]: YamlPath, value: unknown): NewEntry | undefined {
  if (typeof key !== 'string' || rest.some((segment) => typeof segment !== 'string')) return undefined;
  return { key, value: rest.reduceRight<unknown>((inner, segment) => ({ [segment]: inner }), value) };
}

/** The position behind a key of a map; undefined where it has no such key. */
function placeBehind({ items }: YAMLMap, behind: string): number | undefined {
  const index = items.findLastIndex(({ key }) => isScalar(key) && key.value === behind);
  return index < 0 ? undefined : index + 1;
}
