import type { ClusterNode, Labels, Namespace, Workload } from '../model/cluster';
import type { World } from './arbitraryWorld';

/** A world whose workloads are bare pods and templates, as one text of manifests. */
export function writeWorld({
  cluster,
  written,
  writtenTiers,
}: Pick<World, 'cluster' | 'written' | 'writtenTiers'>): string {
  const namespaces = [...cluster.namespaces.values()].filter(({ origin }) => origin === 'loaded');
  const objects = [
    ...namespaces.map(toNamespace),
    ...cluster.nodes.map(toNode),
    ...cluster.workloads.map(toManifest),
    ...written,
    ...writtenTiers,
  ];
  return objects.map((object) => `${JSON.stringify(object)}\n`).join('---\n');
}

function toNamespace({ name, labels }: Namespace): unknown {
  return { apiVersion: 'v1', kind: 'Namespace', metadata: { name, labels } };
}

function toNode({ name, labels, addresses }: ClusterNode): unknown {
  const known = [
    { type: 'Hostname', address: name },
    ...addresses.map((address) => ({ type: 'InternalIP', address })),
  ];
  return { apiVersion: 'v1', kind: 'Node', metadata: { name, labels }, status: { addresses: known } };
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
