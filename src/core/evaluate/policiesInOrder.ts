import type { Policy } from '../policy/policy';
import type { Connectivity } from './connectivity';

/** All policies in the order of judgement: the Admin tier, NetworkPolicies, the Baseline tier (S51). */
export function policiesInOrder({ policies, tierPolicies }: Connectivity): readonly Policy[] {
  return [
    ...tierPolicies.filter(({ tier }) => tier === 'Admin'),
    ...policies,
    ...tierPolicies.filter(({ tier }) => tier === 'Baseline'),
  ];
}
