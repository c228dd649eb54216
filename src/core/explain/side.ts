import type { Party } from '../evaluate/connectivity';
import type { ConnectionSet } from '../model/connections';
import type { Direction } from '../policy/policy';

/** One end of a connection that is asked about. */
export interface Side {
  readonly party: Party;
  readonly direction: Direction;
  readonly peer: Party;
  readonly asked: ConnectionSet;
}

/** Whose ports count: the rules of both ends speak of the destination's (S30a). */
export function destinationOf({ party, direction, peer }: Side): Party {
  return direction === 'ingress' ? party : peer;
}
