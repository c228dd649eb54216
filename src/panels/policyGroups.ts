import type { AnalysisView, PolicySummary } from '../worker/views';

/** Policies that are judged together: a tier, or the NetworkPolicies of a namespace. */
export interface PolicyGroup {
  readonly id: string;
  /** Of a namespace its name. */
  readonly title: string;
  readonly tier: boolean;
  readonly policies: readonly PolicySummary[];
}

/** In the order of judgement: the Admin tier by priority, the namespaces by name, the Baseline tier. */
export function groupPolicies({
  policies,
  graph,
}: Pick<AnalysisView, 'policies' | 'graph'>): readonly PolicyGroup[] {
  const namespaces = new Map<string, PolicySummary[]>();
  for (const node of graph.nodes) {
    if (node.type === 'namespace' && node.origin !== 'inferred') namespaces.set(node.name, []);
  }
  for (const policy of policies) {
    if (policy.tier) continue;
    const group = namespaces.get(policy.namespace);
    if (group) group.push(policy);
    else namespaces.set(policy.namespace, [policy]);
  }
  return [
    ...tierGroup('Admin', policies),
    ...[...namespaces]
      .map(([title, members]) => ({ id: `Namespace/${title}`, title, tier: false, policies: members }))
      .toSorted((a, b) => a.title.localeCompare(b.title)),
    ...tierGroup('Baseline', policies),
  ];
}

function tierGroup(name: 'Admin' | 'Baseline', policies: readonly PolicySummary[]): PolicyGroup[] {
  const own = policies.filter(({ tier }) => tier?.name === name);
  return own.length > 0 ? [{ id: `Tier/${name}`, title: `${name} tier`, tier: true, policies: own }] : [];
}
