import { shiftEdits, type TextEdit } from '../text/edit';
import { lineStart } from '../text/lines';
import { splitUnits } from './documents';
import type { YamlUnit } from './unit';

/** The edits of a unit's text as edits of its file. */
export function editsInFile(unit: YamlUnit, edits: readonly TextEdit[]): TextEdit[] {
  const own = unit.kind === 'item' ? edits.map((edit) => keepDash(unit.text, edit)) : edits;
  return shiftEdits(own, unit.from);
}

/** In the file a dash stands where the item's text starts with a space: removing the first line must leave it there. */
function keepDash(text: string, edit: TextEdit): TextEdit {
  const indent = text.search(/\S/);
  if (edit.from >= indent || edit.insert !== '') return edit;
  const isAligned = text.slice(edit.to, edit.to + indent) === text.slice(0, indent);
  return { from: indent, to: isAligned ? edit.to + indent : edit.to - 1, insert: '' };
}

/**
 * Takes a unit out of its file, as `splitUnits` counts them: a document with the `---` that separates it, or the item
 * of a list. The text of the other units stays; of a list's only item `items: []` is left. A comment between two
 * items that is not indented deeper than their dashes stays too.
 */
export function removeUnit(fileText: string, index: number): TextEdit[] {
  const units = splitUnits(fileText);
  const unit = units[index];
  if (!unit) throw new RangeError(`the file has no unit ${index}`);
  return unit.kind === 'item' ? removeListItem(fileText, units, index) : [removeDocument(fileText, unit)];
}

function removeDocument(fileText: string, { from, to, text }: YamlUnit): TextEdit {
  // Without this document the next one is the first; its marker goes unless this one had a marker too.
  const marker =
    from === 0 && !/^---/m.test(text) ? /^---[ \t]*\n/.exec(fileText.slice(to, to + 1000)) : null;
  return { from, to: to + (marker?.[0].length ?? 0), insert: '' };
}

function removeListItem(fileText: string, units: readonly YamlUnit[], index: number): TextEdit[] {
  const unit = units[index] as YamlUnit;
  if (unit.text.startsWith('{')) return [removeJsonItem(fileText, units, index)];
  const removed = { from: unit.from, to: unit.from + lengthWithoutTail(unit.text), insert: '' };
  // The items of one list follow one another without a gap.
  const isOnly = units[index - 1]?.to !== unit.from && units[index + 1]?.from !== unit.to;
  if (!isOnly) return [removed];
  const afterColon = fileText.lastIndexOf('items:', unit.from) + 'items:'.length;
  return [{ from: afterColon, to: afterColon, insert: ' []' }, removed];
}

function removeJsonItem(fileText: string, units: readonly YamlUnit[], index: number): TextEdit {
  const [previous, unit, next] = [units[index - 1], units[index] as YamlUnit, units[index + 1]];
  const isComma = (from: number, to: number) => /^\s*,\s*$/.test(fileText.slice(from, to));
  if (next && isComma(unit.to, next.from)) return { from: unit.from, to: next.from, insert: '' };
  if (previous && isComma(previous.to, unit.from)) return { from: previous.to, to: unit.to, insert: '' };
  return { from: unit.from, to: unit.to, insert: '' };
}

/** The length of an item's text up to the comments after it that stand no deeper than its dash. */
function lengthWithoutTail(text: string): number {
  const dashColumn = text.search(/\S/) - 2;
  let length = text.length;
  for (let end = text.length; end > 0; ) {
    const start = lineStart(text, end - 1);
    const column = text.slice(start, end).search(/\S/);
    if (column >= 0) {
      if (text[start + column] !== '#' || column > dashColumn) break;
      length = start;
    }
    end = start;
  }
  return length;
}
