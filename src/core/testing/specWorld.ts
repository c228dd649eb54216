import type { Cluster, ContainerPort, Labels, Namespace, Protocol, Workload } from '../model/cluster';

/** What differs between the pods of a test cluster. */
interface TestPod {
  readonly labels?: Readonly<Record<string, string>>;
  readonly addresses?: readonly string[];
  readonly ports?: readonly (readonly [name: string, port: number, protocol: Protocol])[];
  readonly hostNetwork?: boolean;
}

/** Labels as the readers make them: without a prototype. */
export function labelsOf(labels: Readonly<Record<string, string>>): Labels {
  const bare: Record<string, string> = Object.create(null);
  return Object.assign(bare, labels);
}

/** A cluster of bare pods, keyed `namespace/name`, in namespaces with the given labels. */
export function buildTestCluster(
  namespaces: Readonly<Record<string, Readonly<Record<string, string>>>>,
  pods: Readonly<Record<string, TestPod>>,
): Cluster {
  return {
    namespaces: new Map(
      Object.entries(namespaces).map(([name, labels]): [string, Namespace] => [
        name,
        { name, labels: labelsOf({ ...labels, 'kubernetes.io/metadata.name': name }), origin: 'loaded' },
      ]),
    ),
    workloads: Object.entries(pods).map(([path, pod]) => buildPod(path, pod)),
    services: [],
    nodes: [],
    entries: [],
  };
}

/** The id of a bare pod written `namespace/name`. */
export const podId = (path: string): string => `Pod/${path}`;

function buildPod(
  path: string,
  { labels = {}, addresses = [], ports = [], hostNetwork = false }: TestPod,
): Workload {
  const [namespace = '', name = ''] = path.split('/');
  return {
    id: podId(path),
    kind: 'Pod',
    namespace,
    name,
    labels: labelsOf(labels),
    ports: ports.map(([portName, port, protocol]): ContainerPort => ({ name: portName, port, protocol })),
    hostNetwork,
    pods: [{ labels: labelsOf(labels), addresses }],
    origin: 'loaded',
  };
}

/** The WORLD of the specification's examples. */
export const specWorld: Cluster = buildTestCluster(
  { default: {}, x: { team: 'a' }, y: { team: 'b' }, 'kube-system': {} },
  {
    'x/a': {
      labels: { app: 'a' },
      addresses: ['10.0.1.1'],
      ports: [
        ['http', 80, 'TCP'],
        ['dns', 53, 'UDP'],
      ],
    },
    'x/b': { labels: { app: 'b', tier: 'be' }, addresses: ['10.0.1.2'], ports: [['http', 8080, 'TCP']] },
    'x/c': { addresses: ['10.0.1.3'] },
    'y/a': { labels: { app: 'a' }, addresses: ['10.0.2.1'], ports: [['http', 80, 'TCP']] },
    'y/d': { labels: { app: 'd', tier: 'be' }, addresses: ['10.0.2.2'], ports: [['http', 80, 'UDP']] },
    'y/h': {
      labels: { app: 'a' },
      addresses: ['192.168.1.10'],
      ports: [['http', 80, 'TCP']],
      hostNetwork: true,
    },
    'kube-system/dns': {
      labels: { 'k8s-app': 'kube-dns' },
      addresses: ['10.0.9.9'],
      ports: [
        ['dns', 53, 'UDP'],
        ['dns-tcp', 53, 'TCP'],
      ],
    },
    'default/z': { labels: { app: 'z' }, addresses: ['10.0.0.9'], ports: [['http', 80, 'TCP']] },
  },
);
