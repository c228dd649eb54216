import { describe, expect, test } from 'vitest';
import { carryOut, deployment, documents, refusalOf, tcp, textOf, workspaceOf } from '../../testing/planned';

const policy = `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: db, namespace: shop}
spec:
  podSelector: {matchLabels: {app: db}}
  ingress:
  - from:
    - namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: other}} # jobs
    - ipBlock: {cidr: 10.0.0.0/8} # the office
    ports: [{port: http}]
  - from: [{ipBlock: {cidr: 10.0.0.0/8}}]
`;
const others = `apiVersion: v1
kind: ConfigMap # not ours
metadata: {name: settings, namespace: other}
`;
const cluster = documents(
  'apiVersion: v1\nkind: Namespace\nmetadata:\n  name: other # jobs\n',
  deployment(
    'db',
    'shop',
    '{app: db}',
    'containers: [{name: db, ports: [{name: http, containerPort: 80}]}] # one',
  ),
  deployment('job', 'other'),
  others,
  policy,
);
const shop = workspaceOf(cluster);

describe('from nothing', () => {
  test('namespaces and workloads, then a flow between them', () => {
    const empty = workspaceOf({ 'policies.yaml': '' });
    const named = carryOut(empty, { type: 'addNamespace', name: 'shop', labels: { team: 'a' } });
    const api = carryOut(named, {
      type: 'addWorkload',
      namespace: 'shop',
      name: 'api',
      labels: {},
      ports: [],
    });
    const db = carryOut(api, {
      type: 'addWorkload',
      namespace: 'shop',
      name: 'db',
      labels: { app: 'db' },
      ports: [{ name: 'sql', port: 5432, protocol: 'TCP' }],
      replicas: 2,
    });
    expect(textOf(db, 'cluster.yaml')).toBe(`apiVersion: v1
kind: Namespace
metadata:
  name: shop
  labels:
    team: a
---
apiVersion: apps/v1
kind: Deployment
metadata:
  name: api
  namespace: shop
  labels:
    app: api
spec:
  selector:
    matchLabels:
      app: api
  template:
    metadata:
      labels:
        app: api
    spec:
      containers:
        - name: api
          image: registry.k8s.io/pause:3.10
---
apiVersion: apps/v1
kind: Deployment
metadata:
  name: db
  namespace: shop
  labels:
    app: db
spec:
  replicas: 2
  selector:
    matchLabels:
      app: db
  template:
    metadata:
      labels:
        app: db
    spec:
      containers:
        - name: db
          image: registry.k8s.io/pause:3.10
          ports:
            - name: sql
              containerPort: 5432
`);
    const after = carryOut(db, {
      type: 'isolateAndAllow',
      source: 'Deployment/shop/api',
      destination: 'Deployment/shop/db',
      ports: [tcp('sql')],
    });
    expect(after.plan.changes[0]?.name).toBe('shop/api to shop/db, all but TCP 5432');
    expect(refusalOf(named, { type: 'addNamespace', name: 'shop', labels: {} }).code).toBe('notPossible');
    expect(
      refusalOf(db, { type: 'addWorkload', namespace: 'shop', name: 'db', labels: {}, ports: [] }).reason,
    ).toBe('There is a Deployment shop/db already: choose another name.');
  });
});

describe('namespaces', () => {
  test('renamed with all that is in it, of any kind, and with the selectors that name it', () => {
    const after = carryOut(shop, { type: 'renameNamespace', namespace: 'other', name: 'batch' });
    expect(textOf(after)).toBe(
      cluster
        .replace('name: other # jobs', 'name: batch # jobs')
        .replace('metadata.name: other', 'metadata.name: batch')
        .replaceAll('namespace: other', 'namespace: batch'),
    );
    expect(after.plan.changes).toEqual([]);
    expect(after.plan.ends[0]?.summary).toBe('other becomes batch, with 2 objects in it');
    expect(refusalOf(shop, { type: 'renameNamespace', namespace: 'other', name: 'shop' }).code).toBe(
      'notPossible',
    );
    expect(refusalOf(shop, { type: 'renameNamespace', namespace: 'default', name: 'main' }).code).toBe(
      'notPossible',
    );
  });

  test('removed with all that is in it; its labels changed, or written first', () => {
    const gone = carryOut(shop, { type: 'removeNamespace', namespace: 'other' });
    expect(textOf(gone)).not.toContain('kind: ConfigMap');
    expect(textOf(gone)).toContain(policy);
    const labelled = carryOut(shop, {
      type: 'changeLabels',
      subject: 'Namespace/other',
      labels: { team: 'b' },
    });
    expect(textOf(labelled)).toContain('  name: other # jobs\n  labels:\n    team: b\n---');
    const written = carryOut(shop, {
      type: 'changeLabels',
      subject: 'Namespace/shop',
      labels: { team: 'b' },
    });
    expect(textOf(written)).toContain('  name: shop\n  labels:\n    team: b\n');
  });
});

