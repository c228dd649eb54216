import { isMapping, itemsOf, textAt } from '../manifest/value';
import { applyEdits, shiftRange, type TextEdit } from '../text/edit';
import type { FileChange } from '../text/workspace';
import { splitUnits } from '../yaml/documents';
import { editsInFile, removeUnit } from '../yaml/editFile';
import type { YamlEdit } from '../yaml/editUnit';
import { readUnit } from '../yaml/read';
import { removePath } from '../yaml/removePath';
import type { YamlPath, YamlUnit } from '../yaml/unit';
import { placeAtStart, step, type Draft } from './draft';
import { refuse, type Refusal } from './refusal';

/** An object of any kind as it stands in a unit that parses. */
export interface WrittenObject {
  readonly file: string;
  /** Position of the unit in its file. */
  readonly index: number;
  readonly unit: YamlUnit;
  /** Inside the unit; not empty for items of a list that is one unit. */
  readonly path: YamlPath;
  readonly value: Readonly<Record<string, unknown>>;
  readonly kind: string;
  readonly name: string;
  /** As written; empty where it is not. */
  readonly namespace: string;
}

/**
 * All objects in the text, also of kinds that policies do not need.
 * @param words only units in which one of them is written; reading all of a large text takes its time
 */
export function writtenObjects({ reading }: Draft, ...words: readonly string[]): WrittenObject[] {
  // In quotes a word can be written with escapes.
  const sought = words.length > 0 ? [...words, '\\'] : [''];
  return reading.files.flatMap(({ name: file, units }) =>
    units.flatMap((unit, index) =>
      sought.some((word) => unit.text.includes(word)) ? objectsOfUnit(file, unit, index) : [],
    ),
  );
}

/** The objects in one unit. */
export function objectsOfUnit(file: string, unit: YamlUnit, index: number): WrittenObject[] {
  const content = readUnit(unit.text);
  if (content.state !== 'read') return [];
  return objectsIn(content.value, []).map((object) => ({ ...object, file, index, unit }));
}

type FoundObject = Omit<WrittenObject, 'file' | 'index' | 'unit'>;

function objectsIn(value: unknown, path: YamlPath): FoundObject[] {
  if (!isMapping(value)) return [];
  const kind = textAt(value, 'kind');
  if (kind.endsWith('List') && Array.isArray(value.items))
    return itemsOf(value.items).flatMap((item, index) => objectsIn(item, [...path, 'items', index]));
  const [name, namespace] = [textAt(value, 'metadata', 'name'), textAt(value, 'metadata', 'namespace')];
  return [{ path, value, kind, name, namespace }];
}

/** An edit of an object's text; the path of the object is given. */
export type ObjectEdit = (text: string, path: YamlPath) => YamlEdit;

/** Edits many objects in one step. Refused with the place where one of them cannot be edited. */
export function editObjects(
  draft: Draft,
  edits: readonly (readonly [WrittenObject, readonly ObjectEdit[]])[],
): Draft | Refusal {
  const changes: FileChange[] = [];
  const current = new Map<YamlUnit, YamlUnit>();
  for (const [object, own] of edits.toSorted(([a], [b]) => lastFirst(a, b))) {
    for (const edit of own) {
      const unit = current.get(object.unit) ?? object.unit;
      const result = edit(unit.text, object.path);
      if ('refusal' in result) {
        const place = { file: object.file, ...shiftRange(result.refusal, unit.from) };
        const reason = `${object.kind} ${object.name} cannot be changed here: ${result.refusal.reason}.`;
        return refuse('notPossible', reason, placeAtStart(draft, place, changes));
      }
      if (result.edits.length === 0) continue;
      changes.push({ type: 'edit', file: object.file, edits: editsInFile(unit, result.edits) });
      const text = applyEdits(unit.text, result.edits);
      current.set(object.unit, { ...unit, text, to: unit.from + text.length });
    }
  }
  return changes.length > 0 ? step(draft, ...changes) : draft;
}

/** From the last unit of a file to the first, and in a unit from the last item, so that places stay true. */
function lastFirst(a: WrittenObject, b: WrittenObject): number {
  return a.file === b.file ? b.index - a.index || itemOf(b) - itemOf(a) : a.file < b.file ? -1 : 1;
}

const itemOf = ({ path }: WrittenObject): number => Number(path.at(-1) ?? 0);

/** Takes objects out in one step; files of which nothing is left go too. */
export function removeObjects(draft: Draft, objects: readonly WrittenObject[]): Draft | Refusal {
  const changes: FileChange[] = [];
  for (const file of new Set(objects.map((object) => object.file))) {
    const own = objects.filter((object) => object.file === file).toSorted(lastFirst);
    const removed = removeFrom(draft.files.find(({ name }) => name === file)?.text ?? '', file, own);
    if ('reason' in removed) return removed;
    changes.push(...removed);
  }
  return changes.length > 0 ? step(draft, ...changes) : draft;
}

function removeFrom(
  before: string,
  file: string,
  objects: readonly WrittenObject[],
): readonly FileChange[] | Refusal {
  const changes: FileChange[] = [];
  let text = before;
  for (const object of objects) {
    const edits = removalOf(text, object);
    if ('refusal' in edits) {
      const place = { file, ...shiftRange(edits.refusal, object.unit.from) };
      return refuse(
        'notPossible',
        `${object.kind} ${object.name} cannot be removed: ${edits.refusal.reason}.`,
        place,
      );
    }
    changes.push({ type: 'edit', file, edits: edits.edits });
    text = applyEdits(text, edits.edits);
  }
  return text.trim() === '' ? [{ type: 'remove', file }] : changes;
}

/** The edits of the file's text. Items of one unit are taken out one after the other. */
function removalOf(text: string, { index, path }: WrittenObject): YamlEdit {
  if (path.length === 0) return { edits: withLineEnd(text, removeUnit(text, index)) };
  const unit = splitUnits(text)[index];
  if (!unit) throw new RangeError(`the file has no unit ${index}`);
  const result = removePath(unit.text, path);
  return 'refusal' in result ? result : { edits: editsInFile(unit, result.edits) };
}

/** A text without a final line end has none either when its last document is gone. */
export function withLineEnd(text: string, edits: readonly TextEdit[]): readonly TextEdit[] {
  const last = edits.at(-1);
  if (!last || last.to < text.length || text.endsWith('\n') || text[last.from - 1] !== '\n') return edits;
  return [...edits.slice(0, -1), { ...last, from: last.from - 1 }];
}
