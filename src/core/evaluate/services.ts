import { parseAddress } from '../model/cidr';
import type { Cluster, ContainerPort, Labels, Protocol, Service, Workload } from '../model/cluster';
import { type ConnectionSet, connectionsOf, NONE, union } from '../model/connections';
import { collectLabelUse, podSamples } from '../model/replicas';
import { matcherOf } from '../model/selector';

/** Which of a Service's ports are meant; all of them where nothing is said. */
export interface AskedPort {
  /** Number or name of the Service's port. */
  readonly port?: number | string;
  /** Number of the pods' port, or name of the Service's or of the pods'. */
  readonly targetPort?: number | string;
  readonly protocol?: Protocol;
}

/** What stands behind a Service: policies judge this, never the Service (S35). */
export interface ServiceDestinations {
  /** In the order of the cluster. Without connections where the pods have no port of the name that is asked for. */
  readonly workloads: readonly { readonly workload: Workload; readonly connections: ConnectionSet }[];
  /** Listed by hand and of no loaded pod. */
  readonly addresses: readonly { readonly address: string; readonly connections: ConnectionSet }[];
}

/** Resolves a Service to pods and to the ports there, which may differ by pod where a port goes by name (S95, S30a). */
export function resolveService(
  cluster: Cluster,
  service: Service,
  asked: AskedPort = {},
): ServiceDestinations {
  if (service.selector) return { workloads: selectedWorkloads(cluster, service, asked), addresses: [] };
  return listedDestinations(cluster, service, asked);
}

/** Whether a Service's selector matches these labels of a pod. */
export function selects({ selector }: Service, labels: Labels): boolean {
  return selector !== undefined && matcherOf({ matchLabels: selector })(labels);
}

function selectedWorkloads(cluster: Cluster, service: Service, asked: AskedPort) {
  const use = collectLabelUse([{ matchLabels: service.selector ?? {} }]);
  return loadedWorkloads(cluster, service.namespace)
    .filter((workload) => podSamples(workload, use).some(({ labels }) => selects(service, labels)))
    .map((workload) => ({ workload, connections: podConnections(service, workload.ports, asked) }));
}

/** The ports of pods with `containerPorts` that connections to the Service arrive at. */
function podConnections(
  service: Service,
  containerPorts: readonly ContainerPort[],
  asked: AskedPort,
): ConnectionSet {
  const ranges = service.ports.flatMap((servicePort) => {
    const { port, name, protocol, targetPort } = servicePort;
    if (asked.protocol !== undefined && asked.protocol !== protocol) return [];
    if (asked.port !== undefined && asked.port !== port && asked.port !== name) return [];
    const numbers =
      typeof targetPort === 'number' ? [targetPort] : portsNamed(targetPort, protocol, containerPorts);
    const isMeant = (number: number): boolean =>
      [undefined, name, targetPort, number].includes(asked.targetPort);
    return numbers.filter(isMeant).map((number) => ({ protocol, from: number, to: number }));
  });
  return connectionsOf(ranges);
}

function portsNamed(name: string, protocol: Protocol, ports: readonly ContainerPort[]): number[] {
  return ports.filter((port) => port.name === name && port.protocol === protocol).map(({ port }) => port);
}

/** Addresses of loaded pods stand for their workloads; the listed port is the pods' already. */
function listedDestinations(cluster: Cluster, service: Service, asked: AskedPort): ServiceDestinations {
  const owners = ownersOfAddresses(cluster);
  const workloads = new Map<Workload, ConnectionSet>();
  const addresses = new Map<string, ConnectionSet>();
  const add = <Key>(known: Map<Key, ConnectionSet>, key: Key, connections: ConnectionSet): void => {
    known.set(key, union(known.get(key) ?? NONE, connections));
  };
  for (const listed of service.listed ?? []) {
    const connections = listedConnections(service, listed.ports, asked);
    for (const address of listed.addresses) {
      const owner = owners.get(keyOf(address));
      if (owner) add(workloads, owner, connections);
      else if (parseAddress(address)) add(addresses, address, connections);
    }
  }
  return {
    workloads: [...workloads].map(([workload, connections]) => ({ workload, connections })),
    addresses: [...addresses].map(([address, connections]) => ({ address, connections })),
  };
}

/** The workload whose pods alone have an address; a node's is that of all pods on its host network (S32). */
function ownersOfAddresses({ workloads }: Cluster): ReadonlyMap<string, Workload | undefined> {
  const owners = new Map<string, Workload | undefined>();
  for (const workload of workloads) {
    for (const { addresses } of workload.pods) {
      for (const key of addresses.map(keyOf)) {
        owners.set(key, owners.has(key) && owners.get(key) !== workload ? undefined : workload);
      }
    }
  }
  return owners;
}

/** Listed ports go by the name of the Service's port; one without a name belongs to the only one. */
function listedConnections(
  service: Service,
  listed: readonly ContainerPort[],
  asked: AskedPort,
): ConnectionSet {
  const ranges = listed.flatMap(({ name, port, protocol }) => {
    const servicePort = service.ports.find((each) => each.name === name && each.protocol === protocol);
    if (!servicePort || (asked.protocol !== undefined && asked.protocol !== protocol)) return [];
    const isAsked =
      [undefined, servicePort.port, servicePort.name].includes(asked.port) &&
      [undefined, port, servicePort.name].includes(asked.targetPort);
    return isAsked ? [{ protocol, from: port, to: port }] : [];
  });
  return connectionsOf(ranges);
}

/** The same text for spellings of one address. */
function keyOf(address: string): string {
  const parsed = parseAddress(address);
  return parsed ? `${parsed.family}/${parsed.value}` : address;
}

const byNamespace = new WeakMap<Cluster, ReadonlyMap<string, readonly Workload[]>>();

/** The workloads of a namespace that are loaded: one that is inferred stands for no pod that a Service could reach. */
function loadedWorkloads(cluster: Cluster, namespace: string): readonly Workload[] {
  const known = byNamespace.get(cluster);
  if (known) return known.get(namespace) ?? [];
  const grouped = new Map<string, Workload[]>();
  for (const workload of cluster.workloads) {
    if (workload.origin !== 'loaded') continue;
    const group = grouped.get(workload.namespace);
    if (group) group.push(workload);
    else grouped.set(workload.namespace, [workload]);
  }
  byNamespace.set(cluster, grouped);
  return grouped.get(namespace) ?? [];
}
