import { refusePort } from '../askedConnections';
import type { PortWish } from '../intent';
import { refuse, type Refusal } from '../refusal';

const nameForm = /^(?=.{1,15}$)(?=.*[a-z])[a-z0-9]+(-[a-z0-9]+)*$/;

/** Why the API server would refuse container ports: numbers, names, and the same one twice. */
export function refusePorts(ports: readonly PortWish[]): Refusal | undefined {
  const seen = new Set<string>();
  for (const { name, port, protocol } of ports) {
    const refusal = refusePort({ protocol, port });
    if (refusal) return refusal;
    if (name !== undefined && !nameForm.test(name))
      return refuse(
        'notPossible',
        `“${name}” is not the name of a port: at most 15 lower case letters, digits and hyphens between them.`,
      );
    for (const key of [`${protocol} ${port}`, ...(name === undefined ? [] : [name])]) {
      if (seen.has(key)) return refuse('notPossible', `The port ${key} is there twice.`);
      seen.add(key);
    }
  }
  return undefined;
}
