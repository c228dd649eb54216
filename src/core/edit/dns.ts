import type { Connectivity } from '../evaluate/connectivity';
import type { Workload } from '../model/cluster';
import { labelsOf } from '../model/labels';
import { findEnd, type FlowEnd, type WorkloadEnd } from './flowEnd';
import type { PortChoice } from './intent';
import { isRefusal } from './refusal';

/** Where a cluster's names are looked up, and on which pod ports. */
interface DnsServer {
  readonly end: FlowEnd;
  readonly ports: readonly PortChoice[];
}

const label = ['k8s-app', 'kube-dns'] as const;
const homes = ['kube-system', 'openshift-dns'];
const names = new Set(['coredns', 'kube-dns', 'dns-default']);

/**
 * The loaded DNS server: in kube-system with the label that all distributions give it, or of a usual name; where none
 * is loaded, the one with that label. Its own ports count where they are named, as policies judge pod ports.
 */
export function dnsServer(connectivity: Connectivity): DnsServer {
  const { workloads } = connectivity.cluster;
  const atHome = workloads.filter(
    ({ namespace, origin, hostNetwork }) => homes.includes(namespace) && origin === 'loaded' && !hostNetwork,
  );
  const server =
    atHome.find(({ labels }) => labels[label[0]] === label[1]) ?? atHome.find(({ name }) => names.has(name));
  if (!server) return { end: unloadedServer(), ports: portsOf([]) };
  const labelled = server.labels[label[0]] === label[1];
  const end = findEnd(connectivity, server.id, labelled ? labelsOf([label]) : undefined);
  return { end: isRefusal(end) ? unloadedServer() : end, ports: portsOf(server.ports) };
}

function portsOf(known: Workload['ports']): PortChoice[] {
  return (['UDP', 'TCP'] as const).map((protocol) => {
    const named = known.find((port) => port.protocol === protocol && /^dns(-tcp)?$/.test(port.name ?? ''));
    return { protocol, port: named?.port ?? 53 };
  });
}

/** Stands for the server as an inferred workload does, with the id that it will have once a policy names it. */
function unloadedServer(): WorkloadEnd {
  const [namespace = ''] = homes;
  const labels = labelsOf([label]);
  const id = `Inferred/${namespace}/${label.join('=')}`;
  const workload: Workload = {
    id,
    kind: 'Inferred',
    namespace,
    name: label[1],
    labels,
    ports: [],
    hostNetwork: false,
    pods: [{ labels, addresses: [] }],
    origin: 'inferred',
  };
  return {
    type: 'workload',
    id,
    title: `${namespace}/${label[1]}`,
    namespace,
    name: label[1],
    workload,
    selectable: true,
    selector: { type: 'labels', labels },
  };
}
