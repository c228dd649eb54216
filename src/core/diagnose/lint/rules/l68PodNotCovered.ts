import { deniedByTiers } from '../defaultDenies';
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
    for (const [namespace, groups] of facts.groups) {
      if (namespace.startsWith('kube-')) continue;
      const isIsolated = (direction: 'ingress' | 'egress') => (group: (typeof groups)[number]) =>
        connectivity.isolating(group, direction).length > 0 || deniedByTiers(facts, direction).has(group);
      const reachable = groups.filter(
        ({ workload }) => !workload.hostNetwork && facts.sources.isPlaced(workload.id),
      );
      const open = reachable.filter((group) => !isIsolated('ingress')(group) && !isIsolated('egress')(group));
      const [first] = open;
      if (first) {
        yield {
          resource: first.workload.id,
          path: ['metadata', 'name'],
          message: `No policy of ${namespace} isolates ${countWorkloads(open)}.`,
          consequence:
            'Everyone can connect to every port of them, and they to everyone. A default deny closes that.',
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
          message: `No policy of ${namespace} restricts ${other} of ${countWorkloads(half)}.`,
          consequence:
            other === 'egress'
              ? 'They may connect to everyone. A default deny for egress closes that.'
              : 'Everyone can connect to every port of them. A default deny for ingress closes that.',
        };
      }
    }
  },
};
