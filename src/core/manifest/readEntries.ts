import type { Backend } from '../model/cluster';
import type { Header } from './identity';
import type { Resource } from './resource';
import { itemsOf, type Mapping, textAt, valueAt } from './value';

/** Ways into the cluster: Ingress, OpenShift's Route, the routes of the Gateway API (S96, S97). */

export function readIngress(object: Mapping, header: Header): Resource {
  const spec = valueAt(object, 'spec');
  const rules = itemsOf(valueAt(spec, 'rules'));
  const written = [
    valueAt(spec, 'defaultBackend') ?? valueAt(spec, 'backend'),
    ...rules.flatMap((rule) =>
      itemsOf(valueAt(rule, 'http', 'paths')).map((path) => valueAt(path, 'backend')),
    ),
  ];
  const backends = written.flatMap((backend) => readIngressBackend(backend, header.namespace));
  return { type: 'entry', ...header, backends: unique(backends), gateways: [] };
}

/** In the words of networking.k8s.io/v1, or of the versions before it. */
function readIngressBackend(backend: unknown, namespace: string): Backend[] {
  const service = textAt(backend, 'service', 'name') || textAt(backend, 'serviceName');
  const port =
    valueAt(backend, 'service', 'port', 'number') ??
    valueAt(backend, 'service', 'port', 'name') ??
    valueAt(backend, 'servicePort');
  return service === '' || !isPort(port) ? [] : [{ namespace, service, port }];
}

export function readOpenShiftRoute(object: Mapping, header: Header): Resource {
  const { namespace } = header;
  const spec = valueAt(object, 'spec');
  const targetPort = valueAt(spec, 'port', 'targetPort');
  const backends = [valueAt(spec, 'to'), ...itemsOf(valueAt(spec, 'alternateBackends'))].flatMap(
    (backend): Backend[] => {
      const service = textAt(backend, 'name');
      if (service === '' || isOtherKind(backend, 'Service') || valueAt(backend, 'weight') === 0) return [];
      return [{ namespace, service, ...(isPort(targetPort) ? { targetPort } : {}) }];
    },
  );
  return { type: 'entry', ...header, backends: unique(backends), gateways: [] };
}

/** HTTPRoute, GRPCRoute, TLSRoute, TCPRoute, UDPRoute; requests that are mirrored arrive too. */
export function readGatewayRoute(object: Mapping, header: Header): Resource {
  const { namespace } = header;
  const spec = valueAt(object, 'spec');
  const references = itemsOf(valueAt(spec, 'rules')).flatMap((rule) => {
    const backends = itemsOf(valueAt(rule, 'backendRefs'));
    const filters = [rule, ...backends].flatMap((each) => itemsOf(valueAt(each, 'filters')));
    return [...backends, ...filters.map((filter) => valueAt(filter, 'requestMirror', 'backendRef'))];
  });
  const backends = references.flatMap((reference): Backend[] => {
    const service = textAt(reference, 'name');
    const port = valueAt(reference, 'port');
    const isOther = textAt(reference, 'group') !== '' || isOtherKind(reference, 'Service');
    if (service === '' || isOther || !isPort(port) || valueAt(reference, 'weight') === 0) return [];
    return [{ namespace: textAt(reference, 'namespace') || namespace, service, port }];
  });
  const parents = itemsOf(valueAt(spec, 'parentRefs'));
  const gateways = parents
    .filter((parent) => textAt(parent, 'name') !== '' && !isOtherKind(parent, 'Gateway'))
    .map((parent) => ({
      namespace: textAt(parent, 'namespace') || namespace,
      name: textAt(parent, 'name'),
    }));
  // A route whose parents are Services directs traffic inside a mesh: nothing comes in through it.
  const isInside = parents.length > 0 && gateways.length === 0;
  return {
    type: 'entry',
    ...header,
    backends: isInside ? [] : unique(backends),
    gateways: unique(gateways),
  };
}

/** Which routes of other namespaces may send to Services of this one (S97). */
export function readReferenceGrant(object: Mapping, header: Header): Resource {
  const spec = valueAt(object, 'spec');
  const services = itemsOf(valueAt(spec, 'to')).filter(
    (to) => textAt(to, 'group') === '' && textAt(to, 'kind') === 'Service',
  );
  const isOfRoutes = (from: unknown): boolean =>
    ['', 'gateway.networking.k8s.io'].includes(textAt(from, 'group'));
  return {
    type: 'grant',
    ...header,
    from: itemsOf(valueAt(spec, 'from'))
      .filter(isOfRoutes)
      .map((from) => ({ kind: textAt(from, 'kind'), namespace: textAt(from, 'namespace') })),
    services: services.map((to) => textAt(to, 'name')),
  };
}

function isOtherKind(reference: unknown, kind: string): boolean {
  const written = textAt(reference, 'kind');
  return written !== '' && written !== kind;
}

function isPort(value: unknown): value is number | string {
  return (
    (typeof value === 'number' && Number.isInteger(value)) || (typeof value === 'string' && value !== '')
  );
}

function unique<T>(items: readonly T[]): T[] {
  return [...new Map(items.map((item) => [JSON.stringify(item), item])).values()];
}
