import { describe, expect, test } from 'vitest';
import { readUnit } from '../yaml/read';
import { readResources } from './readResources';
import type { Resource } from './resource';

function read(yaml: string) {
  const content = readUnit(yaml);
  if (content.state !== 'read') throw new Error(`not readable: ${JSON.stringify(content)}`);
  return readResources(content.value);
}

function readOne<Type extends Resource['type']>(type: Type, yaml: string): Extract<Resource, { type: Type }> {
  const [resource] = read(yaml).resources;
  if (resource?.type !== type) throw new Error(`expected ${type}, read ${resource?.type}`);
  return resource as Extract<Resource, { type: Type }>;
}

const controllers: [apiVersion: string, kind: string][] = [
  ['apps/v1', 'Deployment'],
  ['extensions/v1beta1', 'Deployment'],
  ['apps/v1beta2', 'StatefulSet'],
  ['apps/v1', 'ReplicaSet'],
  ['extensions/v1beta1', 'DaemonSet'],
  ['v1', 'ReplicationController'],
  ['batch/v1', 'Job'],
  ['argoproj.io/v1alpha1', 'Rollout'],
  ['apps.openshift.io/v1', 'DeploymentConfig'],
];

describe('workloads', () => {
  test.each(controllers)('%s %s: labels, ports and replicas of its pods', (apiVersion, kind) => {
    const controller = readOne(
      'controller',
      `apiVersion: ${apiVersion}
kind: ${kind}
metadata: {name: web, namespace: shop, labels: {not: this}}
spec:
  replicas: 3
  selector: {matchLabels: {nor: this}}
  template:
    metadata: {namespace: elsewhere, labels: {app: web, empty: }}
    spec:
      hostNetwork: true
      initContainers: [{ports: [{containerPort: 15090, name: proxy}]}]
      containers:
      - env: [{name: PASSWORD, value: hunter2}]
        ports: [{containerPort: 80, name: http}, {containerPort: 53, protocol: UDP}]
      - ports: [{containerPort: 80, name: http}, {containerPort: 0}, {containerPort: "81"}, {containerPort: 82, protocol: ICMP}]
`,
    );
    expect(controller).toMatchObject({
      id: `${kind}/shop/web`,
      namespace: 'shop',
      name: 'web',
      replicas: 3,
      problems: [],
    });
    expect(controller.template).toEqual({
      labels: { app: 'web', empty: '' },
      ports: [
        { name: 'http', port: 80, protocol: 'TCP' },
        { port: 53, protocol: 'UDP' },
        { name: 'proxy', port: 15090, protocol: 'TCP' },
      ],
      hostNetwork: true,
    });
    expect(JSON.stringify(controller)).not.toContain('hunter2');
  });

  test('the pods of a CronJob are those of its job template', () => {
    const controller = readOne(
      'controller',
      `apiVersion: batch/v1
kind: CronJob
metadata: {name: backup}
spec: {jobTemplate: {spec: {template: {metadata: {labels: {app: backup}}}}}}
`,
    );
    expect(controller).toMatchObject({
      id: 'CronJob/default/backup',
      template: { labels: { app: 'backup' } },
    });
  });

  test('a pod: its addresses, its owner and whether it is finished', () => {
    const pod = readOne(
      'pod',
      `apiVersion: v1
kind: Pod
metadata:
  name: web-1
  labels: {app: web}
  ownerReferences:
  - {kind: Something, name: else}
  - {kind: ReplicaSet, name: web, controller: true}
spec: {containers: [{ports: [{containerPort: 80}]}]}
status: {phase: Failed, podIP: 10.0.0.1, podIPs: [{ip: 10.0.0.1}, {ip: "fd00::1"}]}
`,
    );
    expect(pod).toMatchObject({
      id: 'Pod/default/web-1',
      owner: { kind: 'ReplicaSet', name: 'web' },
      addresses: ['10.0.0.1', 'fd00::1'],
      finished: true,
    });
  });

  test('a static pod belongs to no node', () => {
    const yaml =
      'apiVersion: v1\nkind: Pod\nmetadata: {name: etcd, ownerReferences: [{kind: Node, name: n1}]}';
    expect(readOne('pod', yaml).owner).toBeUndefined();
  });
});

test('ports of containers that are no list are reported, and are none (V43)', () => {
  const pod = readOne(
    'pod',
    'apiVersion: v1\nkind: Pod\nmetadata: {name: p}\nspec: {containers: [{ports: {}}], initContainers: {}}\n',
  );
  expect(pod.template.ports).toEqual([]);
  expect(pod.problems.map(({ path, message }) => [path.join('.'), message])).toEqual([
    [
      'spec.containers.0.ports',
      'json: cannot unmarshal object into Go struct field Container.spec.containers.ports of type []v1.ContainerPort',
    ],
    [
      'spec.initContainers',
      'json: cannot unmarshal object into Go struct field PodSpec.spec.initContainers of type []v1.Container',
    ],
  ]);
});

