import type { ContainerPort, ServicePort } from '../model/cluster';
import type { Header } from './identity';
import { readLabels } from './labels';
import { isPortNumber, readProtocol } from './pods';
import type { Resource } from './resource';
import { itemsOf, type Mapping, textAt, valueAt } from './value';

export function readService(object: Mapping, header: Header): Resource {
  const spec = valueAt(object, 'spec');
  const selector = readLabels(object, ['spec', 'selector'], 'ServiceSpec', header.problems);
  const isOtherName = valueAt(spec, 'type') === 'ExternalName';
  return {
    type: 'service',
    ...header,
    ...(!isOtherName && Object.keys(selector).length > 0 ? { selector } : {}),
    ports: itemsOf(valueAt(spec, 'ports')).flatMap(readServicePort),
    ...(!isOtherName && valueAt(spec, 'clusterIP') === 'None' ? { isHeadless: true } : {}),
    ...(isOtherName ? { externalName: textAt(spec, 'externalName') } : {}),
  };
}

/** What stands behind the Service of the same name, as the older API lists it. */
export function readEndpoints(object: Mapping, header: Header): Resource {
  const listed = itemsOf(valueAt(object, 'subsets')).map((subset) => ({
    addresses: itemsOf(valueAt(subset, 'addresses')).flatMap((each) => textAt(each, 'ip') || []),
    ports: itemsOf(valueAt(subset, 'ports')).flatMap(readListedPort),
  }));
  return { type: 'addresses', ...header, service: header.name, listed };
}

/** What stands behind the Service that a label names. */
export function readEndpointSlice(object: Mapping, header: Header): Resource {
  const addresses = itemsOf(valueAt(object, 'endpoints')).flatMap((each) =>
    itemsOf(valueAt(each, 'addresses')).filter((address) => typeof address === 'string'),
  );
  const ports = itemsOf(valueAt(object, 'ports')).flatMap(readListedPort);
  const service = textAt(valueAt(object, 'metadata', 'labels'), 'kubernetes.io/service-name');
  return { type: 'addresses', ...header, service, listed: [{ addresses, ports }] };
}

function readServicePort(written: unknown): ServicePort[] {
  const [listed] = readListedPort(written);
  if (!listed) return [];
  const targetPort = valueAt(written, 'targetPort');
  const isTarget = isPortNumber(targetPort) || (typeof targetPort === 'string' && targetPort !== '');
  return [{ ...listed, targetPort: isTarget ? targetPort : listed.port }];
}

function readListedPort(written: unknown): ContainerPort[] {
  const port = valueAt(written, 'port');
  const protocol = readProtocol(valueAt(written, 'protocol'));
  if (!isPortNumber(port) || protocol === undefined) return [];
  const name = valueAt(written, 'name');
  return [{ ...(typeof name === 'string' && name !== '' ? { name } : {}), port, protocol }];
}
