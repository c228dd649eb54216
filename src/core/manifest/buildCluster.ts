import { nameLabel } from '../model/labels';
import type { Backend, Cluster, Entry, Labels, ListedAddresses, Namespace, Service } from '../model/cluster';
import { joinLabels } from './labels';
import { buildWorkloads } from './buildWorkloads';
import type { GrantResource, Resource } from './resource';

/**
 * What the objects say exists. Every id stands once (`resolveDuplicates`). Namespaces that are only mentioned
 * exist too, with nothing but the label that the API server gives every namespace (S26, S27).
 */
export function buildCluster(resources: readonly Resource[]): Cluster {
  return {
    namespaces: buildNamespaces(resources),
    workloads: buildWorkloads(resources),
    services: buildServices(resources),
    nodes: resources.flatMap((resource) => {
      if (resource.type !== 'node') return [];
      const { name, labels, addresses } = resource;
      return [{ name, labels, addresses }];
    }),
    entries: buildEntries(resources),
  };
}

/** What is listed by hand counts only where a Service selects nothing: else it repeats what the selector says. */
function buildServices(resources: readonly Resource[]): Service[] {
  const listedBy = new Map<string, ListedAddresses[]>();
  for (const resource of resources) {
    if (resource.type !== 'addresses') continue;
    const key = `${resource.namespace}/${resource.service}`;
    listedBy.set(key, [...(listedBy.get(key) ?? []), ...resource.listed]);
  }
  return resources.flatMap((resource): Service[] => {
    if (resource.type !== 'service') return [];
    const { id, namespace, name, selector, ports, isHeadless, externalName } = resource;
    const listed = listedBy.get(`${namespace}/${name}`);
    return [
      {
        id,
        namespace,
        name,
        ...(selector && { selector }),
        ports,
        ...(isHeadless && { isHeadless }),
        ...(externalName !== undefined && { externalName }),
        ...(listed && !selector && externalName === undefined && { listed }),
      },
    ];
  });
}

/** Entries with the backends that they may send to: other namespaces must grant it (S97). */
function buildEntries(resources: readonly Resource[]): Entry[] {
  const grants = resources.filter((resource) => resource.type === 'grant');
  return resources.flatMap((resource): Entry[] => {
    if (resource.type !== 'entry') return [];
    const { id, kind, namespace, name, gateways } = resource;
    const backends = resource.backends.filter(
      (backend) =>
        backend.namespace === namespace || grants.some((grant) => isGranted(grant, resource, backend)),
    );
    return [{ id, kind, namespace, name, backends, gateways }];
  });
}

function isGranted(
  grant: GrantResource,
  { kind, namespace }: { readonly kind: string; readonly namespace: string },
  backend: Backend,
): boolean {
  return (
    grant.namespace === backend.namespace &&
    grant.from.some((from) => from.kind === kind && from.namespace === namespace) &&
    grant.services.some((name) => name === '' || name === backend.service)
  );
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
