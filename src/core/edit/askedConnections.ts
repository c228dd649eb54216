import { ALL, connectionsOf, type ConnectionSet, type PortRange } from '../model/connections';
import type { FlowEnd } from './flowEnd';
import type { PortChoice } from './intent';
import { refuse, type Refusal } from './refusal';

/**
 * The connections that a choice of ports means at a destination; none chosen means all (S28). A named port means
 * the container ports of that name (S30b). Refused: what the API server would refuse (V2–V7), and a name that the
 * destination does not have, as such a rule would allow nothing.
 */
export function askedConnections(
  ports: readonly PortChoice[],
  destination: FlowEnd,
): ConnectionSet | Refusal {
  if (ports.length === 0) return ALL;
  const ranges: PortRange[] = [];
  for (const choice of ports) {
    const found = rangesOf(choice, destination);
    if (!Array.isArray(found)) return found;
    ranges.push(...found);
  }
  return connectionsOf(ranges);
}

function rangesOf(choice: PortChoice, destination: FlowEnd): PortRange[] | Refusal {
  const { protocol, port, endPort } = choice;
  if (port === undefined) {
    return endPort === undefined
      ? [{ protocol, from: 1, to: 65535 }]
      : notAPort(`An end port needs a first port.`);
  }
  if (typeof port === 'string') {
    if (endPort !== undefined) return notAPort(`A range of ports starts with a number, not with “${port}”.`);
    return rangesOfName(port, choice, destination);
  }
  if (!isPort(port)) return notAPort(`${port} is not a port: ports are 1 to 65535.`);
  if (endPort === undefined) return [{ protocol, from: port, to: port }];
  if (!isPort(endPort) || endPort < port) return notAPort(`${port} to ${endPort} is not a range of ports.`);
  return [{ protocol, from: port, to: endPort }];
}

function rangesOfName(name: string, { protocol }: PortChoice, destination: FlowEnd): PortRange[] | Refusal {
  if (destination.type === 'addresses') {
    return notAPort(`Addresses have no named ports: give the number of “${name}”.`);
  }
  const { workload, title } = destination;
  const named = workload.ports.filter((known) => known.name === name && known.protocol === protocol);
  if (named.length > 0) return named.map(({ port }) => ({ protocol, from: port, to: port }));
  const names = workload.ports.flatMap((known) => (known.name === undefined ? [] : [known.name]));
  const known = names.length > 0 ? `its ports are called ${names.join(', ')}` : 'its ports have no names';
  return notAPort(
    `${title} has no ${protocol} port called “${name}” (${known}): give a number or one of its names.`,
  );
}

const isPort = (port: number): boolean => Number.isInteger(port) && port >= 1 && port <= 65535;

const notAPort = (reason: string): Refusal => refuse('notPossible', reason);

/** A port as it is called in texts: `TCP 80–90`, `UDP dns`, `all TCP`. */
export function describePort({ protocol, port, endPort }: PortChoice): string {
  if (port === undefined) return `all ${protocol}`;
  return endPort === undefined ? `${protocol} ${port}` : `${protocol} ${port}–${endPort}`;
}
