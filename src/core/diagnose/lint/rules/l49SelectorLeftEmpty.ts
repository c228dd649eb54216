import { isMapping } from '../../../manifest/value';
import type { Rule } from '../rule';
import { hasKey, selectorsOf } from '../written';

/** V44. */
export const selectorLeftEmpty: Rule = {
  code: 'L49',
  title: '`matchLabels:` or a label without a value',
  why: 'Without entries matchLabels matches everything; a label without value matches only an empty one.',
  severity: 'warning',
  needs: 'text',
  explains: ['V44'],
  about: 'written',
  *check(written) {
    for (const { value, path, chooses } of selectorsOf(written)) {
      if (!isMapping(value)) continue;
      const labels = value['matchLabels'];
      if (hasKey(value, 'matchLabels') && labels === null) {
        yield {
          path: [...path, 'matchLabels'],
          atKey: true,
          message:
            'matchLabels is left empty, so the selector ' +
            `${hasKey(value, 'matchExpressions') ? 'has only its expressions' : 'matches everything'}.`,
          ...(!hasKey(value, 'matchExpressions') && {
            consequence:
              `All ${chooses === 'subject' ? 'pods of the namespace' : chooses} are meant. ` +
              'Fill it in, or write {} for all.',
          }),
        };
      }
      for (const [key, label] of Object.entries(isMapping(labels) ? labels : {})) {
        if (label !== null) continue;
        yield {
          path: [...path, 'matchLabels', key],
          atKey: true,
          message: `The label ${key} has no value here, and matches only where its value is empty.`,
          consequence: `Write the value, or Exists in matchExpressions if any value is meant.`,
          fixes: [
            {
              title: `Ask for ${key} with any value`,
              steps: [
                { type: 'remove', path: [...path, 'matchLabels', key] },
                { type: 'append', path: [...path, 'matchExpressions'], value: { key, operator: 'Exists' } },
              ],
            },
          ],
        };
      }
    }
  },
};
