import { isSeq } from 'yaml';
import { editUnit, refuseAt, withUpdate, type YamlEdit } from './editUnit';
import { insertEntry } from './insertEntry';
import type { Collection } from './tree';
import type { YamlPath } from './unit';

/** Puts an item into a list that has some, so that it stands at position `at`, in the list's own style. */
export function insertItem(text: string, listPath: YamlPath, at: number, value: unknown): YamlEdit {
  return editUnit(text, listPath, (context, steps) => {
    const node = steps.at(-1)?.value ?? null;
    if (steps.length < listPath.length || !isSeq(node) || at < 0 || at > node.items.length)
      return refuseAt(text, node, 'this is not a list with such a place');
    return {
      edits: insertEntry(context, node as Collection, { value }, at),
      expected: (before) =>
        withUpdate(before, listPath, (list) => (list as unknown[]).toSpliced(at, 0, value)),
    };
  });
}
