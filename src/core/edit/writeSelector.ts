import { valueAt } from '../manifest/value';
import type { LabelRequirement, LabelSelector } from '../model/selector';
import { appendItem } from '../yaml/appendItem';
import { removePath } from '../yaml/removePath';
import { setKey } from '../yaml/setKey';
import type { YamlPath } from '../yaml/unit';
import { editObject, standingOf, type Draft } from './draft';
import type { Refusal } from './refusal';
import { writtenValue } from './writtenValue';

/**
 * Makes the selector under a key of an object another one, label by label, so that comments stay. One that is not
 * written, or is to be empty, is written anew.
 */
export function writeSelector(
  draft: Draft,
  object: { readonly id: string; readonly name: string },
  parent: YamlPath,
  key: string,
  selector: LabelSelector,
): Draft | Refusal {
  const standing = standingOf(draft, object.id);
  const path = [...parent, key];
  const at = (...rest: YamlPath) => [...path, ...rest];
  const old = standing && writtenValue(standing.unit.text, [...standing.ref.path, ...path]);
  const { matchLabels = {}, matchExpressions = [] } = selector;
  const isPlain = Object.keys(matchLabels).length === 0 && matchExpressions.length === 0;
  const [labels, expressions] = [partOf(old, 'matchLabels'), partOf(old, 'matchExpressions')];
  if (isPlain || (!labels && !expressions)) {
    return editObject(draft, object, (text, base) =>
      setKey(text, [...base, ...parent], key, toWrittenSelector(selector)),
    );
  }
  const edits: Edit[] = [];
  const set = (inner: YamlPath, name: string, value: unknown) =>
    edits.push((text, base) => setKey(text, [...base, ...at(...inner)], name, value));
  const remove = (...inner: YamlPath) =>
    edits.push((text, base) => removePath(text, [...base, ...at(...inner)]));

  // What comes goes first: a selector must not be empty in between.
  if (!labels && Object.keys(matchLabels).length > 0) set([], 'matchLabels', { ...matchLabels });
  if (labels && Object.keys(matchLabels).length > 0) {
    for (const [name, value] of Object.entries(matchLabels))
      if (!Object.hasOwn(labels, name) || Reflect.get(labels, name) !== value)
        set(['matchLabels'], name, value);
  }
  if (matchExpressions.length > 0) edits.push(...expressionEdits(expressions, matchExpressions, at()));
  if (labels && Object.keys(matchLabels).length === 0) remove('matchLabels');
  else {
    for (const name of Object.keys(labels ?? {}))
      if (!Object.hasOwn(matchLabels, name)) remove('matchLabels', name);
  }
  if (expressions && matchExpressions.length === 0) remove('matchExpressions');
  return editObject(draft, object, ...edits);
}

/** A selector with its keys in the usual order, without those that say nothing. */
export function toWrittenSelector({ matchLabels = {}, matchExpressions = [] }: LabelSelector): LabelSelector {
  return {
    ...(Object.keys(matchLabels).length > 0 && { matchLabels: { ...matchLabels } }),
    ...(matchExpressions.length > 0 && { matchExpressions }),
  };
}

type Edit = Parameters<typeof editObject>[2];

/** One by one where they ask for the same in other values, so that comments stay; else all anew. */
function expressionEdits(
  old: object | undefined,
  wanted: readonly LabelRequirement[],
  selector: YamlPath,
): Edit[] {
  if (JSON.stringify(old) === JSON.stringify(wanted)) return [];
  const key = 'matchExpressions';
  const known: readonly unknown[] = Array.isArray(old) ? old : [];
  const isSame = (each: LabelRequirement, name: keyof LabelRequirement, index: number) =>
    JSON.stringify(valueAt(known[index], name)) === JSON.stringify(each[name]);
  const isAlike = wanted
    .slice(0, known.length)
    .every((each, index) => isSame(each, 'key', index) && isSame(each, 'operator', index));
  if (!isAlike || known.length === 0 || known.length > wanted.length)
    return [(text, base) => setKey(text, [...base, ...selector], key, wanted)];
  return wanted.flatMap((each, index): Edit[] => {
    if (index >= known.length) return [(text, base) => appendItem(text, [...base, ...selector, key], each)];
    if (isSame(each, 'values', index)) return [];
    return [(text, base) => setKey(text, [...base, ...selector, key, index], 'values', each.values)];
  });
}

/** undefined: not written, or written as nothing. */
function partOf(selector: unknown, key: string): object | undefined {
  if (typeof selector !== 'object' || selector === null || !Object.hasOwn(selector, key)) return undefined;
  const part: unknown = Reflect.get(selector, key);
  return typeof part === 'object' && part !== null ? part : undefined;
}
