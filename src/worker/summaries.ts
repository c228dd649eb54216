import {
  describeSelector,
  policiesInOrder,
  resolveService,
  type Analysis,
  type Direction,
  type Policy,
  type PolicyCounts,
  type Workload,
} from '../core/index';
import { placeOfResource } from './places';
import type { Inventory, PolicySummary, ServiceSummary } from './views';

/** The policies of all kinds in the order of judgement, as the list shows them. */
export function toPolicySummaries(
  analysis: Analysis,
  counts: ReadonlyMap<string, PolicyCounts>,
): PolicySummary[] {
  const { connectivity } = analysis;
  return policiesInOrder(connectivity).flatMap((policy): PolicySummary[] => {
    const place = placeOfResource(analysis, policy.id);
    if (!place) return [];
    return [
      {
        id: policy.id,
        kind: policy.kind,
        namespace: policy.namespace,
        name: policy.name,
        ...selectionOf(policy),
        directions: directionsOf(policy),
        selected: countLoaded(connectivity.selected(policy).map(({ workload }) => workload)),
        counts: counts.get(policy.id),
        place,
      },
    ];
  });
}

function countLoaded(workloads: readonly Workload[]): number {
  return new Set(workloads.filter(({ origin }) => origin === 'loaded')).size;
}

function directionsOf(policy: Policy): readonly Direction[] {
  if (policy.kind === 'NetworkPolicy') return [...policy.directions];
  return (['ingress', 'egress'] as const).filter((direction) => policy[direction].length > 0);
}

function selectionOf(policy: Policy): Pick<PolicySummary, 'selector' | 'podSelector' | 'tier'> {
  if (policy.kind === 'NetworkPolicy') {
    const { podSelector } = policy;
    return { selector: describeSelector(podSelector), podSelector };
  }
  const { tier, priority, subject } = policy;
  const namespaces = describeSelector(subject.namespaceSelector).replace('all pods', 'all namespaces');
  const pods = subject.podSelector && describeSelector(subject.podSelector);
  return {
    selector: pods === undefined ? namespaces : `${pods} in ${namespaces}`,
    podSelector: subject.podSelector ?? {},
    tier: { name: tier, priority, namespaceSelector: subject.namespaceSelector },
  };
}

/** The Services with what stands behind them, by name. */
export function toServiceSummaries({ connectivity: { cluster } }: Analysis): ServiceSummary[] {
  return cluster.services.map((service) => ({
    id: service.id,
    title: `${service.namespace}/${service.name}`,
    workloads: resolveService(cluster, service).workloads.map(({ workload }) => workload.id),
    ports: service.ports.map(({ protocol, port, name }) => [protocol, port, name].filter(Boolean).join(' ')),
  }));
}

/** What was read of the workspace. */
export function toInventory({ connectivity, files, refused }: Analysis): Inventory {
  const { cluster, policies, tierPolicies } = connectivity;
  const ignored = new Map<string, number>();
  for (const file of files) {
    for (const [kind, count] of Object.entries(file.ignored))
      ignored.set(kind, (ignored.get(kind) ?? 0) + count);
  }
  return {
    namespaces: [...cluster.namespaces.values()].filter(({ origin }) => origin !== 'inferred').length,
    workloads: cluster.workloads.filter(({ origin }) => origin === 'loaded').length,
    services: cluster.services.length,
    policies: policies.length + tierPolicies.length,
    refused: refused.size,
    ignored: [...ignored].sort((a, b) => b[1] - a[1]),
    broken: files.reduce((sum, file) => sum + file.broken.length, 0),
    outdated: files.reduce((sum, file) => sum + file.outdated.length, 0),
  };
}
