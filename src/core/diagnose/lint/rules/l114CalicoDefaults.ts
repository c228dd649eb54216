import { isMapping, itemsOf, textAt, valueAt } from '../../../manifest/value';
import type { Rule } from '../rule';
import { calicoGroup, calicoKinds, vendorPolicies } from '../vendorPolicies';

/** S82, S83. */
export const calicoDefaults: Rule = {
  code: 'L114',
  title: 'a Calico policy that leaves types to the default, or a tier without a last word',
  why: 'Its default for types is another one than that of NetworkPolicy, and a tier ends with Deny.',
  severity: 'warning',
  needs: 'text',
  about: 'unit',
  *check(unit) {
    for (const { kind, value, path } of vendorPolicies(unit, calicoGroup, calicoKinds)) {
      const spec = valueAt(value, 'spec');
      const [ingress, egress] = ['ingress', 'egress'].map((key) => itemsOf(valueAt(spec, key)));
      if (itemsOf(valueAt(spec, 'types')).length === 0 && egress && egress.length > 0) {
        const only = ingress?.length === 0;
        yield {
          path: [...path, 'spec'],
          atKey: true,
          message:
            `types is missing: in a ${kind} of Calico it is then ` +
            `${only ? 'Egress alone, where a NetworkPolicy would isolate ingress too' : 'Ingress and Egress'}. ` +
            'Write it.',
        };
      }
      const tier = textAt(spec, 'tier');
      if (tier === '' || tier === 'default') continue;
      for (const [key, rules] of [
        ['ingress', ingress],
        ['egress', egress],
      ] as const) {
        const last = rules?.at(-1);
        if (!isMapping(last) || isForAll(last)) continue;
        yield {
          path: [...path, 'spec', key],
          atKey: true,
          message:
            `What no ${key} rule matches is denied at the end of the tier ${tier}, before ` +
            'NetworkPolicies are asked.',
          consequence: 'End with a rule that only says action: Pass, if others are to decide.',
        };
      }
    }
  },
};

/** A rule with an action and nothing else. */
function isForAll(rule: Readonly<Record<string, unknown>>): boolean {
  return Object.keys(rule).every((key) => key === 'action' || key === 'metadata');
}
