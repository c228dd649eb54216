import type { ContainerPort, Protocol } from '../model/cluster';
import type { YamlPath } from '../yaml/unit';
import { readLabels } from './labels';
import { type Problem, typeProblem } from './problem';
import type { PodTemplate } from './resource';
import { itemsOf, valueAt } from './value';

/**
 * What policies need of a pod or a pod template: `path` leads to the object with `metadata` and `spec` (S94).
 * Ports come from all containers and all init containers (S30c); an impossible one is left out.
 */
export function readPodTemplate(object: unknown, path: readonly string[], problems: Problem[]): PodTemplate {
  const spec = valueAt(object, ...path, 'spec');
  const listed = (field: string): unknown[] => readPorts(spec, [...path, 'spec'], field, problems);
  return {
    labels: readLabels(object, [...path, 'metadata', 'labels'], 'ObjectMeta', problems),
    ports: readContainerPorts([...listed('containers'), ...listed('initContainers')]),
    hostNetwork: valueAt(spec, 'hostNetwork') === true,
  };
}

/** The ports of all containers under a field, as written. What is no list is reported (V43). */
function readPorts(podSpec: unknown, path: YamlPath, field: string, problems: Problem[]): unknown[] {
  const read = (value: unknown, at: YamlPath, struct: string, type: string): readonly unknown[] => {
    if (value !== undefined && !Array.isArray(value))
      problems.push(typeProblem({ path: at, value, struct, type }));
    return itemsOf(value);
  };
  const containers = read(valueAt(podSpec, field), [...path, field], 'PodSpec', '[]v1.Container');
  return containers.flatMap((container, i) =>
    read(valueAt(container, 'ports'), [...path, field, i, 'ports'], 'Container', '[]v1.ContainerPort'),
  );
}

function readContainerPorts(listed: readonly unknown[]): ContainerPort[] {
  const ports = new Map<string, ContainerPort>();
  for (const written of listed) {
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
