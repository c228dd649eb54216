import { expect, test } from 'vitest';
import { analyze, buildGraph, readSourceFile, type Diagnostic } from '../core/index';
import { countProblems, isAbout } from './problemCounts';

const cluster = `apiVersion: apps/v1
kind: Deployment
metadata: {name: db, namespace: data}
spec: {selector: {matchLabels: {app: db}}, template: {metadata: {labels: {app: db}}, spec: {containers: [{name: c}]}}}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: web, namespace: data}
spec: {selector: {matchLabels: {app: web}}, template: {metadata: {labels: {app: web}}, spec: {containers: [{name: c}]}}}
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: db, namespace: data}
spec: {podSelector: {matchLabels: {app: db}}, policyTypes: [Ingress, Egress]}
`;
const graph = buildGraph(analyze([readSourceFile('c.yaml', cluster)]).connectivity);

function problem(resource: string | undefined, severity: Diagnostic['severity']): Diagnostic {
  const given = { file: 'c.yaml', from: 0, to: 1, code: 'L1', message: 'a slip', severity };
  return resource === undefined ? given : { ...given, resource };
}

test('a problem counts at its object, at the workloads that a policy restricts, and at the namespace', () => {
  const diagnostics = [
    problem('NetworkPolicy/data/db', 'warning'),
    problem('NetworkPolicy/data/db', 'error'),
    problem('Deployment/data/web', 'warning'),
    problem('Deployment/data/web', 'info'),
    problem('Namespace/data', 'warning'),
    problem('AdminNetworkPolicy/tenants', 'error'),
    problem(undefined, 'error'),
  ];
  expect(Object.fromEntries(countProblems({ diagnostics, graph }))).toEqual({
    'NetworkPolicy/data/db': { amount: 2, severity: 'error' },
    'Deployment/data/db': { amount: 2, severity: 'error' },
    'Deployment/data/web': { amount: 1, severity: 'warning' },
    'Namespace/data': { amount: 4, severity: 'error' },
    'AdminNetworkPolicy/tenants': { amount: 1, severity: 'error' },
  });
  const counts = countProblems({ diagnostics, graph });
  for (const node of graph.nodes) {
    const listed = diagnostics.filter(isAbout(node)).filter(({ severity }) => severity !== 'info');
    expect(listed).toHaveLength(counts.get(node.id)?.amount ?? 0);
  }
});
