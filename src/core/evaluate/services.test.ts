import { describe, expect, test } from 'vitest';
import { buildCluster } from '../manifest/buildCluster';
import { readResources } from '../manifest/readResources';
import { describeConnections } from '../model/connections';
import { readUnit } from '../yaml/read';
import { type AskedPort, resolveService } from './services';

const pods = (name: string, labels: string, ports: string, rest = '') => `
- apiVersion: apps/v1
  kind: Deployment
  metadata: {name: ${name}, namespace: shop}
  spec: {replicas: 2, template: {metadata: {labels: ${labels}}, spec: {containers: [{ports: ${ports}}]}}}${rest}`;

const world = `
${pods('old', '{app: web}', '[{name: http, containerPort: 80}]')}
${pods('new', '{app: web}', '[{name: http, containerPort: 8080}, {name: dns, containerPort: 53, protocol: UDP}]')}
${pods('bare', '{app: web}', '[]')}
${pods('other', '{app: api}', '[{name: http, containerPort: 80}]')}
- apiVersion: v1
  kind: Pod
  metadata: {name: lone, namespace: shop, labels: {app: db}}
  status: {podIP: 10.0.0.7}
- {apiVersion: v1, kind: Pod, metadata: {name: proxy, namespace: shop}, spec: {hostNetwork: true}, status: {podIP: 192.168.0.1}}
- {apiVersion: v1, kind: Pod, metadata: {name: agent, namespace: shop}, spec: {hostNetwork: true}, status: {podIP: 192.168.0.1}}
- apiVersion: apps/v1
  kind: StatefulSet
  metadata: {name: set, namespace: shop}
  spec: {replicas: 3, ordinals: {start: 5}, template: {metadata: {labels: {app: set}}}}
`;

function resolve(spec: string, asked: AskedPort = {}, ...more: string[]) {
  const content = readUnit(
    `${world}\n- {apiVersion: v1, kind: Service, metadata: {name: s, namespace: shop}, spec: ${spec}}\n${more.join('\n')}`,
  );
  if (content.state !== 'read') throw new Error(JSON.stringify(content));
  const cluster = buildCluster(readResources(content.value).resources);
  const { workloads, addresses } = resolveService(cluster, cluster.services[0]!, asked);
  return [
    ...workloads.map(({ workload, connections }) => `${workload.name} ${describeConnections(connections)}`),
    ...addresses.map(({ address, connections }) => `${address} ${describeConnections(connections)}`),
  ];
}

const web = 'selector: {app: web}';

describe('a Service that selects (S95, S30a)', () => {
  test.each<[spec: string, asked: AskedPort, found: string[]]>([
    // A named target port is another number on another pod, and nothing on a pod without it.
    [`{${web}, ports: [{port: 443, targetPort: http}]}`, {}, ['old TCP 80', 'new TCP 8080', 'bare no ports']],
    [
      `{${web}, ports: [{port: 443, targetPort: 9000}]}`,
      {},
      ['old TCP 9000', 'new TCP 9000', 'bare TCP 9000'],
    ],
    [
      `{${web}, ports: [{port: 53, protocol: UDP, targetPort: dns}]}`,
      {},
      ['old no ports', 'new UDP 53', 'bare no ports'],
    ],
    [
      `{${web}, ports: [{name: a, port: 1, targetPort: 10}, {name: b, port: 2, targetPort: 20}]}`,
      { port: 'b' },
      ['old TCP 20', 'new TCP 20', 'bare TCP 20'],
    ],
    [
      `{${web}, ports: [{port: 1, targetPort: 10}, {port: 2}]}`,
      { port: 1 },
      ['old TCP 10', 'new TCP 10', 'bare TCP 10'],
    ],
    [
      `{${web}, ports: [{port: 1, targetPort: http}]}`,
      { targetPort: 8080 },
      ['old no ports', 'new TCP 8080', 'bare no ports'],
    ],
    [`{${web}, ports: [{port: 1}]}`, { protocol: 'UDP' }, ['old no ports', 'new no ports', 'bare no ports']],
    ['{selector: {app: web, tier: x}, ports: [{port: 1}]}', {}, []],
    ['{type: ExternalName, externalName: a.org}', {}, []],
  ])('%s asked for %j', (spec, asked, found) => expect(resolve(spec, asked)).toEqual(found));

  test('one pod of a StatefulSet, by the name that it will have', () => {
    const selector = (ordinal: number) =>
      `{selector: {statefulset.kubernetes.io/pod-name: set-${ordinal}}, ports: [{port: 1}]}`;
    expect(resolve(selector(7))).toEqual(['set TCP 1']);
    expect(resolve(selector(0))).toEqual([]);
  });
});

/** What a Service without a selector leads to, where these addresses are listed. */
function leadTo(addresses: string, ports: string, spec: string, asked: AskedPort = {}) {
  const slice =
    '- {apiVersion: discovery.k8s.io/v1, kind: EndpointSlice, metadata: {name: s-1, namespace: shop, ' +
    `labels: {kubernetes.io/service-name: s}}, endpoints: [{addresses: ${addresses}}], ports: ${ports}}`;
  return resolve(spec, asked, slice);
}

test('the address of a node is none of a pod on its host network (S32, S35)', () => {
  const spec = '{ports: [{port: 443, targetPort: 6443}]}';
  expect(leadTo('[192.168.0.1, 10.0.0.7]', '[{port: 6443}]', spec)).toEqual([
    'lone TCP 6443',
    '192.168.0.1 TCP 6443',
  ]);
});

test('what is listed for another name does not count (S35)', () => {
  const spec = '{type: ExternalName, externalName: a.org, ports: [{port: 80}]}';
  expect(leadTo('[10.0.0.7]', '[{port: 80}]', spec)).toEqual([]);
});

test('a Service without a selector leads to what is listed: pods by their addresses, else addresses', () => {
  const spec = '{ports: [{name: sql, port: 5432, targetPort: 1}, {name: web, port: 80}]}';
  const lead = (asked: AskedPort) =>
    leadTo('[10.0.0.7, 192.0.2.1]', '[{name: sql, port: 15432}, {name: unknown, port: 2}]', spec, asked);
  expect(lead({})).toEqual(['lone TCP 15432', '192.0.2.1 TCP 15432']);
  expect(lead({ port: 5432 })).toEqual(['lone TCP 15432', '192.0.2.1 TCP 15432']);
  expect(lead({ port: 'web' })).toEqual(['lone no ports', '192.0.2.1 no ports']);
});
