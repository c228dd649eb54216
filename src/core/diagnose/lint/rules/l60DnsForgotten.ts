import { dnsRule } from '../../../edit/dns';
import type { PodGroup } from '../../../evaluate/connectivity';
import type { NetworkPolicy } from '../../../policy/policy';
import { allowsDns, dnsPods } from '../dns';
import type { Facts } from '../facts';
import type { Rule } from '../rule';
import { nameWorkloads, workloadsOf } from '../words';

/** S39, EX-29: a look-up is egress like any other. */
export const dnsForgotten: Rule = {
  code: 'L60',
  title: 'egress is restricted, and DNS is not allowed',
  why: 'Before most connections a name is looked up; without DNS even what is allowed does not work.',
  severity: 'warning',
  needs: 'evaluator',
  about: 'policy',
  *check(policy, facts) {
    if (!policy.directions.has('egress') || policy.egress.length === 0) return;
    const lacking = facts.connectivity.selected(policy).filter((group) => lacksDns(facts, policy, group));
    if (lacking.length === 0) return;
    const loaded = lacking.filter(({ workload }) => workload.origin === 'loaded');
    const count = workloadsOf(loaded).length;
    const rule = dnsRule(facts.connectivity, policy.namespace);
    yield {
      path: ['spec', 'egress'],
      atKey: true,
      message: 'Egress is restricted, and no rule lets the pods look up names: DNS is UDP and TCP 53.',
      consequence:
        `${loaded.length > 0 ? nameWorkloads(loaded) : 'The selected pods'} cannot resolve ` +
        `names${count > 1 ? `, ${count} workloads in all` : ''}: only connections to ` +
        'addresses work.',
      fixes: [
        {
          title: 'Allow DNS to the name service of the cluster',
          steps: [{ type: 'append', path: ['spec', 'egress'], value: rule }],
        },
      ],
    };
  },
};

/** Whether a pod may send something by this policy, but no policy lets it ask for names. */
function lacksDns(facts: Facts, policy: NetworkPolicy, group: PodGroup): boolean {
  if (dnsPods(facts).includes(group)) return false;
  const isolating = facts.connectivity.isolating(group, 'egress');
  const first = isolating.find(({ egress }) => egress.length > 0);
  // Told once for a pod, at the first policy that lets it send anything.
  return (
    first?.id === policy.id &&
    !isolating.some((each) => each.egress.some((rule) => allowsDns(facts, each, rule)))
  );
}
