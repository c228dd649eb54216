import type { PodGroup } from '../../../evaluate/connectivity';
import type { Direction } from '../../../policy/policy';
import { isEmptySelector } from '../../../model/selector';
import { deniedByTiers } from '../defaultDenies';
import type { Fix } from '../../fixes/fix';
import { typeNames } from '../keepTypes';
import type { Facts } from '../facts';
import type { Rule } from '../rule';
import { counted, joinWords, workloadsOf } from '../words';

/** The base on which allow lists stand: what is forgotten is denied, not open. */
export const noDefaultDeny: Rule = {
  code: 'L69',
  title: 'a namespace without default deny',
  why: 'Without one, a pod that no policy selects, such as the next new one, is open to everyone.',
  severity: 'info',
  needs: 'inventory',
  about: 'cluster',
  *check(facts) {
    for (const [namespace, groups] of facts.groups) {
      if (namespace.startsWith('kube-')) continue;
      const own = facts.policiesIn(namespace);
      const reachable = groups.filter(({ workload }) => !workload.hostNetwork);
      const missing = (['ingress', 'egress'] as const).filter(
        (direction) =>
          !reachable.every((group) => deniedByTiers(facts, direction).has(group)) &&
          !own.some(
            (policy) =>
              isEmptySelector(policy.podSelector) &&
              policy.directions.has(direction) &&
              policy[direction].length === 0,
          ),
      );
      const resource = [
        `Namespace/${namespace}`,
        ...own.map(({ id }) => id),
        ...groups.map((g) => g.workload.id),
      ].find((id) => facts.sources.isPlaced(id));
      if (missing.length === 0 || resource === undefined) continue;
      const open = reachable.filter((group) => missing.some((direction) => isOpen(facts, group, direction)));
      yield {
        resource,
        path: resource.startsWith('Namespace/') ? ['metadata', 'name'] : ['metadata', 'namespace'],
        message: `The namespace ${namespace} has no default deny for ${joinWords(missing)}.`,
        consequence:
          open.length === 0
            ? 'Other policies isolate all of its workloads now, but not the next one that comes.'
            : `${workloadsOf(open).length} of its ${counted(workloadsOf(groups).length, 'workload')} ` +
              `${workloadsOf(open).length === 1 ? 'is' : 'are'} open in at least one direction now.`,
        fixes: fixesFor(namespace, missing),
      };
    }
  },
};

function fixesFor(namespace: string, missing: readonly Direction[]): Fix[] {
  const deny = (directions: readonly Direction[]): Fix => {
    const name = directions.length === 2 ? 'default-deny' : `default-deny-${directions[0]}`;
    return {
      title: `Add a default deny for ${joinWords(directions)}`,
      steps: [
        {
          type: 'addPolicy',
          name,
          namespace,
          spec: { podSelector: {}, policyTypes: typeNames(new Set(directions)) },
        },
      ],
    };
  };
  const each = missing.map((direction) => deny([direction]));
  return missing.length === 2 ? [...each, deny(missing)] : each;
}

function isOpen(facts: Facts, group: PodGroup, direction: Direction): boolean {
  return (
    facts.connectivity.isolating(group, direction).length === 0 && !deniedByTiers(facts, direction).has(group)
  );
}
