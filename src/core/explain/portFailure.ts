import { type Connectivity, isNode, type Party } from '../evaluate/connectivity';
import type { ContainerPort } from '../model/cluster';
import { type ConnectionSet, describeConnections } from '../model/connections';
import type { TierPort } from '../policy/policy';
import type { Failure } from './explanation';
import { titleOfParty } from './phrases';
import { destinationOf, type Side } from './side';

/** Why the ports of a rule hold none of those asked about: `port 5432 is not among 80, http (8080)`. */
export function failureOfPorts(
  connectivity: Connectivity,
  ports: readonly TierPort[] | undefined,
  side: Side,
): Failure {
  const destination = destinationOf(side);
  const offered = portsOfParty(connectivity, destination);
  const names = (ports ?? []).flatMap((port) => nameOf(port) ?? []);
  const isNowhere = (name: string) => offered.every((port) => port.name !== name);
  if (names.length > 0 && names.length === ports?.length && names.every(isNowhere)) {
    return {
      type: 'portName',
      wants: [...new Set(names)].join(', '),
      at: titleOfParty(connectivity.cluster, destination),
    };
  }
  const protocol = sharedProtocol(side.asked, ports ?? []);
  const wants = (ports ?? []).map((port) => describePort(port, offered, protocol)).join(', ') || 'all ports';
  return { type: 'port', wants, has: describeAsked(side.asked, protocol) };
}

/** Addresses and nodes have no names for their ports (S30b). */
function portsOfParty({ profile }: Connectivity, party: Party): readonly ContainerPort[] {
  return party.type === 'addresses' || isNode(party, profile) ? [] : party.workload.ports;
}

function nameOf(port: TierPort): string | undefined {
  if ('containerPort' in port) return port.containerPort;
  return typeof port.port === 'string' ? port.port : undefined;
}

/** The protocol that need not be said: one port is asked about, and the rule speaks of no other protocol. */
function sharedProtocol(asked: ConnectionSet, ports: readonly TierPort[]): string | undefined {
  const [range, ...others] = asked.ranges;
  if (!range || others.length > 0 || range.protocol === 'other' || range.from !== range.to) return undefined;
  const isShared = ports.every(
    (port) => 'containerPort' in port || (port.protocol === range.protocol && port.port !== undefined),
  );
  return isShared ? range.protocol : undefined;
}

function describeAsked(asked: ConnectionSet, shared: string | undefined): string {
  return shared ? `port ${asked.ranges[0]?.from}` : describeConnections(asked);
}

/** `TCP 80`, `UDP 8000–8080`, `http (8080)`: a name with the numbers that it means at the destination. */
function describePort(port: TierPort, offered: readonly ContainerPort[], shared: string | undefined): string {
  if ('containerPort' in port) {
    const own = offered.filter(({ name }) => name === port.containerPort);
    const numbers = own.map((found) => (shared ? `${found.port}` : `${found.protocol} ${found.port}`));
    return withNumbers(port.containerPort, numbers);
  }
  const { protocol, port: wanted, endPort } = port;
  if (wanted === undefined) return `all ${protocol}`;
  const prefix = shared ? '' : `${protocol} `;
  if (typeof wanted === 'number')
    return `${prefix}${wanted}${endPort === undefined || endPort === wanted ? '' : `–${endPort}`}`;
  const own = offered.filter(({ name, protocol: offers }) => name === wanted && offers === protocol);
  return withNumbers(
    `${prefix}${wanted}`,
    own.map(({ port: number }) => `${number}`),
  );
}

function withNumbers(name: string, numbers: readonly string[]): string {
  return numbers.length > 0 ? `${name} (${[...new Set(numbers)].join(', ')})` : name;
}
