import { isMapping, itemsOf, valueAt } from '../../../manifest/value';
import type { Rule } from '../rule';
import { ciliumGroup, ciliumKinds, ciliumSpecs, vendorPolicies } from '../vendorPolicies';

/** S74, S7: the same text means the opposite. */
export const ciliumEmptyRule: Rule = {
  code: 'L112',
  title: 'a Cilium policy with an empty rule, which allows nothing',
  why: 'In a NetworkPolicy an empty rule allows everything, in a CiliumNetworkPolicy nothing.',
  severity: 'warning',
  needs: 'text',
  about: 'unit',
  *check(unit) {
    for (const policy of vendorPolicies(unit, ciliumGroup, ciliumKinds)) {
      for (const { spec, path } of ciliumSpecs(policy)) {
        for (const direction of ['ingress', 'egress']) {
          const rules = itemsOf(valueAt(spec, direction));
          const index = rules.findIndex((rule) => isMapping(rule) && Object.keys(rule).length === 0);
          if (index < 0) continue;
          yield {
            path: [...path, direction, index],
            severity: rules.length === 1 ? 'info' : 'warning', // alone it is the idiom for a default deny
            message:
              `In a ${policy.kind} the empty ${direction} rule allows nothing and only ` +
              'isolates, unlike in a NetworkPolicy.',
            consequence: 'To allow everything, write fromEntities or toEntities: [all].',
          };
        }
      }
    }
  },
};
