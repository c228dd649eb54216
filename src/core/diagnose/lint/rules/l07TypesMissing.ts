import { typeNames } from '../keepTypes';
import type { Rule } from '../rule';
import { hasKey } from '../written';
import { itemsOf, valueAt } from '../../../manifest/value';
import { closesIngress } from './l08EgressOnlyClosesIngress';
import { isDenyWithoutType } from './l09EmptyEgressWithoutType';

/** S2: the default depends on whether there are egress rules. */
export const typesMissing: Rule = {
  code: 'L7',
  title: 'policyTypes is missing',
  why: 'The default depends on the rules: Ingress always, Egress only as long as there is an egress rule.',
  severity: 'warning',
  needs: 'policy',
  about: 'policy',
  *check(policy, _facts, written) {
    const spec = valueAt(written.value, 'spec');
    if (itemsOf(valueAt(spec, 'policyTypes')).length > 0) return;
    if (hasKey(written.value, 'policyTypes')) return; // L91
    if (closesIngress(policy, written) || isDenyWithoutType(written)) return;
    const names = typeNames(policy.directions);
    yield {
      path: ['spec', ...(hasKey(spec, 'policyTypes') ? ['policyTypes'] : [])],
      atKey: true,
      // With ingress rules alone it means what it looks like.
      severity: policy.egress.length > 0 ? 'warning' : 'info',
      message: `policyTypes is missing, and the rules make it ${names.join(' and ')}. Write it, so that it stays so.`,
      ...(policy.egress.length > 0 && {
        consequence: 'Without its last egress rule the policy would no longer restrict egress.',
      }),
      fixes: [
        {
          title: `Write policyTypes: [${names.join(', ')}]`,
          steps: [{ type: 'set', path: ['spec'], key: 'policyTypes', value: names }],
        },
      ],
    };
  },
};
