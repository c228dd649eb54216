import type { Direction } from '../policy/policy';
import type { FlowEnd, SubjectEnd } from './flowEnd';
import { policyName, toNamePart } from './policyName';

interface Kept {
  readonly direction: Direction;
  readonly far: FlowEnd;
  readonly isDns?: boolean;
}

/**
 * How a policy that isolates is called: `default-deny-ingress` for a namespace, `deny-egress-from-db` for a workload;
 * where it keeps DNS alone, `default-deny-egress-except-dns`; with flows that it keeps `allow-ingress-to-db-from-api`
 * for one, `limit-ingress-to-db` for more.
 */
export function isolationName(
  near: SubjectEnd,
  directions: readonly Direction[],
  kept: readonly Kept[],
): string {
  if (!kept.every(({ isDns }) => isDns)) return allowName(near, directions, kept);
  const denial =
    near.type === 'namespace'
      ? `default-deny-${directions.length === 1 ? directions[0] : 'all'}`
      : nameFor('deny', near, directions);
  return kept.length > 0 ? `${denial}-except-dns` : denial;
}

/** How a policy that allows some flows of a subject is called. */
export function allowName(near: SubjectEnd, directions: readonly Direction[], kept: readonly Kept[]): string {
  const [only] = kept;
  const [direction] = directions;
  if (kept.length === 1 && directions.length === 1 && only && direction)
    return policyName(direction, near.name, only.far.name, () => false);
  return nameFor('limit', near, directions);
}

function nameFor(verb: string, near: SubjectEnd, directions: readonly Direction[]): string {
  const name = toNamePart(near.name);
  if (directions.length > 1) return `${verb}-traffic-of-${name}`;
  return directions[0] === 'egress' ? `${verb}-egress-from-${name}` : `${verb}-ingress-to-${name}`;
}
