import { type ConnectionSet, intersect } from '../../core/index';
import { type Conn, readConn, type Row } from './connectionCells';

/** What a run of netpol-analyzer is restricted to. */
export interface Focus {
  /** `name` or `namespace/name` of workloads, one of which has to be at an end. */
  readonly focusWorkloads?: readonly string[];
  /** The same for the other end. */
  readonly focusWorkloadPeers?: readonly string[];
  /** Whether the workload in focus is the destination or the source. */
  readonly focusDirection?: 'ingress' | 'egress';
}

/** Whether a run with this focus speaks of a pair. */
export function isInFocus(
  { focusWorkloads, focusWorkloadPeers, focusDirection }: Focus,
  { src, dst }: Pick<Row, 'src' | 'dst'>,
): boolean {
  const isBetween = (end: string, peer: string): boolean =>
    isOneOf(end, focusWorkloads) && isOneOf(peer, focusWorkloadPeers);
  return (
    (focusDirection !== 'egress' && isBetween(dst, src)) ||
    (focusDirection !== 'ingress' && isBetween(src, dst))
  );
}

/** The part of a set that a run is about; all of it where it has no focus. */
export function inFocus(connections: ConnectionSet, focus: Conn | undefined): ConnectionSet {
  return focus === undefined ? connections : intersect(connections, readConn(focus));
}

function isOneOf(end: string, names: readonly string[] | undefined): boolean {
  const title = end.replace(/\[.*\]$/, '');
  return names === undefined || names.some((name) => title === name || title.endsWith(`/${name}`));
}
