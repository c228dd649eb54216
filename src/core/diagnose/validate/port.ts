import type { Problem } from '../../manifest/problem';
import { valueAt } from '../../manifest/value';
import type { YamlPath } from '../../yaml/unit';
import { invalid, unsupportedName } from './fieldError';
import { portNameComplaints } from './names';

const protocols = ['TCP', 'UDP', 'SCTP'];

/** Problems of one entry of `ports` whose types are right (V1–V7). */
export function validatePort(entry: unknown, path: YamlPath): Problem[] {
  const protocol = valueAt(entry, 'protocol');
  const port = valueAt(entry, 'port');
  const endPort = valueAt(entry, 'endPort');
  const problems: Problem[] = [];
  if (typeof protocol === 'string' && !protocols.includes(protocol)) {
    problems.push(unsupportedName('V1', [...path, 'protocol'], protocol, protocols));
  }
  if (typeof port === 'number') {
    problems.push(...validateNumber('V2', port, [...path, 'port']));
    if (typeof endPort === 'number') {
      const endPath = [...path, 'endPort'];
      if (endPort < port) {
        problems.push(invalid('V4', endPath, endPort, 'must be greater than or equal to `port`'));
      }
      problems.push(...validateNumber('V5', endPort, endPath));
    }
    return problems;
  }
  if (typeof port === 'string') {
    if (endPort !== undefined) {
      const complaint = 'may not be specified when `port` is non-numeric';
      problems.push(invalid('V6', [...path, 'endPort'], endPort, complaint));
    }
    const complaints = portNameComplaints(port);
    problems.push(...complaints.map((complaint) => invalid('V3', [...path, 'port'], port, complaint)));
  } else if (endPort !== undefined) {
    const complaint = 'may not be specified when `port` is not specified';
    problems.push(invalid('V7', [...path, 'endPort'], endPort, complaint));
  }
  return problems;
}

function validateNumber(code: string, port: number, path: YamlPath): Problem[] {
  const valid = port >= 1 && port <= 65535;
  return valid ? [] : [invalid(code, path, port, 'must be between 1 and 65535, inclusive')];
}
