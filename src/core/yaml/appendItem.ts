import { isSeq } from 'yaml';
import { editUnit, refuseAt, withUpdate, type YamlEdit } from './editUnit';
import { insertEntry } from './insertEntry';
import { addTo } from './replaceValue';
import { planSet } from './setKey';
import { isNull, type Collection } from './tree';
import type { YamlPath } from './unit';

/**
 * Adds an item at the end of the list at `listPath`, in the list's own style: block, flow on one line, or JSON.
 * `[]` becomes a block list unless it stands inside a flow collection; a list that is null or missing is made,
 * and the maps that lead to it.
 */
export function appendItem(text: string, listPath: YamlPath, value: unknown): YamlEdit {
  return editUnit(text, listPath, (context, steps) => {
    const step = steps.at(-1);
    const node = step ? step.value : context.document.contents;
    if (steps.length < listPath.length || isNull(node)) return planSet(context, steps, listPath, [value]);
    if (!isSeq(node)) return refuseAt(text, node, 'this is not a list');
    return {
      edits: step ? addTo(context, step, { value }) : insertEntry(context, node as Collection, { value }),
      expected: (before) => withUpdate(before, listPath, (list) => [...(list as unknown[]), value]),
    };
  });
}
