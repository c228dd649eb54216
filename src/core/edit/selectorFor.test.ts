import { describe, expect, test } from 'vitest';
import { deployment, documents, workspaceOf } from '../testing/planned';
import { selectorFor } from './selectorFor';

/** What selects the Deployment `it` of the namespace `ns`, beside other workloads with the given labels. */
function select(labels: string, others: readonly string[] = [], more = '') {
  const workloads = [
    deployment('it', 'ns', labels),
    ...others.map((other, index) => deployment(`o${index}`, 'ns', other)),
  ];
  const { connectivity } = workspaceOf(documents(...workloads, ...(more ? [more] : []))).analysis;
  const workload = connectivity.cluster.workloads.find(({ name }) => name === 'it');
  if (!workload) throw new Error('no workload');
  const choice = selectorFor(workload, connectivity);
  return choice.type === 'labels' ? { ...choice.labels } : choice.sharedWith.map(({ name }) => name);
}

const policy = (podSelector: string) => `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: p, namespace: ns}
spec: {podSelector: ${podSelector}}
`;

const pod = (name: string, labels: string) => `apiVersion: v1
kind: Pod
metadata: {name: ${name}, namespace: ns, labels: ${labels}, ownerReferences: [{kind: Tool, name: it}]}
`;

describe('selectorFor', () => {
  test('the best key of those that suffice alone', () => {
    expect(select('{tier: web, app: it, app.kubernetes.io/name: shop, zone: a}')).toEqual({
      'app.kubernetes.io/name': 'shop',
    });
    expect(select('{zone: a, k8s-app: it}')).toEqual({ 'k8s-app': 'it' });
    expect(select('{zone: a, arch: b}')).toEqual({ arch: 'b' });
  });

  test('as few labels as single it out', () => {
    const labels = '{app.kubernetes.io/name: shop, app.kubernetes.io/component: it, zone: a}';
    expect(select(labels, ['{app.kubernetes.io/name: shop}'])).toEqual({
      'app.kubernetes.io/component': 'it',
    });
    expect(select('{app: a, role: b}', ['{app: a}', '{role: b}'])).toEqual({ app: 'a', role: 'b' });
    const four = '{a: "1", b: "1", c: "1", d: "1", e: "1"}';
    const others = [
      '{b: "1", c: "1", d: "1"}',
      '{a: "1", c: "1", d: "1"}',
      '{a: "1", b: "1", d: "1"}',
      '{a: "1", b: "1", c: "1"}',
    ];
    expect(select(four, [...others, '{e: "1"}'])).toEqual({ a: '1', e: '1' });
    expect(select(four.replace(', e: "1"', ''), others)).toEqual({ a: '1', b: '1', c: '1', d: '1' });
  });

  test('what changes with a release only where nothing else does, and what is generated never', () => {
    expect(select('{version: v1, zone: a}')).toEqual({ zone: 'a' });
    expect(select('{version: v1, app: a}', ['{version: v2, app: a}'])).toEqual({ app: 'a', version: 'v1' });
    expect(select('{pod-template-hash: abc, app: a}', ['{app: a}'])).toEqual(['o0']);
  });

  test('the labels by which a policy selects it', () => {
    const labels = '{app: it, tier: web}';
    expect(select(labels, [], policy('{matchLabels: {tier: web}}'))).toEqual({ tier: 'web' });
    expect(select(labels, ['{tier: web}'], policy('{matchLabels: {tier: web}}'))).toEqual({ app: 'it' });
    expect(
      select(labels, ['{app: it}', '{tier: web}'], policy('{matchLabels: {tier: web, app: it}}')),
    ).toEqual({
      app: 'it',
      tier: 'web',
    });
    expect(select(labels, [], policy('{matchExpressions: [{key: tier, operator: Exists}]}'))).toEqual({
      app: 'it',
    });
  });

  test('names the workloads that share all labels', () => {
    expect(select('{app: a}', ['{app: a, tier: b}', '{app: a}', '{app: c}'])).toEqual(['o0', 'o1']);
    expect(select('{}', ['{app: a}'])).toEqual(['o0']);
  });

  test('need not leave out an inferred workload if that is not possible', () => {
    expect(select('{app: a}', [], policy('{matchLabels: {app: a, tier: absent}}'))).toEqual({ app: 'a' });
    expect(select('{app: a, zone: b}', [], policy('{matchLabels: {app: a, tier: absent}}'))).toEqual({
      zone: 'b',
    });
  });

  test('what all pods have', () => {
    const { connectivity } = workspaceOf(
      documents(pod('x', '{role: a, zone: b}'), pod('y', '{role: c, zone: b}')),
    ).analysis;
    const [workload] = connectivity.cluster.workloads;
    expect(workload?.pods).toHaveLength(2);
    expect(workload && selectorFor(workload, connectivity)).toMatchObject({
      type: 'labels',
      labels: { zone: 'b' },
    });
  });
});
