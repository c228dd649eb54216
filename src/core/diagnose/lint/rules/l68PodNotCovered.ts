import { countWorkloads } from '../words';
import type { Rule } from '../rule';

/** S5: without a policy everything is allowed. One note for a namespace, at the first of its workloads. */
export const podNotCovered: Rule = {
  code: 'L68',
  title: 'pods that no policy isolates',
  why: 'What no policy selects is open to everyone, and may connect to everyone.',
  severity: 'info',
  needs: 'evaluator',
  about: 'cluster',
  *check(facts) {
    const { connectivity } = facts;
    if (connectivity.policies.length === 0) return;
    for (const [namespace, groups] of facts.groups) {
      if (namespace.startsWith('kube-')) continue;
      const isIsolated = (direction: 'ingress' | 'egress') => (group: (typeof groups)[number]) =>
        connectivity.isolating(group, direction).length > 0;
      const reachable = groups.filter(({ workload }) => !workload.hostNetwork && facts.isPlaced(workload.id));
      const open = reachable.filter((group) => !isIsolated('ingress')(group) && !isIsolated('egress')(group));
      const [first] = open;
      if (first) {
        yield {
          resource: first.workload.id,
          path: ['metadata', 'name'],
          message: `No policy of ${namespace} isolates ${countWorkloads(open)}.`,
          consequence: 'Everyone can connect to every port of these pods, and they to everyone.',
        };
      }
      for (const [direction, other] of [
        ['ingress', 'egress'],
        ['egress', 'ingress'],
      ] as const) {
        const half = reachable.filter((group) => isIsolated(direction)(group) && !isIsolated(other)(group));
        const [firstHalf] = half;
        if (!firstHalf) continue;
        yield {
          resource: firstHalf.workload.id,
          path: ['metadata', 'name'],
          message: `For ${direction} alone the policies of ${namespace} isolate ${countWorkloads(half)}.`,
          consequence:
            other === 'egress'
              ? 'These pods may connect to everyone.'
              : 'Everyone can connect to every port of these pods.',
        };
      }
    }
  },
};
