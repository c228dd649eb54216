import type { Party } from '../evaluate/connectivity';
import type { Workload } from '../model/cluster';
import {
  ALL,
  connectionsOf,
  describeConnections,
  subtract,
  type ConnectionSet,
  type PortRange,
} from '../model/connections';
import type { FlowEnd } from './flowEnd';
import type { PortChoice } from './intent';
import { refuse, type Refusal } from './refusal';

/** A choice of ports and what it means: a name means another number at every destination (S30b). */
export interface AskedConnections {
  readonly ports: readonly PortChoice[];
  /** undefined: names mean nothing. */
  readonly at: (destination: Party | undefined) => ConnectionSet;
  /** `TCP 5432`, `all ports`. */
  readonly text: string;
}

/**
 * What a choice of ports means at a destination; none chosen means all (S28). Refused: what the API server would
 * refuse (V2–V7), and a name that nobody has there, as such a rule would allow nothing.
 * @param workloads of the cluster
 */
export function askedConnections(
  ports: readonly PortChoice[],
  destination: FlowEnd,
  workloads: readonly Workload[],
): AskedConnections | Refusal {
  for (const choice of ports) {
    const refusal = refusePort(choice) ?? refuseName(choice, destination, workloads);
    if (refusal) return refusal;
  }
  const at = (party: Party | undefined) => connectionsAt(ports, party);
  const isNamed = ports.some(({ port }) => typeof port === 'string');
  if (!isNamed) return { ports, at, text: describeConnections(connectionsAt(ports, undefined)) };
  return { ports, at, text: ports.map(describePort).join(', ') };
}

/** All connections but the asked ones. */
export function othersThan({ at, text }: AskedConnections): AskedConnections {
  return { ports: [], at: (destination) => subtract(ALL, at(destination)), text: `all but ${text}` };
}

/** Every connection. */
export const everything: AskedConnections = { ports: [], at: () => ALL, text: describeConnections(ALL) };

/** What ports mean at a party; undefined: names mean nothing. */
export function connectionsAt(ports: readonly PortChoice[], destination: Party | undefined): ConnectionSet {
  if (ports.length === 0) return ALL;
  return connectionsOf(ports.flatMap((choice) => rangesAt(choice, destination)));
}

function rangesAt({ protocol, port, endPort }: PortChoice, destination: Party | undefined): PortRange[] {
  if (port === undefined) return [{ protocol, from: 1, to: 65535 }];
  if (typeof port === 'number') return [{ protocol, from: port, to: endPort ?? port }];
  if (destination?.type !== 'pods') return [];
  return destination.workload.ports
    .filter((known) => known.name === port && known.protocol === protocol)
    .map((known) => ({ protocol, from: known.port, to: known.port }));
}

/** What the API server would refuse of a port. */
export function refusePort({ port, endPort }: PortChoice): Refusal | undefined {
  if (port === undefined)
    return endPort === undefined ? undefined : notAPort(`An end port needs a first port.`);
  if (typeof port === 'string')
    return endPort === undefined
      ? undefined
      : notAPort(`A range of ports starts with a number, not with “${port}”.`);
  if (!isPort(port)) return notAPort(`${port} is not a port: ports are 1 to 65535.`);
  if (endPort !== undefined && (!isPort(endPort) || endPort < port))
    return notAPort(`${port} to ${endPort} is not a range of ports.`);
  return undefined;
}

function refuseName(
  { port, protocol }: PortChoice,
  destination: FlowEnd,
  workloads: readonly Workload[],
): Refusal | undefined {
  if (typeof port !== 'string') return undefined;
  if (destination.type === 'addresses' || destination.type === 'anywhere')
    return notAPort(`Addresses have no named ports: give the number of “${port}”.`);
  const reached =
    destination.type === 'workload'
      ? [destination.workload]
      : workloads.filter(({ namespace }) => namespace === destination.namespace);
  const ports = reached.flatMap((workload) => workload.ports);
  if (ports.some((known) => known.name === port && known.protocol === protocol)) return undefined;
  const names = [...new Set(ports.flatMap((known) => (known.name === undefined ? [] : [known.name])))];
  const known = names.length > 0 ? `its ports are called ${names.join(', ')}` : 'its ports have no names';
  return notAPort(
    `${destination.title} has no ${protocol} port called “${port}” (${known}): give a number or one of its names.`,
  );
}

const isPort = (port: number): boolean => Number.isInteger(port) && port >= 1 && port <= 65535;

const notAPort = (reason: string): Refusal => refuse('notPossible', reason);

/** A port as it is called in texts: `TCP 80–90`, `UDP dns`, `all TCP`. */
export function describePort({ protocol, port, endPort }: PortChoice): string {
  if (port === undefined) return `all ${protocol}`;
  return endPort === undefined ? `${protocol} ${port}` : `${protocol} ${port}–${endPort}`;
}

/** Connections as ports of a rule; protocols that the API cannot name are left out. */
export function toPortChoices(connections: ConnectionSet): PortChoice[] {
  return connections.ranges.flatMap(({ protocol, from, to }): PortChoice[] => {
    if (protocol === 'other') return [];
    if (from === 1 && to === 65535) return [{ protocol }];
    return [{ protocol, port: from, ...(to > from && { endPort: to }) }];
  });
}
