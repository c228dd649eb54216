import type { ContainerPort, Protocol } from '../model/cluster';
import { readLabels } from './labels';
import type { Problem } from './problem';
import type { PodTemplate } from './resource';
import { itemsOf, valueAt } from './value';

/**
 * What policies need of a pod or a pod template: `path` leads to the object with `metadata` and `spec` (S94).
 * Ports come from all containers and all init containers (S30c); an impossible one is left out.
 */
export function readPodTemplate(object: unknown, path: readonly string[], problems: Problem[]): PodTemplate {
  const spec = valueAt(object, ...path, 'spec');
  return {
    labels: readLabels(object, [...path, 'metadata', 'labels'], 'ObjectMeta', problems),
    ports: readContainerPorts(spec),
    hostNetwork: valueAt(spec, 'hostNetwork') === true,
  };
}

function readContainerPorts(podSpec: unknown): ContainerPort[] {
  const containers = [
    ...itemsOf(valueAt(podSpec, 'containers')),
    ...itemsOf(valueAt(podSpec, 'initContainers')),
  ];
  const ports = new Map<string, ContainerPort>();
  for (const written of containers.flatMap((container) => itemsOf(valueAt(container, 'ports')))) {
    const port = valueAt(written, 'containerPort');
    const protocol = readProtocol(valueAt(written, 'protocol'));
    const name = valueAt(written, 'name');
    if (!isPortNumber(port) || protocol === undefined) continue;
    const named = typeof name === 'string' && name !== '' ? { name } : {};
    ports.set(JSON.stringify([name, port, protocol]), { ...named, port, protocol });
  }
  return [...ports.values()];
}

/** A protocol of the API; missing means TCP. */
export function readProtocol(value: unknown): Protocol | undefined {
  if (value === undefined || value === '') return 'TCP';
  return value === 'TCP' || value === 'UDP' || value === 'SCTP' ? value : undefined;
}

export function isPortNumber(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= 65535;
}

/** The addresses of a running pod, as written: `status.podIPs` and `status.podIP`. */
export function readAddresses(pod: unknown): string[] {
  const written = [
    valueAt(pod, 'status', 'podIP'),
    ...itemsOf(valueAt(pod, 'status', 'podIPs')).map((entry) => valueAt(entry, 'ip')),
  ];
  return [
    ...new Set(
      written.flatMap((address) => (typeof address === 'string' && address !== '' ? [address] : [])),
    ),
  ];
}
