import type { Connectivity } from '../evaluate/connectivity';
import type { Cluster, Labels, Workload } from '../model/cluster';
import { labelsOf } from '../model/labels';
import { findEnd, type FlowEnd, type WorkloadEnd } from './flowEnd';
import type { PortChoice } from './intent';
import { isRefusal } from './refusal';
import { anyone, toPeer, toRule, type WrittenRule } from './writtenRule';

/** Where a cluster's names are looked up, and on which pod ports. */
interface DnsServer {
  readonly end: FlowEnd;
  readonly ports: readonly PortChoice[];
}

const label = ['k8s-app', 'kube-dns'] as const;
const homes = ['kube-system', 'openshift-dns'];
const names = new Set(['coredns', 'kube-dns', 'dns-default']);
const nameKeys = ['k8s-app', 'app.kubernetes.io/name', 'app'];

/** Where DNS servers of clusters are, and what their pods are called, the most usual one first (S39). */
export const usualDnsServers: readonly { readonly namespace: string; readonly labels: Labels }[] = [
  { namespace: 'kube-system', labels: labelsOf([label]) },
  { namespace: 'kube-system', labels: { 'k8s-app': 'coredns' } },
  { namespace: 'openshift-dns', labels: { 'dns.operator.openshift.io/daemonset-dns': 'default' } },
];

/** The port of a server, or behind the port 53 of its Service (S39). */
export const dnsPorts: readonly number[] = [53, 5353];

/** The loaded workloads that may answer questions of DNS, and that selectors reach: those of the cluster first. */
export function dnsWorkloads({ cluster }: Connectivity): readonly Workload[] {
  const known = knownDns.get(cluster) ?? findDns(cluster);
  knownDns.set(cluster, known);
  return known;
}

const knownDns = new WeakMap<Cluster, readonly Workload[]>();

function findDns(cluster: Cluster): readonly Workload[] {
  const loaded = cluster.workloads.filter(({ origin, hostNetwork }) => origin === 'loaded' && !hostNetwork);
  const atHome = loaded.filter(({ namespace }) => homes.includes(namespace));
  const isLabelled = ({ labels }: Workload) => labels[label[0]] === label[1];
  const isCalledDns = ({ labels }: Workload) => nameKeys.some((key) => names.has(labels[key] ?? ''));
  return [
    ...new Set([
      ...atHome.filter(isLabelled),
      ...atHome.filter((workload) => names.has(workload.name) || isCalledDns(workload)),
      ...loaded.filter(isCalledDns),
    ]),
  ];
}

/**
 * The loaded DNS server: in kube-system with the label that all distributions give it, or of a usual name; where none
 * is loaded, the one with that label. Its own ports count where they are named, as policies judge pod ports.
 */
export function dnsServer(connectivity: Connectivity): DnsServer {
  const [server] = dnsWorkloads(connectivity);
  if (!server || !homes.includes(server.namespace)) return { end: unloadedServer(), ports: portsOf([]) };
  const labelled = server.labels[label[0]] === label[1];
  const end = findEnd(connectivity, server.id, labelled ? labelsOf([label]) : undefined);
  return { end: isRefusal(end) ? unloadedServer() : end, ports: portsOf(server.ports) };
}

/** The egress rule that lets pods of a namespace look up names. */
export function dnsRule(connectivity: Connectivity, namespace: string): WrittenRule {
  const { end, ports } = dnsServer(connectivity);
  const { cluster } = connectivity;
  const loaded = toPeer(end, namespace, cluster);
  const peer = isRefusal(loaded) ? toPeer(unloadedServer(), namespace, cluster) : loaded;
  return toRule('egress', isRefusal(peer) || 'type' in peer ? anyone : [peer], ports);
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
