import { describe, expect, test } from 'vitest';
import { readUnit } from '../yaml/read';
import { buildCluster } from './buildCluster';
import { readResources } from './readResources';

function build(...documents: readonly string[]) {
  const resources = documents.flatMap((document) => {
    const content = readUnit(document);
    if (content.state !== 'read') throw new Error(document);
    return readResources(content.value).resources;
  });
  return buildCluster(resources);
}

const deployment = `apiVersion: apps/v1
kind: Deployment
metadata: {name: web, namespace: shop}
spec: {replicas: 2, template: {metadata: {labels: {app: web}}, spec: {containers: [{ports: [{containerPort: 80}]}]}}}
`;
const replicaSet = `apiVersion: apps/v1
kind: ReplicaSet
metadata: {name: web-5d4f, namespace: shop, ownerReferences: [{kind: Deployment, name: web}]}
spec: {template: {metadata: {labels: {app: web, pod-template-hash: 5d4f}}}}
`;
function pod(
  name: string,
  owner: string | undefined,
  rest = '',
  labels = '{app: web, pod-template-hash: 5d4f}',
) {
  const owners = owner === undefined ? '' : `, ownerReferences: [${owner}]`;
  return `apiVersion: v1\nkind: Pod\nmetadata: {name: ${name}, namespace: shop, labels: ${labels}${owners}}\n${rest}`;
}
const byReplicaSet = '{kind: ReplicaSet, name: web-5d4f, controller: true}';
const summary = (...documents: readonly string[]) =>
  build(...documents).workloads.map(({ id, pods }) => [id, pods.length]);

describe('Services, entries and nodes', () => {
  const service = (spec: string) =>
    `apiVersion: v1\nkind: Service\nmetadata: {name: db, namespace: shop}\nspec: ${spec}`;
  const slice = `apiVersion: discovery.k8s.io/v1
kind: EndpointSlice
metadata: {name: db-1, namespace: shop, labels: {kubernetes.io/service-name: db}}
endpoints: [{addresses: [10.0.0.1]}]
ports: [{port: 5432}]
`;

  test('what is listed counts for a Service that selects nothing (S95)', () => {
    const listed = [{ addresses: ['10.0.0.1'], ports: [{ port: 5432, protocol: 'TCP' }] }];
    expect(build(service('{ports: [{port: 1}]}'), slice).services).toMatchObject([
      { id: 'Service/shop/db', listed },
    ]);
    expect(build(service('{selector: {app: db}, ports: [{port: 1}]}'), slice).services[0]).not.toHaveProperty(
      'listed',
    );
  });

  test('a route reaches another namespace only where it is granted (S97)', () => {
    const route = `apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: web, namespace: shop}
spec: {rules: [{backendRefs: [{name: a, port: 80}, {name: b, namespace: data, port: 80}, {name: c, namespace: data, port: 80}]}]}
`;
    const grant = (from: string, to: string) => `apiVersion: gateway.networking.k8s.io/v1
kind: ReferenceGrant
metadata: {name: g, namespace: data}
spec: {from: [${from}], to: [{kind: Service, ${to}}]}
`;
    const reached = (...documents: string[]) =>
      build(route, ...documents).entries.flatMap(({ backends }) => backends.map((each) => each.service));
    const ours = 'kind: HTTPRoute, namespace: shop';
    expect(reached()).toEqual(['a']);
    expect(reached(grant(`{${ours}}`, 'name: b'))).toEqual(['a', 'b']);
    expect(reached(grant(`{${ours}}`, 'group: ""'))).toEqual(['a', 'b', 'c']);
    expect(reached(grant('{kind: HTTPRoute, namespace: other}', 'name: b'))).toEqual(['a']);
    expect(reached(grant('{kind: TCPRoute, namespace: shop}', 'name: b'))).toEqual(['a']);
    expect(reached(grant(`{group: gateway.networking.k8s.io, ${ours}}`, 'name: b'))).toEqual(['a', 'b']);
    expect(reached(grant(`{group: other.example.com, ${ours}}`, 'name: b'))).toEqual(['a']);
  });

  test('nodes', () => {
    const node =
      'apiVersion: v1\nkind: Node\nmetadata: {name: n1}\nstatus: {addresses: [{address: 10.0.0.1}]}';
    expect(build(node).nodes).toEqual([{ name: 'n1', labels: {}, addresses: ['10.0.0.1'] }]);
  });
});

