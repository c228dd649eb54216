import { itemsOf, valueAt } from '../../../manifest/value';
import type { Rule } from '../rule';
import { ciliumGroup, ciliumKinds, ciliumSpecs, vendorPolicies } from '../vendorPolicies';

/** S72. */
export const ciliumDenyIsolates: Rule = {
  code: 'L113',
  title: 'a Cilium policy that only denies isolates as well',
  why: 'A deny list makes the default deny of its direction, so that everything else is denied too.',
  severity: 'warning',
  needs: 'text',
  about: 'unit',
  *check(unit) {
    for (const policy of vendorPolicies(unit, ciliumGroup, ciliumKinds)) {
      for (const { spec, path } of ciliumSpecs(policy)) {
        for (const direction of ['ingress', 'egress']) {
          const denies = itemsOf(valueAt(spec, `${direction}Deny`)).length > 0;
          const allows = itemsOf(valueAt(spec, direction)).length > 0;
          const isOptedOut = valueAt(spec, 'enableDefaultDeny', direction) === false;
          if (!denies || allows || isOptedOut) continue;
          yield {
            path: [...path, `${direction}Deny`],
            atKey: true,
            message:
              `${direction}Deny alone isolates the pods for ${direction}: what it does not ` +
              'name is denied as well.',
            consequence:
              `Unless another policy allows it, no ${direction} is left. Set ` +
              `enableDefaultDeny.${direction}: false, or allow the rest.`,
          };
        }
      }
    }
  },
};
