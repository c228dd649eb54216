import type { PortWish } from '../intent';

/** Does nothing, and needs nothing: what a workload is to run is not known when it is drawn. */
const placeholderImage = 'registry.k8s.io/pause:3.10';

interface WishedWorkload {
  readonly name: string;
  readonly namespace?: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly ports: readonly PortWish[];
  readonly replicas?: number;
}

/** The manifest of a Deployment, its keys in the usual order. */
export function workloadDocument({ name, namespace, labels, ports, replicas }: WishedWorkload): object {
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name, ...(namespace !== undefined && { namespace }), labels: { ...labels } },
    spec: {
      ...(replicas !== undefined && { replicas }),
      selector: { matchLabels: { ...labels } },
      template: {
        metadata: { labels: { ...labels } },
        spec: { containers: [containerDocument(name, ports)] },
      },
    },
  };
}

/** A container that stands for what the workload will run. */
export function containerDocument(name: string, ports: readonly PortWish[]): object {
  return {
    name: name.slice(0, 63).replace(/\./g, '-'),
    image: placeholderImage,
    ...(ports.length > 0 && { ports: ports.map(containerPort) }),
  };
}

/** A container port as the API spells it; TCP goes without saying. */
export function containerPort({ name, port, protocol }: PortWish): object {
  return {
    ...(name !== undefined && { name }),
    containerPort: port,
    ...(protocol !== 'TCP' && { protocol }),
  };
}
