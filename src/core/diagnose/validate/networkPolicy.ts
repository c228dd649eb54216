import type { Problem } from '../../manifest/problem';
import { itemsOf, textAt, textOf, valueAt } from '../../manifest/value';
import type { YamlPath } from '../../yaml/unit';
import { invalid, required, unsupported } from './fieldError';
import { dnsLabelComplaints, dnsSubdomainComplaints } from './names';
import { networkPolicyShape } from './networkPolicyShape';
import { validatePeer } from './peer';
import { validatePort } from './port';
import { validateLabels, validateSelector } from './selector';
import { decodeProblems } from './shape';

const served = 'networking.k8s.io/v1';

/**
 * What an API server has to say of a NetworkPolicy, in its words and its order (V19). As there, an object that
 * cannot be decoded (V43, V45) is looked at no further; unknown fields (V40) are warnings.
 */
export function validateNetworkPolicy(value: unknown): Problem[] {
  const decoding = [...validateVersion(value), ...decodeProblems(value, networkPolicyShape)];
  if (decoding.some((problem) => problem.blocking)) return decoding;
  return [
    ...decoding,
    ...validateMetadata(valueAt(value, 'metadata')),
    ...validateSpec(valueAt(value, 'spec')),
  ];
}

function validateVersion(value: unknown): Problem[] {
  const version = valueAt(value, 'apiVersion');
  if (version === served || (version !== undefined && typeof version !== 'string')) return [];
  const message =
    version === undefined || version === ''
      ? `apiVersion not set: write ${served}`
      : `no matches for kind "NetworkPolicy" in version "${version}": write ${served}`;
  return [{ code: 'V45', path: ['apiVersion'], message, blocking: true }];
}

function validateMetadata(metadata: unknown): Problem[] {
  const name = textAt(metadata, 'name');
  const namespace = textAt(metadata, 'namespace');
  const labelsPath = ['metadata', 'labels'];
  return [
    ...validateName(name, textAt(metadata, 'generateName')),
    ...(namespace === '' ? [] : complain('V32', ['metadata', 'namespace'], namespace, dnsLabelComplaints)),
    ...validateLabels(valueAt(metadata, 'labels'), labelsPath).map((problem) => ({
      ...problem,
      code: 'V33',
    })),
  ];
}

/** A prefix to generate a name from may end in a dash, as something will follow. */
function validateName(name: string, prefix: string): Problem[] {
  const path = ['metadata', 'name'];
  if (name !== '') return complain('V31', path, name, dnsSubdomainComplaints);
  if (prefix === '') return [required('V30', path, 'name or generateName is required')];
  return complain('V31', ['metadata', 'generateName'], prefix, (text) =>
    dnsSubdomainComplaints(text.replace(/-$/, 'a')),
  );
}

function complain(
  code: string,
  path: YamlPath,
  value: string,
  complaintsAbout: (value: string) => string[],
): Problem[] {
  return complaintsAbout(value).map((complaint) => invalid(code, path, value, complaint));
}

function validateSpec(spec: unknown): Problem[] {
  return [
    ...validateSelector(valueAt(spec, 'podSelector'), ['spec', 'podSelector']),
    ...validateRules(spec, 'ingress', 'from'),
    ...validateRules(spec, 'egress', 'to'),
    ...validatePolicyTypes(itemsOf(valueAt(spec, 'policyTypes'))),
  ];
}

function validateRules(spec: unknown, direction: string, peers: string): Problem[] {
  return itemsOf(valueAt(spec, direction)).flatMap((rule, index) => {
    const path = ['spec', direction, index];
    return [
      ...itemsOf(valueAt(rule, 'ports')).flatMap((port, at) => validatePort(port, [...path, 'ports', at])),
      ...itemsOf(valueAt(rule, peers)).flatMap((peer, at) => validatePeer(peer, [...path, peers, at])),
    ];
  });
}

function validatePolicyTypes(types: readonly unknown[]): Problem[] {
  const path = ['spec', 'policyTypes'];
  const names = types.map((type) => textOf(type) ?? '');
  if (names.length > 2) return [invalid('V15', path, names, 'may not specify more than two policyTypes')];
  const supported = ['Ingress', 'Egress'];
  return names.flatMap((name, index) =>
    supported.includes(name) ? [] : [unsupported('V16', [...path, index], name, supported)],
  );
}
