import type { Cluster, Labels, Namespace, Service } from '../model/cluster';
import { joinLabels } from './labels';
import type { Resource } from './resource';
import { buildWorkloads } from './buildWorkloads';

const nameLabel = 'kubernetes.io/metadata.name';

/**
 * What the objects say exists. Every id stands once (`resolveDuplicates`). Namespaces that are only mentioned
 * exist too, with nothing but the label that the API server gives every namespace (S26, S27).
 */
export function buildCluster(resources: readonly Resource[]): Cluster {
  return {
    namespaces: buildNamespaces(resources),
    workloads: buildWorkloads(resources),
    services: resources.flatMap((resource): Service[] => {
      if (resource.type !== 'service') return [];
      const { id, namespace, name, selector, ports } = resource;
      return [{ id, namespace, name, ...(selector ? { selector } : {}), ports }];
    }),
    nodes: [],
    entries: [],
  };
}

function buildNamespaces(resources: readonly Resource[]): Map<string, Namespace> {
  const namespaces = new Map<string, Namespace>();
  const add = (name: string, origin: 'loaded' | 'used', labels: Labels) => {
    namespaces.set(name, { name, origin, labels: joinLabels(labels, { [nameLabel]: name }) });
  };
  for (const resource of resources) {
    if (resource.type === 'namespace') add(resource.name, 'loaded', resource.labels);
  }
  for (const { namespace } of resources) {
    if (namespace !== '' && !namespaces.has(namespace)) add(namespace, 'used', {});
  }
  return namespaces;
}
