import { itemsOf, valueAt } from '../../../manifest/value';
import type { NetworkPolicy } from '../../../policy/policy';
import type { Rule } from '../rule';
import { countWorkloads } from '../words';
import { hasKey, type Written } from '../written';

/** S2a, EX-3. */
export const egressOnlyClosesIngress: Rule = {
  code: 'L8',
  title: 'an egress policy without policyTypes also closes ingress',
  why: 'Without policyTypes, Ingress is always in effect, and without ingress rules it denies everything.',
  severity: 'error',
  needs: 'policy',
  about: 'policy',
  *check(policy, facts, written) {
    if (!closesIngress(policy, written)) return;
    const closed = facts.subjects(policy);
    const set = (value: readonly string[]) =>
      [{ type: 'set', path: ['spec'], key: 'policyTypes', value }] as const;
    yield {
      path: ['spec', 'egress'],
      atKey: true,
      message: 'There are only egress rules and no policyTypes: the policy isolates ingress as well.',
      consequence:
        'It denies every connection to ' +
        `${closed.length > 0 ? countWorkloads(closed) : 'the selected pods'} that no other ` +
        'policy allows.',
      fixes: [
        { title: 'Write policyTypes: [Egress]', steps: set(['Egress']) },
        {
          title: 'Write policyTypes: [Ingress, Egress]: ingress stays closed',
          steps: set(['Ingress', 'Egress']),
        },
      ],
    };
  },
};

/** Whether ingress is closed by default and not by will: `ingress: []` would say so. */
export function closesIngress({ ingress, egress }: NetworkPolicy, { value }: Written): boolean {
  const spec = valueAt(value, 'spec');
  const hasTypes = itemsOf(valueAt(spec, 'policyTypes')).length > 0;
  return !hasTypes && egress.length > 0 && ingress.length === 0 && !hasKey(spec, 'ingress');
}
