import { isMapping, valueAt } from '../../../manifest/value';
import type { Rule } from '../rule';
import { countWorkloads } from '../words';

/** S1, S4. */
export const podSelectorMissing: Rule = {
  code: 'L14',
  title: 'spec or its podSelector is missing',
  why: 'Without one the policy selects every pod of its namespace; without spec it denies them all ingress.',
  severity: 'warning',
  needs: 'policy',
  about: 'policy',
  *check(policy, facts, { value }) {
    const spec = valueAt(value, 'spec');
    if (isMapping(valueAt(spec, 'podSelector'))) return;
    const subjects = facts.subjects(policy);
    const whom = subjects.length > 0 ? countWorkloads(subjects) : `every pod of ${policy.namespace}`;
    yield {
      path: ['spec', 'podSelector'],
      message:
        spec === undefined
          ? 'The policy has no spec: it selects every pod of its namespace and denies all ingress.'
          : 'podSelector is missing, which is the same as an empty one: every pod of the ' +
            'namespace is selected.',
      consequence: spec === undefined ? `Ingress of ${whom} is closed.` : `It counts for ${whom}.`,
      fixes: [
        {
          title: 'Write podSelector: {}',
          steps: [{ type: 'set', path: ['spec'], key: 'podSelector', value: {} }],
        },
      ],
    };
  },
};
