import { matchesSelector } from '../model/selector';
import type { Cluster, Protocol, Workload } from '../model/cluster';
import type { PortChoice } from './intent';

/** A port to offer when a flow is drawn to a workload. */
export interface PortOffer {
  readonly choice: PortChoice;
  /** `TCP 5432`. */
  readonly title: string;
  /** Name of the container port, and the Services that lead to it. */
  readonly note?: string;
  /** Ids of the Services that lead to it. */
  readonly services: readonly string[];
}

/**
 * The ports on which a workload, or those of a namespace, can be expected to listen: their container ports, then pod
 * ports that only Services name (S95: policies judge pod ports, never Service ports). Empty for an unknown id.
 * @param id of the node at the destination
 */
export function portOffers(cluster: Cluster, id: string): readonly PortOffer[] {
  const workloads = cluster.workloads.filter(
    (workload) => workload.id === id || `Namespace/${workload.namespace}` === id,
  );
  const offers = new Map<string, { choice: PortChoice; notes: string[]; services: string[] }>();
  const offer = (protocol: Protocol, port: number, note: string | undefined) => {
    const key = `${protocol} ${port}`;
    const entry = offers.get(key) ?? { choice: { protocol, port }, notes: [], services: [] };
    if (note !== undefined && !entry.notes.includes(note)) entry.notes.push(note);
    offers.set(key, entry);
    return entry;
  };
  for (const { ports } of workloads)
    for (const { protocol, port, name } of ports) offer(protocol, port, name);
  for (const workload of workloads) {
    for (const { service, protocol, port } of servedPorts(cluster, workload)) {
      const { services } = offer(protocol, port, `Service ${service.name}`);
      if (!services.includes(service.id)) services.push(service.id);
    }
  }
  return [...offers].map(([title, { choice, notes, services }]) => ({
    choice,
    title,
    services,
    ...(notes.length > 0 && { note: notes.join(', ') }),
  }));
}

function* servedPorts(cluster: Cluster, workload: Workload) {
  for (const service of cluster.services) {
    if (service.namespace !== workload.namespace || !service.selector) continue;
    if (!matchesSelector({ matchLabels: service.selector }, workload.labels)) continue;
    for (const { targetPort, protocol } of service.ports) {
      const port =
        typeof targetPort === 'number'
          ? targetPort
          : workload.ports.find((known) => known.name === targetPort && known.protocol === protocol)?.port;
      if (port !== undefined) yield { service, protocol, port };
    }
  }
}
