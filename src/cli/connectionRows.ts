import {
  type AddressRange,
  type Connectivity,
  connectionsOf,
  type ConnectionSet,
  entryFlows,
  flowBetween,
  formatAddress,
  isSubset,
  NONE,
  type Party,
  type Protocol,
  union,
  type Workload,
} from '../core/index';

/** One protocol with the closed ranges of its ports. */
interface PortList {
  readonly protocol: Protocol;
  readonly ports: readonly (readonly [low: number, high: number])[];
}

/** What is permitted from a source to a destination: `namespace/name[Kind]`, or `10.0.0.0-10.255.255.255`. */
export interface ConnectionRow {
  readonly src: string;
  readonly dst: string;
  readonly conn: 'All Connections' | readonly PortList[];
}

export interface RowOptions {
  /** Also rows for IPv6 addresses outside the cluster. */
  readonly ipv6: boolean;
  /** Also rows for what Ingresses, Routes and routes of the Gateway API send through their controllers. */
  readonly entries?: boolean;
}

/**
 * All that is permitted between different workloads, and between workloads and addresses outside the cluster.
 * A pair without a row has no connection. Where the pods of a workload differ, what is permitted for one of them
 * counts. Workloads that only stand for a selector are left out.
 */
export function toConnectionRows(connectivity: Connectivity, { ipv6, entries }: RowOptions): ConnectionRow[] {
  const workloads = connectivity.cluster.workloads.filter(({ origin }) => origin === 'loaded');
  const ranges = connectivity.addressRanges.filter(({ intervals }) => ipv6 || intervals[0]?.family === 4);
  const rows: ConnectionRow[] = [];
  const add = (src: string, dst: string, connections: ConnectionSet) => {
    if (connections !== NONE) rows.push({ src, dst, conn: toConnections(connections) });
  };
  for (const workload of workloads) {
    const title = toTitle(workload);
    for (const other of workloads) {
      if (other === workload) continue;
      add(title, toTitle(other), flowBetween(connectivity, workload.id, other.id).connections);
    }
    const pods = connectivity.podGroups(workload.id);
    for (const range of ranges) {
      const outwards = permittedToSome(connectivity, pods, [range]);
      const inwards = permittedToSome(connectivity, [range], pods);
      for (const addresses of toIntervals(range)) {
        add(title, addresses, outwards);
        add(addresses, title, inwards);
      }
    }
  }
  for (const { entry, destination, permitted } of entries ? entryFlows(connectivity) : []) {
    add(toTitle(entry), toTitle(destination), permitted);
  }
  return rows;
}

function permittedToSome(
  connectivity: Connectivity,
  sources: readonly Party[],
  destinations: readonly Party[],
): ConnectionSet {
  const pairs = sources.flatMap((source) => destinations.map((to) => connectivity.permitted(source, to)));
  return pairs.reduce(union, NONE);
}

/** How a workload or an entry is called on the command line. */
export function toTitle({ namespace, name, kind }: Pick<Workload, 'namespace' | 'name' | 'kind'>): string {
  return `${namespace}/${name}[${kind}]`;
}

function toIntervals({ intervals }: AddressRange): string[] {
  return intervals.map(({ family, first, last }) =>
    [first, last].map((value) => formatAddress({ family, value })).join('-'),
  );
}

const protocols = ['TCP', 'UDP', 'SCTP'] as const;
const allNamed = connectionsOf(protocols.map((protocol) => ({ protocol, from: 1, to: 65535 })));

/** A set as a row says it; protocols that have no name are left out. */
export function toConnections(connections: ConnectionSet): ConnectionRow['conn'] {
  if (isSubset(allNamed, connections)) return 'All Connections';
  return protocols.flatMap((protocol) => {
    const ranges = connections.ranges.filter((range) => range.protocol === protocol);
    return ranges.length === 0
      ? []
      : [{ protocol, ports: ranges.map(({ from, to }) => [from, to] as const) }];
  });
}
