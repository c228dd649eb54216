import { isMap, isSeq } from 'yaml';
import { isMapping, itemsOf, valueAt } from '../../manifest/value';
import { applyEdits, minimalEdit, type TextEdit } from '../../text/edit';
import { lineStart } from '../../text/lines';
import { appendItem } from '../../yaml/appendItem';
import { editUnit, refuseAt, withUpdate, type YamlEdit } from '../../yaml/editUnit';
import { readUnit } from '../../yaml/read';
import { removePath } from '../../yaml/removePath';
import { toFlow } from '../../yaml/flow';
import { planSet, setKey } from '../../yaml/setKey';
import { entryAt, entryStart, isFlow, nodeEnd, nodeStart, type Collection } from '../../yaml/tree';
import type { YamlPath } from '../../yaml/unit';
import type { FixStep } from './fix';
import { moveLines } from './moveLines';

/** A step that changes the text of one unit. */
export type UnitStep = Exclude<FixStep, { type: 'addPolicy' }>;

/**
 * The edits of a unit's text that a step of a fix makes, or why there are none.
 * @param root the path of the object in its unit
 */
export function stepEdits(text: string, root: YamlPath, step: UnitStep): YamlEdit {
  const at = (path: YamlPath): YamlPath => [...root, ...path];
  switch (step.type) {
    case 'set':
      return setKey(text, at(step.path), step.key, step.value);
    case 'replace':
      return editUnit(text, at(step.path), (context, steps) =>
        planSet(context, steps, at(step.path), step.value),
      );
    case 'remove':
      return removePath(text, at(step.path));
    case 'append':
      return appendItem(text, at(step.path), step.value);
    case 'rename':
      return renameKey(text, at(step.path), step.to);
    case 'move':
      return move(text, at(step.path), at(step.to));
    case 'join':
      return joinItems(text, at(step.path));
    case 'comment':
      return insertComment(text, root, step.text);
    case 'splice':
      return splice(text, step);
  }
}

function splice(text: string, { from, was, insert }: Extract<FixStep, { type: 'splice' }>): YamlEdit {
  const to = from + was.length;
  if (text.slice(from, to) === was) return { edits: [{ from, to, insert }] };
  return { refusal: { from: 0, to: text.length, reason: 'the text has changed' } };
}

function renameKey(text: string, path: YamlPath, to: string): YamlEdit {
  return editUnit(text, path, ({ document, json }, steps) => {
    const key = steps.length === path.length ? steps.at(-1)?.pair?.key : undefined;
    if (!key) return refuseAt(text, document.contents, 'this key is not written here');
    const insert = json === undefined ? toFlow(to) : JSON.stringify(to);
    return {
      edits: [{ from: nodeStart(key), to: nodeEnd(text, key), insert }],
      expected: (before) =>
        withUpdate(before, path.slice(0, -1), (parent) => {
          const { [String(path.at(-1))]: value, ...others } = parent as Record<string, unknown>;
          return { ...others, [to]: value };
        }),
    };
  });
}

/** Its lines keep their comments where the layout allows it. */
function move(text: string, path: YamlPath, to: YamlPath): YamlEdit {
  const key = to.at(-1);
  const value = valueIn(text, path);
  if (typeof key !== 'string' || value === undefined) return nothingToMove(text);
  const there = valueIn(text, to);
  const merged = there === undefined ? value : mergeValues(there, value);
  if (merged === undefined) {
    return { refusal: { from: 0, to: text.length, reason: `${key} is written there already` } };
  }
  if (there === undefined) {
    const moved = moveLines(text, path, to);
    if ('edits' in moved) return moved;
  }
  return inSequence(text, [
    (now) => removePath(now, path),
    (now) => setKey(now, to.slice(0, -1), key, merged),
  ]);
}

function nothingToMove(text: string): YamlEdit {
  return { refusal: { from: 0, to: text.length, reason: 'this is not written here' } };
}

/** Two maps without a common key, or two lists; undefined: they do not go together. */
function mergeValues(there: unknown, value: unknown): unknown {
  if (Array.isArray(there) && Array.isArray(value)) return [...there, ...value];
  if (!isMapping(there) || !isMapping(value)) return undefined;
  return Object.keys(value).some((key) => Object.hasOwn(there, key)) ? undefined : { ...there, ...value };
}

/** The dash becomes a space where the two items are laid out alike; else the keys are written to the first one. */
function joinItems(text: string, path: YamlPath): YamlEdit {
  const index = path.at(-1);
  const listPath = path.slice(0, -1);
  const list = valueIn(text, listPath);
  const [first, second] =
    typeof index === 'number' ? [itemsOf(list)[index - 1], itemsOf(list)[index]] : [undefined, undefined];
  const merged = mergeValues(first, second);
  if (typeof index !== 'number' || merged === undefined) return nothingToMove(text);
  const undashed = editUnit(text, path, ({ document }, steps) => {
    const step = steps.at(-1);
    if (!step || !isSeq(step.parent) || isFlow(step.parent))
      return refuseAt(text, document.contents, 'there is no dash here');
    const dash = entryStart(step);
    return {
      edits: [{ from: dash, to: dash + 1, insert: ' ' }],
      expected: (before) =>
        withUpdate(before, listPath, (items) => (items as unknown[]).toSpliced(index - 1, 2, merged)),
    };
  });
  if ('edits' in undashed) return undashed;
  const target = [...listPath, index - 1];
  return inSequence(text, [
    ...Object.entries(isMapping(second) ? second : {}).map(
      ([key, value]) =>
        (now: string) =>
          setKey(now, target, key, value),
    ),
    (now) => removePath(now, path),
  ]);
}

/** Above the second entry of an object that is an item of a list, whose first one stands behind the dash. */
function insertComment(text: string, root: YamlPath, comment: string): YamlEdit {
  return editUnit(text, root, ({ document, json }, steps) => {
    const node = steps.length === root.length ? (steps.at(-1)?.value ?? document.contents) : null;
    if (json !== undefined || !isMap(node) || isFlow(node as Collection))
      return refuseAt(text, document.contents, 'there is no place for a comment here');
    const isFirstFree = root.length === 0 && !text.startsWith(' ');
    const entry = entryAt(node as Collection, isFirstFree ? 0 : 1);
    if (!entry) return refuseAt(text, node, 'there is no place for a comment here');
    const start = entryStart(entry);
    const line = lineStart(text, start);
    const indent = text.slice(line, start);
    if (indent.trim() !== '') return refuseAt(text, node, 'there is no place for a comment here');
    return {
      edits: [{ from: line, to: line, insert: `${indent}# ${comment}\n` }],
      expected: (before) => before,
    };
  });
}

/** Edits one after the other, each planned on the text that the one before leaves, as one. */
function inSequence(text: string, edits: readonly ((text: string) => YamlEdit)[]): YamlEdit {
  let now = text;
  for (const edit of edits) {
    const result = edit(now);
    if ('refusal' in result) return result;
    now = applyEdits(now, result.edits);
  }
  const whole: TextEdit | undefined = minimalEdit(text, now);
  return { edits: whole ? [whole] : [] };
}

function valueIn(text: string, path: YamlPath): unknown {
  const content = readUnit(text);
  return path.reduce<unknown>(
    (value, step) => (typeof step === 'number' ? itemsOf(value)[step] : valueAt(value, step)),
    content.state === 'read' ? content.value : undefined,
  );
}