describe('services', () => {
  const service = (spec: string) =>
    readOne('service', `apiVersion: v1\nkind: Service\nmetadata: {name: web}\nspec: ${spec}\n`);

  test('target ports default to ports, protocols to TCP (S95)', () => {
    const ports =
      '[{port: 80}, {port: 53, protocol: UDP, targetPort: dns, name: dns}, {port: 81, targetPort: 8081}, {}]';
    expect(service(`{selector: {app: web}, ports: ${ports}}`)).toMatchObject({
      selector: { app: 'web' },
      ports: [
        { port: 80, protocol: 'TCP', targetPort: 80 },
        { name: 'dns', port: 53, protocol: 'UDP', targetPort: 'dns' },
        { port: 81, protocol: 'TCP', targetPort: 8081 },
      ],
    });
  });

  test.each(['{}', '{selector: {}}', '{selector: null}', '{type: ExternalName, selector: {app: web}}'])(
    '%s selects nothing',
    (spec) => expect(service(spec).selector).toBeUndefined(),
  );

  test('one is headless, another no more than a name (S35)', () => {
    expect(service('{clusterIP: None, selector: {app: web}}')).toMatchObject({ isHeadless: true });
    expect(service('{clusterIP: 10.96.0.1}').isHeadless).toBeUndefined();
    const other = service('{type: ExternalName, externalName: a.example.org, clusterIP: None}');
    expect([other.externalName, other.isHeadless]).toEqual(['a.example.org', undefined]);
  });
});

describe('what stands behind Services', () => {
  test('EndpointSlices name their Service by a label, Endpoints by their own name', () => {
    const slice = `apiVersion: discovery.k8s.io/v1
kind: EndpointSlice
metadata: {name: db-1, namespace: shop, labels: {kubernetes.io/service-name: db}}
endpoints: [{addresses: [10.0.0.1, "fd00::1"]}, {addresses: [10.0.0.2]}, {}]
ports: [{name: sql, port: 5432}, {port: 0}]
`;
    expect(readOne('addresses', slice)).toMatchObject({
      id: 'EndpointSlice/shop/db-1',
      service: 'db',
      listed: [
        {
          addresses: ['10.0.0.1', 'fd00::1', '10.0.0.2'],
          ports: [{ name: 'sql', port: 5432, protocol: 'TCP' }],
        },
      ],
    });
    const endpoints = `apiVersion: v1
kind: Endpoints
metadata: {name: db}
subsets: [{addresses: [{ip: 10.0.0.1}, {}], ports: [{port: 53, protocol: UDP}]}]
`;
    expect(readOne('addresses', endpoints)).toMatchObject({
      service: 'db',
      listed: [{ addresses: ['10.0.0.1'], ports: [{ port: 53, protocol: 'UDP' }] }],
    });
  });
});

test('a node: its labels, and those of its addresses that are addresses (S58)', () => {
  const yaml = `apiVersion: v1
kind: Node
metadata: {name: n1, labels: {kubernetes.io/os: linux}}
status:
  addresses: [{type: InternalIP, address: 192.168.1.1}, {type: Hostname, address: n1}, {type: ExternalIP, address: "2001:db8::1"}]
`;
  expect(readOne('node', yaml)).toMatchObject({
    id: 'Node/n1',
    namespace: '',
    labels: { 'kubernetes.io/os': 'linux' },
    addresses: ['192.168.1.1', '2001:db8::1'],
  });
});

test('the pods of a StatefulSet may be counted from another number', () => {
  const yaml = 'apiVersion: apps/v1\nkind: StatefulSet\nmetadata: {name: db}\nspec: {ordinals: {start: 3}}';
  expect(readOne('controller', yaml).firstOrdinal).toBe(3);
});

