import type { Explanation, RuleRef } from './explanation';

/** Every rule that an explanation names: of the tiers and of NetworkPolicies, at both ends. */
export function namedRules({ egress, ingress }: Explanation): readonly RuleRef[] {
  return [egress, ingress].flatMap(({ stages, rules }) =>
    [...stages.flatMap((stage) => stage.rules), ...rules].map(toRef),
  );
}

/** Those of them that let the connection pass, or keep it from passing. */
export function decisiveRules({ egress, ingress }: Explanation): readonly RuleRef[] {
  return [egress, ingress].flatMap(({ stages, rules }) =>
    [
      ...stages.flatMap((stage) => stage.rules.filter(({ decides }) => decides.length > 0)),
      ...rules.filter(({ admits }) => admits.length > 0),
    ].map(toRef),
  );
}

function toRef({ policy, direction, rule, peer }: RuleRef): RuleRef {
  return { policy, direction, rule, ...(peer !== undefined && { peer }) };
}