describe('workloads', () => {
  const workload = 'Deployment/shop/db';

  test('renamed: labels and flows stay', () => {
    const after = carryOut(shop, { type: 'renameWorkload', workload, name: 'store' });
    expect(textOf(after)).toBe(cluster.replace('  name: db\n', '  name: store\n'));
    expect(after.plan.changes).toEqual([]);
    expect(refusalOf(shop, { type: 'renameWorkload', workload: 'Inferred/shop/x', name: 'y' }).code).toBe(
      'staleText',
    );
  });

  test('other labels: the selectors of policies stay, and what that opens is stated', () => {
    const after = carryOut(shop, { type: 'changeLabels', subject: workload, labels: { app: 'store' } });
    expect(textOf(after)).toBe(cluster.replace('labels: {app: db}', 'labels: {app: store}'));
    expect(after.plan.changes.map(({ name }) => name)).toContain('other/job to shop/db, all but TCP 80');
    const selected = cluster.replace(
      'spec:\n  template:',
      'spec:\n  selector: {matchLabels: {app: db}}\n  template:',
    );
    expect(
      textOf(
        carryOut(workspaceOf(selected), {
          type: 'changeLabels',
          subject: workload,
          labels: { app: 'x', tier: 'z' },
        }),
      ),
    ).toContain(
      'selector: {matchLabels: {app: x}}\n  template:\n    metadata:\n      labels: {app: x, tier: z}',
    );
  });

  test('other ports and replicas', () => {
    const after = carryOut(shop, {
      type: 'changeContainerPorts',
      workload,
      ports: [
        { port: 80, protocol: 'TCP' },
        { name: 'http', port: 8080, protocol: 'TCP' },
      ],
    });
    expect(textOf(after)).toContain(
      'ports: [{containerPort: 80}, {name: http, containerPort: 8080}]}] # one',
    );
    expect(after.plan.changes.map(({ name }) => name)).toEqual(
      ['other/job to shop/db, TCP 80, 8080', '10.0.0.0/8 to shop/db, TCP 8080'].slice(0, 1),
    );
    const scaled = carryOut(shop, { type: 'changeReplicas', workload, replicas: 3 });
    expect(textOf(scaled)).toContain('spec:\n  template:');
    expect(textOf(scaled)).toContain('  replicas: 3\n');
    expect(refusalOf(scaled, { type: 'changeReplicas', workload, replicas: 3 }).code).toBe('alreadySo');
    expect(refusalOf(scaled, { type: 'changeReplicas', workload, replicas: -1 }).code).toBe('notPossible');
  });

  test('removed with its pods', () => {
    const pod = `apiVersion: v1
kind: Pod
metadata: {name: db-1, namespace: shop, labels: {app: db}, ownerReferences: [{kind: ReplicaSet, name: db-5f}]}
`;
    const after = carryOut(workspaceOf(documents(cluster, pod)), { type: 'removeWorkload', workload });
    expect(after.analysis.connectivity.cluster.workloads.map(({ id }) => id)).not.toContain(workload);
    expect(textOf(after)).not.toContain('db-1');
  });
});

describe('address blocks', () => {
  const block = 'Addresses/10.0.0.0/8';

  test('changed wherever they are named', () => {
    const after = carryOut(shop, { type: 'changeBlock', block, cidr: '10.0.0.0/9', except: ['10.1.0.0/16'] });
    expect(textOf(after)).toBe(
      cluster.replaceAll('{cidr: 10.0.0.0/8}', '{cidr: 10.0.0.0/9, except: [10.1.0.0/16]}'),
    );
    expect(after.plan.changes.every(({ closed, opened }) => closed.length > 0 && opened.length === 0)).toBe(
      true,
    );
    expect(refusalOf(shop, { type: 'changeBlock', block, cidr: '10.0.0.0', except: [] }).code).toBe(
      'notPossible',
    );
    expect(
      refusalOf(shop, { type: 'changeBlock', block: 'Addresses/1.0.0.0/8', cidr: '10.0.0.0/8', except: [] })
        .code,
    ).toBe('staleText');
  });

  test('removed: a rule that names nothing else goes', () => {
    const after = carryOut(shop, { type: 'removeBlock', block });
    expect(textOf(after)).toBe(
      cluster
        .replace('    - ipBlock: {cidr: 10.0.0.0/8} # the office\n', '')
        .replace('  - from: [{ipBlock: {cidr: 10.0.0.0/8}}]\n', ''),
    );
  });
});