describe('workloads (S90)', () => {
  test('a controller without live pods has one that stands for all', () => {
    expect(build(deployment).workloads).toEqual([
      {
        id: 'Deployment/shop/web',
        kind: 'Deployment',
        namespace: 'shop',
        name: 'web',
        replicas: 2,
        labels: { app: 'web' },
        ports: [{ port: 80, protocol: 'TCP' }],
        hostNetwork: false,
        pods: [{ labels: { app: 'web' }, addresses: [] }],
        origin: 'loaded',
      },
    ]);
  });

  test('live pods belong to the controller at the end of their owner chain', () => {
    const { workloads } = build(
      pod('web-5d4f-a', byReplicaSet, 'status: {podIP: 10.0.0.1}'),
      replicaSet,
      deployment,
      pod('web-5d4f-b', byReplicaSet, 'status: {podIP: 10.0.0.2}'),
      pod('web-5d4f-c', byReplicaSet, 'status: {podIP: 10.0.0.3, phase: Succeeded}'),
    );
    expect(workloads).toHaveLength(1);
    expect(workloads[0]).toMatchObject({ id: 'Deployment/shop/web', labels: { app: 'web' } });
    expect(workloads[0]?.pods).toEqual([
      { labels: { app: 'web', 'pod-template-hash': '5d4f' }, addresses: ['10.0.0.1'] },
      { labels: { app: 'web', 'pod-template-hash': '5d4f' }, addresses: ['10.0.0.2'] },
    ]);
  });

  test('also when the dump leaves out the ReplicaSets', () => {
    expect(summary(deployment, pod('web-5d4f-a', byReplicaSet))).toEqual([['Deployment/shop/web', 1]]);
    const stranger = pod('web-5d4f-a', byReplicaSet, '', '{app: other}');
    expect(summary(deployment, stranger)).toEqual([
      ['Deployment/shop/web', 1],
      ['ReplicaSet/shop/web-5d4f', 1],
    ]);
  });

  test('a job of a CronJob, with its pod', () => {
    const cronJob = `apiVersion: batch/v1
kind: CronJob
metadata: {name: backup, namespace: shop}
spec: {jobTemplate: {spec: {template: {metadata: {labels: {app: backup}}}}}}
`;
    const job = `apiVersion: batch/v1
kind: Job
metadata: {name: backup-289, namespace: shop, ownerReferences: [{kind: CronJob, name: backup}]}
spec: {template: {metadata: {labels: {app: backup}}}}
`;
    const jobPod = pod(
      'backup-289-x',
      '{kind: Job, name: backup-289}',
      '',
      '{app: backup, job-name: backup-289}',
    );
    expect(summary(cronJob, job, jobPod)).toEqual([['CronJob/shop/backup', 1]]);
    expect(summary(cronJob, jobPod)).toEqual([['CronJob/shop/backup', 1]]);
  });

  test('pods of one owner that is not loaded form one workload', () => {
    const { workloads } = build(
      pod('web-5d4f-a', byReplicaSet, 'spec: {containers: [{ports: [{containerPort: 80}]}]}'),
      pod(
        'web-5d4f-b',
        byReplicaSet,
        'spec: {containers: [{ports: [{containerPort: 80}, {containerPort: 81}]}]}',
      ),
      pod('lone', undefined),
      pod('odd', '{name: nobody}'),
    );
    expect(workloads.map(({ id, kind, name, replicas }) => [id, kind, name, replicas])).toEqual([
      ['ReplicaSet/shop/web-5d4f', 'ReplicaSet', 'web-5d4f', 2],
      ['Pod/shop/lone', 'Pod', 'lone', undefined],
      ['Pod/shop/nobody', 'Pod', 'nobody', 1],
    ]);
    expect(workloads[0]).toMatchObject({
      labels: { app: 'web' },
      ports: [
        { port: 80, protocol: 'TCP' },
        { port: 81, protocol: 'TCP' },
      ],
    });
    expect(workloads[0]?.pods).toHaveLength(2);
  });

  test('labels that pods of one owner do not share belong to the pods only', () => {
    const { workloads } = build(
      pod('a', '{kind: Tool, name: t}', '', '{app: web, role: leader}'),
      pod('b', '{kind: Tool, name: t}', '', '{app: web, role: replica}'),
    );
    expect(workloads).toHaveLength(1);
    expect(workloads[0]?.labels).toEqual({ app: 'web' });
    expect(workloads[0]?.pods.map(({ labels }) => labels.role)).toEqual(['leader', 'replica']);
  });

  test('finished pods do not exist (S36)', () => {
    expect(summary(pod('a', undefined, 'status: {phase: Failed}'))).toEqual([]);
  });

  test('the pods of a Job carry its name (S92)', () => {
    const [job] = build(
      'apiVersion: batch/v1\nkind: Job\nmetadata: {name: once}\nspec: {template: {metadata: {labels: {app: x}}}}',
    ).workloads;
    expect(job?.pods[0]?.labels).toEqual({
      app: 'x',
      'job-name': 'once',
      'batch.kubernetes.io/job-name': 'once',
    });
  });

  test('owners that own each other lose nothing but themselves', () => {
    const owned = (name: string, owner: string) =>
      `apiVersion: apps/v1\nkind: ReplicaSet\nmetadata: {name: ${name}, ownerReferences: [{kind: ReplicaSet, name: ${owner}}]}`;
    expect(() => build(owned('a', 'b'), owned('b', 'a'), owned('c', 'c'))).not.toThrow();
    expect(summary(owned('c', 'c'))).toEqual([['ReplicaSet/default/c', 1]]);
  });
});

describe('namespaces', () => {
  test('carry their name as a label, whatever is written (S27), and exist when they are only used (S26)', () => {
    const { namespaces } = build(
      'apiVersion: v1\nkind: Namespace\nmetadata: {name: shop, labels: {team: a, kubernetes.io/metadata.name: lie}}',
      deployment,
      'apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: {name: p, namespace: ops}',
    );
    expect([...namespaces.values()]).toEqual([
      { name: 'shop', origin: 'loaded', labels: { team: 'a', 'kubernetes.io/metadata.name': 'shop' } },
      { name: 'ops', origin: 'used', labels: { 'kubernetes.io/metadata.name': 'ops' } },
    ]);
  });

  test('may have names that mean something to JavaScript', () => {
    const { namespaces } = build('apiVersion: v1\nkind: Pod\nmetadata: {name: p, namespace: __proto__}');
    expect(namespaces.get('__proto__')?.labels).toEqual({ 'kubernetes.io/metadata.name': '__proto__' });
  });
});
