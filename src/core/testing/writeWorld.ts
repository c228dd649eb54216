import type { Labels, Namespace, Workload } from '../model/cluster';
import type { World } from './arbitraryWorld';

/** A world whose workloads are bare pods and templates, as one text of manifests. */
export function writeWorld({ cluster, written }: Pick<World, 'cluster' | 'written'>): string {
  const namespaces = [...cluster.namespaces.values()].filter(({ origin }) => origin === 'loaded');
  const objects = [...namespaces.map(toNamespace), ...cluster.workloads.map(toManifest), ...written];
  return objects.map((object) => `${JSON.stringify(object)}\n`).join('---\n');
}

function toNamespace({ name, labels }: Namespace): unknown {
  return { apiVersion: 'v1', kind: 'Namespace', metadata: { name, labels } };
}

function toManifest({ kind, namespace, name, replicas, hostNetwork, ports, pods }: Workload): unknown {
  const [{ labels, addresses } = { labels: {} as Labels, addresses: [] }] = pods;
  const containers = [
    {
      name: 'main',
      ports: ports.map(({ port, ...rest }) => ({ ...rest, containerPort: port })),
    },
  ];
  const spec = { hostNetwork, containers };
  if (kind === 'Pod') {
    const podIPs = addresses.map((ip) => ({ ip }));
    return { apiVersion: 'v1', kind, metadata: { name, namespace, labels }, spec, status: { podIPs } };
  }
  return {
    apiVersion: 'apps/v1',
    kind,
    metadata: { name, namespace },
    spec: { replicas, template: { metadata: { labels }, spec } },
  };
}