describe('ways into the cluster (S96, S97)', () => {
  const backends = (apiVersion: string, kind: string, spec: string) =>
    readOne(
      'entry',
      `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: {name: web, namespace: shop}\nspec: ${spec}`,
    );
  const inShop = (service: string, rest: object = {}) => ({ namespace: 'shop', service, ...rest });

  test('an Ingress', () => {
    const path = (name: string, port: string) => `{backend: {service: {name: ${name}, port: {${port}}}}}`;
    const paths = [path('a', 'number: 80'), path('b', 'name: http'), path('a', 'number: 80')].join(', ');
    const spec = `{defaultBackend: {service: {name: c, port: {number: 81}}}, rules: [{http: {paths: [${paths}, {backend: {resource: {}}}]}}, {host: x}]}`;
    expect(backends('networking.k8s.io/v1', 'Ingress', spec)).toMatchObject({
      id: 'Ingress/shop/web',
      backends: [inShop('c', { port: 81 }), inShop('a', { port: 80 }), inShop('b', { port: 'http' })],
    });
  });

  test('an Ingress of the versions before', () => {
    const spec =
      '{backend: {serviceName: c, servicePort: web}, rules: [{http: {paths: [{backend: {serviceName: a, servicePort: 80}}]}}]}';
    expect(backends('extensions/v1beta1', 'Ingress', spec).backends).toEqual([
      inShop('c', { port: 'web' }),
      inShop('a', { port: 80 }),
    ]);
  });

  test("a Route of OpenShift: it names the pods' port, or none", () => {
    const to =
      'to: {kind: Service, name: a}, alternateBackends: [{kind: Service, name: b}, {name: c, weight: 0}]';
    expect(backends('route.openshift.io/v1', 'Route', `{${to}, port: {targetPort: 8080}}`).backends).toEqual([
      inShop('a', { targetPort: 8080 }),
      inShop('b', { targetPort: 8080 }),
    ]);
    expect(backends('route.openshift.io/v1', 'Route', `{${to}}`).backends).toEqual([
      inShop('a'),
      inShop('b'),
    ]);
  });

  test.each(['HTTPRoute', 'GRPCRoute', 'TLSRoute', 'TCPRoute', 'UDPRoute'])('a %s', (kind) => {
    const mirror = 'filters: [{type: RequestMirror, requestMirror: {backendRef: {name: m, port: 82}}}]';
    const spec = `{parentRefs: [{name: gw}, {name: other, namespace: edge, sectionName: s}],
      rules: [{${mirror}, backendRefs: [{name: a, port: 80}, {name: b, namespace: data, port: 81}, {name: c},
        {kind: Bucket, group: x, name: d, port: 1}, {name: e, port: 80, weight: 0}]}]}`;
    expect(backends('gateway.networking.k8s.io/v1', kind, spec)).toMatchObject({
      backends: [
        inShop('a', { port: 80 }),
        { namespace: 'data', service: 'b', port: 81 },
        inShop('m', { port: 82 }),
      ],
      gateways: [
        { namespace: 'shop', name: 'gw' },
        { namespace: 'edge', name: 'other' },
      ],
    });
  });

  test('nothing comes in through a route of a mesh', () => {
    const spec =
      '{parentRefs: [{kind: Service, group: "", name: a}], rules: [{backendRefs: [{name: a, port: 80}]}]}';
    expect(backends('gateway.networking.k8s.io/v1', 'HTTPRoute', spec).backends).toEqual([]);
  });

  test('a ReferenceGrant, and a Gateway, which is not called ignored', () => {
    const { resources, ignored } = read(`- apiVersion: gateway.networking.k8s.io/v1beta1
  kind: ReferenceGrant
  metadata: {name: g, namespace: data}
  spec:
    from: [{group: gateway.networking.k8s.io, kind: HTTPRoute, namespace: shop}]
    to: [{group: "", kind: Service, name: b}, {group: "", kind: Secret}]
- {apiVersion: gateway.networking.k8s.io/v1, kind: Gateway, metadata: {name: gw}}
- {apiVersion: networking.istio.io/v1, kind: Gateway, metadata: {name: other}}
`);
    expect(resources).toMatchObject([
      { type: 'grant', from: [{ kind: 'HTTPRoute', namespace: 'shop' }], services: ['b'] },
      { type: 'gateway', id: 'Gateway/default/gw' },
    ]);
    expect([...ignored]).toEqual([['Gateway (networking.istio.io/v1)', 1]]);
  });
});

describe('policies with tiers', () => {
  test.each(['ClusterNetworkPolicy', 'AdminNetworkPolicy', 'BaselineAdminNetworkPolicy'])('%s', (kind) => {
    const yaml = `apiVersion: policy.networking.k8s.io/v9\nkind: ${kind}\nmetadata: {name: p, namespace: x}`;
    expect(readOne('policy', yaml)).toMatchObject({ id: `${kind}/p`, kind, namespace: '' });
  });

  test('items of a list may leave out what the list says', () => {
    const list =
      'apiVersion: policy.networking.k8s.io/v1alpha1\nkind: AdminNetworkPolicyList\nitems: [{metadata: {name: p}}]';
    expect(readOne('policy', list).value).toEqual({
      kind: 'AdminNetworkPolicy',
      apiVersion: 'policy.networking.k8s.io/v1alpha1',
      metadata: { name: 'p' },
    });
  });

  test('the same kinds of other groups are not these', () => {
    const { resources, ignored } = read(
      '{apiVersion: crd.antrea.io/v1beta1, kind: ClusterNetworkPolicy, metadata: {name: p}}',
    );
    expect(resources).toEqual([]);
    expect([...ignored]).toEqual([['ClusterNetworkPolicy (crd.antrea.io/v1beta1)', 1]]);
  });
});

