import type { YamlPath } from '../yaml/unit';
import { type Field, type Fields, fieldsOfObject } from './schema';

/** What may stand at a path of an object. */
export type Spot =
  | { readonly type: 'fields'; readonly fields: Fields }
  /** Before the first dash of a list. */
  | { readonly type: 'list'; readonly field: Field }
  | { readonly type: 'scalar'; readonly field: Field }
  | { readonly type: 'labels'; readonly field: Field }
  | { readonly type: 'label'; readonly field: Field; readonly key: string };

/** What may stand at a path of an object of a kind; undefined where nothing is known. */
export function spotAt(kind: string | undefined, path: YamlPath): Spot | undefined {
  let spot: Spot = { type: 'fields', fields: fieldsOfObject(kind) };
  for (const step of path) {
    const next = stepInto(spot, step);
    if (!next) return undefined;
    spot = next;
  }
  return spot;
}

function stepInto(spot: Spot, step: string | number): Spot | undefined {
  if (typeof step === 'number') {
    if (spot.type !== 'list') return undefined;
    const { field } = spot;
    return field.fields ? { type: 'fields', fields: field.fields } : { type: 'scalar', field };
  }
  if (spot.type === 'labels') return { type: 'label', field: spot.field, key: step };
  if (spot.type !== 'fields' || !Object.hasOwn(spot.fields, step)) return undefined;
  const field = spot.fields[step]!;
  if (field.shape === 'map') return { type: 'fields', fields: field.fields ?? {} };
  return { type: field.shape, field };
}

/** The field that a path names, for its documentation. */
export function fieldAt(kind: string | undefined, path: YamlPath): Field | undefined {
  const name = path.at(-1);
  const holder = spotAt(kind, path.slice(0, -1));
  if (holder?.type !== 'fields' || typeof name !== 'string') return undefined;
  return Object.hasOwn(holder.fields, name) ? holder.fields[name] : undefined;
}
