import { ALL, type ConnectionSet, NONE } from '../model/connections';
import type { Direction, NetworkPolicy } from '../policy/policy';
import type { Connectivity, Party, Scope } from './connectivity';
import { canMeet } from './flows';
import { type PairParts, PairTable } from './pairParts';

export type { FlowState, PairParts } from './pairParts';

/** A query for one end's answers to all parties, or all parties' answers to one, by index. */
type Rows = (scope: Scope) => readonly ConnectionSet[];

/** The parties that the policy isolates in a direction, and whether it alone does. */
type Isolated = ReadonlyMap<Party, boolean>;

/**
 * Visits every pair in which a policy has a part, once. `opens` and `closes` together are exactly what would change
 * if the policy were deleted, both of its directions at once; the other states are silent in that comparison.
 * A default deny has a part in most pairs: nothing is kept of them.
 */
export function visitParts(
  connectivity: Connectivity,
  policy: NetworkPolicy,
  visit: (source: Party, destination: Party, parts: PairParts) => void,
): void {
  const table = new PairTable();
  const leaving = isolatedBy(connectivity, policy, 'egress');
  const entering = isolatedBy(connectivity, policy, 'ingress');
  const visitPair = (source: Party, destination: Party, egress: number, ingress: number): void => {
    const parts = table.parts(egress, ingress);
    if (parts.length > 0 && canMeet(source, destination)) visit(source, destination, parts);
  };
  const toPeers = (party: Party, direction: Direction): Rows => {
    return (scope) => connectivity.admittedRow(party, direction, scope);
  };
  const toParty = (peer: Party, direction: Direction): Rows => {
    return (scope) => connectivity.admittedColumn(peer, direction, scope);
  };
  for (const [source, isAlone] of leaving) {
    const near = nearEnds(table, toPeers(source, 'egress'), policy, isAlone);
    const far = farEnds(table, toParty(source, 'ingress'), policy, entering);
    for (const destination of connectivity.parties)
      visitPair(source, destination, near(destination), far(destination));
  }
  for (const [destination, isAlone] of entering) {
    const near = nearEnds(table, toPeers(destination, 'ingress'), policy, isAlone);
    const far = farEnds(table, toParty(destination, 'egress'), policy, none);
    for (const source of connectivity.parties) {
      if (!leaving.has(source)) visitPair(source, destination, far(source), near(source)); // else visited above
    }
  }
}

const none: Isolated = new Map();

function isolatedBy(connectivity: Connectivity, policy: NetworkPolicy, direction: Direction): Isolated {
  if (!policy.directions.has(direction)) return none;
  return new Map(
    connectivity
      .selected(policy)
      .map((party) => [party, connectivity.isolating(party, direction).length === 1]),
  );
}

/** Numbers the end of a party that the policy isolates, by peer: neighbours are mostly equal. */
function nearEnds(
  table: PairTable,
  rows: Rows,
  policy: NetworkPolicy,
  isAlone: boolean,
): (peer: Party) => number {
  const [all, rest, own] = [rows({}), rows({ without: policy }), rows({ only: policy })];
  let last = -1;
  let number = 0;
  return ({ index }) => {
    if (last < 0 || all[index] !== all[last] || rest[index] !== rest[last] || own[index] !== own[last])
      number = table.isolated(all[index] ?? ALL, rest[index] ?? ALL, own[index] ?? NONE, isAlone);
    last = index;
    return number;
  };
}

/** Numbers the ends of all parties towards one peer, whether the policy isolates them or not. */
function farEnds(
  table: PairTable,
  rows: Rows,
  policy: NetworkPolicy,
  isolated: Isolated,
): (party: Party) => number {
  const all = rows({});
  if (isolated.size === 0) return ({ index }) => table.open(all[index] ?? ALL);
  const [rest, own] = [rows({ without: policy }), rows({ only: policy })];
  return (party) => {
    const { index } = party;
    const isAlone = isolated.get(party);
    return isAlone === undefined
      ? table.open(all[index] ?? ALL)
      : table.isolated(all[index] ?? ALL, rest[index] ?? ALL, own[index] ?? NONE, isAlone);
  };
}
