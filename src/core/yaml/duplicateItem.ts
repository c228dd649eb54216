import { isSeq } from 'yaml';
import type { TextEdit } from '../text/edit';
import { lineStart } from '../text/lines';
import { editUnit, refuseAt, refuseWithin, withUpdate, type YamlEdit } from './editUnit';
import { afterBlockEntry } from './insertEntry';
import { collectionColumn } from './style';
import { entryEnd, entryStart, isFlow, type Step } from './tree';
import type { YamlPath } from './unit';

/** Repeats an item of a list behind itself, letter by letter: with its comments, quotes and layout. */
export function duplicateItem(text: string, itemPath: YamlPath): YamlEdit {
  return editUnit(text, itemPath, ({ document }, steps) => {
    const step = steps.at(-1);
    if (!step || steps.length < itemPath.length || !isSeq(step.parent))
      return refuseAt(text, step ? step.value : document.contents, 'this is not an item of a list');
    const refusal = refuseWithin(text, step.value);
    if (refusal) return refusal;
    const index = step.index + 1;
    return {
      edits: [isFlow(step.parent) ? repeatFlow(text, step) : repeatBlock(text, step)],
      expected: (before) =>
        withUpdate(before, itemPath.slice(0, -1), (list) => {
          const items = list as unknown[];
          return items.toSpliced(index, 0, items[step.index]);
        }),
    };
  });
}

function repeatBlock(text: string, step: Step): TextEdit {
  const column = collectionColumn(text, step.parent);
  const end = afterBlockEntry(text, step, column);
  const insert = `\n${' '.repeat(column)}${text.slice(entryStart(step), end)}`;
  return { from: end, to: end, insert };
}

function repeatFlow(text: string, step: Step): TextEdit {
  const [start, end] = [entryStart(step), entryEnd(text, step)];
  const indent = text.slice(lineStart(text, start), start);
  const gap = indent.trim() === '' ? `,\n${indent}` : ', ';
  return { from: end, to: end, insert: gap + text.slice(start, end) };
}
