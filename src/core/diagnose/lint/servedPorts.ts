import type { PodGroup } from '../../evaluate/connectivity';
import { connectionsOf, type ConnectionSet } from '../../model/connections';

/** Container ports need not be declared (S30): of pods that declare none, nothing is known. */
export function hasDeclaredPorts({ workload }: PodGroup): boolean {
  return workload.ports.length > 0;
}

/** The container ports that pods declare. */
export function exposedBy(groups: readonly PodGroup[]): ConnectionSet {
  return connectionsOf(
    groups.flatMap(({ workload }) =>
      workload.ports.map(({ protocol, port }) => ({ protocol, from: port, to: port })),
    ),
  );
}
