import { editUnit, refuseAt, refuseMerge, refuseWithin, withUpdate, type YamlEdit } from './editUnit';
import { removeEntry } from './removeEntry';
import type { YamlPath } from './unit';

/**
 * Removes one item of a list, or one key of a map with its value. Of the only one `[]` or `{}` is left; what an empty
 * list means is the caller's to know.
 */
export function removePath(text: string, path: YamlPath): YamlEdit {
  return editUnit(text, path, (context, steps) => {
    const step = steps.at(-1);
    if (!step || steps.length < path.length) {
      return refuseAt(text, step ? step.value : context.document.contents, 'this is not written here');
    }
    const refusal = refuseWithin(text, step.value) ?? refuseMerge(text, step.parent);
    return refusal ?? { edits: removeEntry(text, steps), expected: (before) => without(before, path) };
  });
}

function without(value: unknown, path: YamlPath): unknown {
  const last = path.at(-1);
  return withUpdate(value, path.slice(0, -1), (parent) => {
    if (Array.isArray(parent)) return parent.filter((_item, index) => index !== last);
    return Object.fromEntries(Object.entries(parent as object).filter(([key]) => key !== String(last)));
  });
}
