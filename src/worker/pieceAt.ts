import { findPolicies } from './flowTables';
import type { Analysis, Place, Policy, RulePiece } from '../core/index';
import { placeOfPiece, placeOfResource } from './places';
import type { FilePosition } from './protocol';

/** The policy that a place in a file belongs to, and the rule, peer or port of it. */
export interface PlaceInPolicy {
  readonly policy: Policy;
  readonly piece: RulePiece | undefined;
}

/** What stands at an offset of a file; undefined: no policy that is judged. */
export function pieceAt(analysis: Analysis, { file, offset }: FilePosition): PlaceInPolicy | undefined {
  const units = analysis.files.find(({ name }) => name === file)?.units ?? [];
  const index = units.findIndex(({ from, to }) => from <= offset && offset < to);
  const unit = index < 0 && offset === units.at(-1)?.to ? units.length - 1 : index;
  const ids = [...analysis.resources.values()]
    .filter((ref) => ref.file === file && ref.unit === unit)
    .map(({ id }) => id);
  const holds = (place: Place | undefined): boolean =>
    place !== undefined && place.from <= offset && offset <= place.to;
  const policy = findPolicies(analysis.connectivity, ids).find(({ id }) =>
    holds(placeOfResource(analysis, id)),
  );
  if (!policy) return undefined;
  const find = (count: number, piece: (index: number) => RulePiece): RulePiece | undefined =>
    Array.from({ length: count }, (_, at) => piece(at)).find((each) => holds(placeOfPiece(analysis, each)));
  for (const direction of ['ingress', 'egress'] as const) {
    const rule = find(policy[direction].length, (at) => ({ policy: policy.id, direction, rule: at }));
    if (!rule) continue;
    const { peers = [], ports = [] } = policy[direction][rule.rule] ?? {};
    const part =
      find(peers.length, (peer) => ({ ...rule, peer })) ?? find(ports.length, (port) => ({ ...rule, port }));
    return { policy, piece: part ?? rule };
  }
  return { policy, piece: undefined };
}
