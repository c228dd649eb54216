import type { Protocol, Workload } from '../model/cluster';
import { ALL, type ConnectionSet, connectionsOf, type PortRange, union } from '../model/connections';
import type { PolicyPort, Rule, TierPort } from '../policy/policy';
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

/** Reads the `ports` of a rule (S28–S30). */
export function compilePorts(ports: Rule['ports']): RulePorts {
  if (!ports) return { fixed: ALL, names: [], resolved: new Map() };
  return {
    fixed: connectionsOf(ports.flatMap(fixedRange)),
    names: ports.flatMap(({ protocol, port }) =>
      typeof port === 'string' ? [{ protocol, name: port }] : [],
    ),
    resolved: new Map(),
  };
}

/** Reads the ports of a tier rule (S60, S65). A reversed range matches nothing. */
export function compileTierPorts(ports: readonly TierPort[] | undefined): RulePorts {
  if (!ports) return compilePorts(undefined);
  const compiled = compilePorts(ports.flatMap((port) => ('containerPort' in port ? [] : [port])));
  const names = ports.flatMap((port) => ('containerPort' in port ? [{ name: port.containerPort }] : []));
  return { ...compiled, names: [...compiled.names, ...names] };
}

function fixedRange({ protocol, port, endPort }: PolicyPort) {
  if (typeof port === 'string') return [];
  if (port === undefined) return [{ protocol, from: 1, to: 65535 }];
  return [{ protocol, from: port, to: endPort ?? port }];
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