describe('lists', () => {
  test('of any kind are opened, wherever they stand (S90)', () => {
    const { resources, ignored } = read(`apiVersion: v1
kind: List
items:
- {apiVersion: v1, kind: PodList, items: [{metadata: {name: a}}, {kind: Pod, apiVersion: v1, metadata: {name: b}}]}
- {apiVersion: v1, kind: Secret, metadata: {name: s}, data: {key: c2VjcmV0}}
- [{apiVersion: v1, kind: Namespace, metadata: {name: ns}}]
- null
- {apiVersion: v1, kind: Secret, metadata: {name: t}}
`);
    expect(resources.map(({ id, path }) => [id, path])).toEqual([
      ['Pod/default/a', ['items', 0, 'items', 0]],
      ['Pod/default/b', ['items', 0, 'items', 1]],
      ['Namespace/ns', ['items', 2, 0]],
    ]);
    expect([...ignored]).toEqual([['Secret', 2]]);
    expect(JSON.stringify(resources)).not.toContain('c2VjcmV0');
  });
});

describe('what is not for us', () => {
  test('kinds are counted; a kind of another group is told apart', () => {
    const kinds = [
      ['serving.knative.dev/v1', 'Service'],
      ['projectcalico.org/v3', 'NetworkPolicy'],
      ['v1', 'ConfigMap'],
      ['example.com/v1', '__proto__'],
      ['example.com/v1', 'constructor'],
    ];
    const objects = kinds.map(([apiVersion, kind]) => ({ apiVersion, kind, metadata: { name: 'x' } }));
    expect([...readResources(objects).ignored]).toEqual([
      ['Service (serving.knative.dev/v1)', 1],
      ['NetworkPolicy (projectcalico.org/v3)', 1],
      ['ConfigMap', 1],
      ['__proto__', 1],
      ['constructor', 1],
    ]);
  });

  test.each(['just text', '42', '{}', '{a: 1}', '{kind: }'])('%s is reported as no object', (yaml) => {
    const { resources, problems } = read(yaml);
    expect(resources).toEqual([]);
    expect(problems).toEqual([expect.objectContaining({ code: 'V45', blocking: false })]);
  });
});

describe('malformed parts are reported and read sensibly', () => {
  test('labels that are no strings', () => {
    const { problems, template } = readOne(
      'controller',
      `apiVersion: apps/v1
kind: Deployment
metadata: {name: web}
spec: {template: {metadata: {labels: {version: 1.5, canary: true, deep: {a: b}, __proto__: p}}}}
`,
    );
    expect(Object.entries(template.labels)).toEqual([
      ['version', '1.5'],
      ['canary', 'true'],
      ['__proto__', 'p'],
    ]);
    const tail = 'into Go struct field ObjectMeta.spec.template.metadata.labels of type string';
    expect(problems.map(({ code, message, path }) => [code, message, path.at(-1)])).toEqual([
      ['V43', `json: cannot unmarshal number ${tail}`, 'version'],
      ['V43', `json: cannot unmarshal bool ${tail}`, 'canary'],
      ['V43', `json: cannot unmarshal object ${tail}`, 'deep'],
    ]);
  });

  test.each([
    'metadata: {name: web}\nspec: {template: {metadata: {labels: [a]}}}',
    'metadata: {name: web}\nspec: {template: {spec: {containers: {a: b}}}}',
    'metadata: {name: web}\nspec: [1]',
    'metadata: {name: web, ownerReferences: x}\nspec: {replicas: -1, template: 5}',
  ])('%j', (rest) => {
    const { template } = readOne('controller', `apiVersion: apps/v1\nkind: Deployment\n${rest}`);
    expect(template).toEqual({ labels: {}, ports: [], hostNetwork: false });
  });

  test('an object without a name is left out', () => {
    const { resources, problems } = read(
      '- {apiVersion: v1, kind: Pod}\n- {apiVersion: v1, kind: Pod, metadata: x}',
    );
    expect(resources).toEqual([]);
    expect(problems.map(({ code, path }) => [code, path[0]])).toEqual([
      ['V30', 0],
      ['V30', 1],
    ]);
  });

  test('an object without apiVersion is read and reported', () => {
    expect(readOne('pod', 'kind: Pod\nmetadata: {name: 12}')).toMatchObject({
      id: 'Pod/default/12',
      problems: [
        { code: 'V45', message: 'apiVersion not set' },
        { code: 'V43', path: ['metadata', 'name'] },
      ],
    });
  });
});
