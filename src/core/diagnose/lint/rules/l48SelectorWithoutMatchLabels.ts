import { editDistance } from '../editDistance';
import type { Rule } from '../rule';
import { selectorsOf } from '../written';
import { isMapping } from '../../../manifest/value';
import { isMisplaced } from '../fields';

/** V41: the label is dropped, and what is left matches everything. */
export const selectorWithoutMatchLabels: Rule = {
  code: 'L48',
  title: 'labels directly under a selector, without matchLabels',
  why: 'A server that only warns drops them, and the selector that is left matches everything.',
  severity: 'warning',
  needs: 'text',
  explains: ['V40'],
  about: 'written',
  *check(written) {
    for (const { value, path, chooses } of selectorsOf(written)) {
      const labels = Object.entries(isMapping(value) ? value : {}).filter(
        ([key, label]) => isLabel(key, label) && !isMisplaced(key),
      );
      const keys = labels.map(([key]) => key);
      for (const key of keys) {
        yield {
          path: [...path, key],
          atKey: true,
          message: `${key} is written directly under ${String(path.at(-1))}: labels belong under matchLabels.`,
          consequence:
            'Where the field is dropped, the selector matches all ' +
            `${chooses === 'subject' ? 'pods of the namespace' : chooses}.`,
          fixes: [
            {
              title: `Put ${keys.length === 1 ? 'it' : 'them'} under matchLabels`,
              steps: keys.map((each) => ({
                type: 'move',
                path: [...path, each],
                to: [...path, 'matchLabels', each],
              })),
            },
          ],
        };
      }
    }
  },
};

function isLabel(key: string, value: unknown): boolean {
  if (typeof value === 'object') return false;
  return ['matchLabels', 'matchExpressions'].every((field) => editDistance(key, field, 2) > 2);
}
