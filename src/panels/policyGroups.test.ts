import { expect, test } from 'vitest';
import type { Graph } from '../core/index';
import type { PolicySummary } from '../worker/views';
import { groupPolicies } from './policyGroups';

const policy = (name: string, namespace: string, tier?: 'Admin' | 'Baseline'): PolicySummary => ({
  id: name,
  kind: tier ? 'ClusterNetworkPolicy' : 'NetworkPolicy',
  namespace,
  name,
  selector: '',
  podSelector: {},
  ...(tier && { tier: { name: tier, priority: 1, namespaceSelector: {} } }),
  directions: [],
  selected: 1,
  counts: undefined,
  place: { file: 'a.yaml', from: 0, to: 0 },
});
const namespace = (name: string): Graph['nodes'][number] => ({
  type: 'namespace',
  id: `Namespace/${name}`,
  name,
  labels: {},
  origin: 'loaded',
  workloads: 0,
  isolatedIngress: 0,
  isolatedEgress: 0,
});

test('tiers stand around the namespaces, and namespaces without a policy are there', () => {
  const policies = [policy('a', '', 'Admin'), policy('n', 'shop'), policy('b', '', 'Baseline')];
  const graph = { nodes: [namespace('shop'), namespace('data')], edges: [] };
  expect(groupPolicies({ policies, graph }).map((group) => [group.title, group.policies.length])).toEqual([
    ['Admin tier', 1],
    ['data', 0],
    ['shop', 1],
    ['Baseline tier', 1],
  ]);
});
