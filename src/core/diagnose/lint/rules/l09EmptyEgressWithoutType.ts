import { itemsOf, valueAt } from '../../../manifest/value';
import type { Rule } from '../rule';
import { countWorkloads } from '../words';
import { hasKey, type Written } from '../written';

/** S2b, EX-4. */
export const emptyEgressWithoutType: Rule = {
  code: 'L9',
  title: '`egress: []` without policyTypes denies nothing',
  why: 'Without policyTypes, Egress is in effect only if there is an egress rule.',
  severity: 'error',
  needs: 'text',
  about: 'policy',
  *check(policy, facts, written) {
    if (!isDenyWithoutType(written)) return;
    const open = facts
      .subjects(policy)
      .filter((group) => facts.connectivity.isolating(group, 'egress').length === 0);
    yield {
      path: ['spec', 'egress'],
      atKey: true,
      message: '`egress: []` looks like a deny, but without policyTypes egress is not isolated.',
      consequence:
        open.length > 0
          ? `${countWorkloads(open)} may connect to everyone.`
          : 'Egress of the selected pods is not restricted by this policy.',
      fixes: [
        {
          title: 'Write policyTypes: [Ingress, Egress]',
          steps: [{ type: 'set', path: ['spec'], key: 'policyTypes', value: ['Ingress', 'Egress'] }],
        },
      ],
    };
  },
};

export function isDenyWithoutType({ value }: Written): boolean {
  const spec = valueAt(value, 'spec');
  const hasTypes = itemsOf(valueAt(spec, 'policyTypes')).length > 0;
  return !hasTypes && hasKey(spec, 'egress') && itemsOf(valueAt(spec, 'egress')).length === 0;
}
