import type { Protocol, Workload } from '../model/cluster';
import { ALL, type ConnectionSet, connectionsOf, type PortRange, union } from '../model/connections';
import type { Rule, TierPort } from '../policy/policy';
import { isNode, type Party, type Profile } from './connectivity';

/** The ports of a rule: those that are the same at every destination, and names that each destination resolves. */
export interface RulePorts {
  readonly fixed: ConnectionSet;
  readonly names: readonly PortName[];
  /** What has been looked up already. */
  readonly resolved: Map<Workload, ConnectionSet>;
}

interface PortName {
  /** undefined: that of the container port (S60). */
  readonly protocol?: Protocol;
  readonly name: string;
}

const nothingResolved = new Map<Workload, ConnectionSet>();

/** Reads the `ports` of a rule (S28–S30). */
export function compilePorts(ports: Rule['ports']): RulePorts {
  if (!ports) return { fixed: ALL, names: [], resolved: nothingResolved };
  const ranges: PortRange[] = [];
  const names: PortName[] = [];
  for (const { protocol, port, endPort } of ports) {
    if (typeof port === 'string') names.push({ protocol, name: port });
    else if (port === undefined) ranges.push({ protocol, from: 1, to: 65535 });
    else ranges.push({ protocol, from: port, to: endPort ?? port });
  }
  return withNames(connectionsOf(ranges), names);
}

/** Without names nothing is ever looked up. */
function withNames(fixed: ConnectionSet, names: readonly PortName[]): RulePorts {
  return { fixed, names, resolved: names.length > 0 ? new Map() : nothingResolved };
}

/** Reads the ports of a tier rule (S60, S65). A reversed range matches nothing. */
export function compileTierPorts(ports: readonly TierPort[] | undefined): RulePorts {
  if (!ports) return compilePorts(undefined);
  const compiled = compilePorts(ports.flatMap((port) => ('containerPort' in port ? [] : [port])));
  const names = ports.flatMap((port) => ('containerPort' in port ? [{ name: port.containerPort }] : []));
  return withNames(compiled.fixed, [...compiled.names, ...names]);
}

/**
 * What the ports of a rule mean at a destination: a name is looked up among its container ports of the same protocol
 * (S30b, S30c). Addresses and nodes have no names.
 */
export function portsAt(ports: RulePorts, destination: Party, profile: Profile): ConnectionSet {
  if (ports.names.length === 0 || destination.type !== 'pods' || isNode(destination, profile))
    return ports.fixed;
  const { workload } = destination;
  const known = ports.resolved.get(workload);
  if (known) return known;
  const resolved = union(
    ports.fixed,
    connectionsOf(ports.names.flatMap((name) => namedRanges(workload, name))),
  );
  ports.resolved.set(workload, resolved);
  return resolved;
}

function namedRanges({ ports }: Workload, { protocol, name }: PortName): PortRange[] {
  return ports
    .filter((port) => port.name === name && (!protocol || port.protocol === protocol))
    .map((port) => ({ protocol: port.protocol, from: port.port, to: port.port }));
}
