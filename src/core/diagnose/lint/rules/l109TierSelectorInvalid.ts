import { isMapping, itemsOf, textAt, valueAt } from '../../../manifest/value';
import { validateSelector } from '../../validate/selector';
import type { Rule } from '../rule';
import { selectorsOf } from '../written';

/** V69: the definition of the kind checks the form alone. */
export const tierSelectorInvalid: Rule = {
  code: 'L109',
  title: 'a selector that the server takes and no network plugin can use',
  why: 'The definitions of these kinds check the form of selectors only; plugins then ignore the policy.',
  severity: 'error',
  needs: 'policy',
  explains: ['V69'],
  about: 'written',
  *check(written) {
    if (written.kind === 'NetworkPolicy') return;
    for (const { value, path } of selectorsOf(written)) {
      if (!isDecodable(value)) continue;
      for (const problem of validateSelector(value, path)) {
        const { path: place, atKey, message } = problem;
        yield {
          path: place,
          ...(atKey && { atKey }),
          message: `The server takes this selector, but it is not valid: ${message}.`,
          consequence: 'Network plugins refuse or ignore the policy.',
        };
      }
    }
  },
};

function isDecodable(selector: unknown): boolean {
  const labels = valueAt(selector, 'matchLabels');
  return (
    Object.values(isMapping(labels) ? labels : {}).every((value) => typeof value === 'string') &&
    itemsOf(valueAt(selector, 'matchExpressions')).every((item) => textAt(item, 'key') !== '')
  );
}
