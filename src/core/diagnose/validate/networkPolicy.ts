import type { Problem } from '../../manifest/problem';
import { itemsOf, textOf, valueAt } from '../../manifest/value';
import { invalid, unsupportedName } from './fieldError';
import { validateMetadata } from './metadata';
import { networkPolicyShape } from './networkPolicyShape';
import { validatePeer } from './peer';
import { validatePort } from './port';
import { validateSelector } from './selector';
import { DEFAULT_SERVER_VERSION, type ServerVersion } from './serverVersion';
import { decodeProblems } from './shape';
import { validateVersion } from './version';

const served = 'networking.k8s.io/v1';

/**
 * What an API server has to say of a NetworkPolicy, in its words and its order (V19). As there, an object that
 * cannot be decoded (V43, V45) is looked at no further; unknown fields (V40) are warnings.
 */
export function validateNetworkPolicy(
  value: unknown,
  serverVersion: ServerVersion = DEFAULT_SERVER_VERSION,
): Problem[] {
  const decoding = [
    ...validateVersion(value, 'NetworkPolicy', served),
    ...decodeProblems(value, networkPolicyShape),
  ];
  if (decoding.some((problem) => problem.blocking)) return decoding;
  return [
    ...decoding,
    ...validateMetadata(valueAt(value, 'metadata'), true),
    ...validateSpec(valueAt(value, 'spec'), serverVersion),
  ];
}

function validateSpec(spec: unknown, version: ServerVersion): Problem[] {
  return [
    ...validateSelector(valueAt(spec, 'podSelector'), ['spec', 'podSelector']),
    ...validateRules(spec, 'ingress', 'from', version),
    ...validateRules(spec, 'egress', 'to', version),
    ...validatePolicyTypes(itemsOf(valueAt(spec, 'policyTypes'))),
  ];
}

function validateRules(spec: unknown, direction: string, peers: string, version: ServerVersion): Problem[] {
  return itemsOf(valueAt(spec, direction)).flatMap((rule, index) => {
    const path = ['spec', direction, index];
    return [
      ...itemsOf(valueAt(rule, 'ports')).flatMap((port, at) => validatePort(port, [...path, 'ports', at])),
      ...itemsOf(valueAt(rule, peers)).flatMap((peer, at) =>
        validatePeer(peer, [...path, peers, at], version),
      ),
    ];
  });
}

function validatePolicyTypes(types: readonly unknown[]): Problem[] {
  const path = ['spec', 'policyTypes'];
  const names = types.map((type) => textOf(type) ?? '');
  if (names.length > 2) return [invalid('V15', path, names, 'may not specify more than two policyTypes')];
  const supported = ['Ingress', 'Egress'];
  return names.flatMap((name, index) =>
    supported.includes(name) ? [] : [unsupportedName('V16', [...path, index], name, supported)],
  );
}
