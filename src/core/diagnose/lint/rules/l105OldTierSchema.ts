import { isMapping, valueAt } from '../../../manifest/value';
import type { Rule } from '../rule';
import { type Placed, peersOf, type Written } from '../written';

/** S66: from the first releases of the API. */
export const oldTierSchema: Rule = {
  code: 'L105',
  title: 'fields of the first versions of AdminNetworkPolicy',
  why: 'Servers drop them, and the empty selector that is left means every namespace.',
  severity: 'warning',
  needs: 'text',
  explains: ['V70'],
  about: 'written',
  *check(written) {
    if (written.kind === 'NetworkPolicy') return;
    for (const { value, path } of selections(written)) {
      const namespaces = valueAt(value, 'namespaces');
      if (!isMapping(namespaces)) continue;
      for (const key of ['namespaceSelector', 'sameLabels', 'notSameLabels']) {
        if (!Object.hasOwn(namespaces, key)) continue;
        const inner = namespaces[key];
        const isSelector = key === 'namespaceSelector' && isMapping(inner);
        yield {
          path: [...path, 'namespaces', key],
          atKey: true,
          message:
            key === 'namespaceSelector'
              ? 'namespaces is the selector itself: there is no namespaceSelector in it.'
              : `There is no ${key} any more: select namespaces by their labels.`,
          consequence: 'Where the field is dropped, every namespace is meant.',
          fixes:
            isSelector && Object.keys(namespaces).length === 1
              ? [
                  {
                    title: 'Put its labels directly under namespaces',
                    steps: [{ type: 'replace', path: [...path, 'namespaces'], value: inner }],
                  },
                ]
              : [],
        };
      }
    }
  },
};

function* selections(written: Written): Generator<Placed> {
  yield { value: valueAt(written.value, 'spec', 'subject'), path: ['spec', 'subject'] };
  yield* peersOf(written);
}
