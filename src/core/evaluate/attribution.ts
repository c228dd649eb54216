import { ALL, type ConnectionSet, intersect, NONE, subtract, union } from '../model/connections';
import type { Direction, NetworkPolicy, Policy } from '../policy/policy';
import { judgeOn } from './buildConnectivity';
import type { Connectivity, Party, PartyClass, Scope, TierMatch } from './connectivity';
import { canMeet } from './flows';
import { indexOf } from './indexes';
import { type End, PairTable, type PairParts } from './pairParts';

export type { FlowState, PairParts } from './pairParts';

/** A query for one end's answers to all parties, or all parties' answers to one, by index. */
type Rows = (scope: Scope) => readonly ConnectionSet[];

/** One direction of a class of parties that some of the policies judge. */
interface JudgedEnd {
  readonly isIsolated: boolean;
  /** Whether nobody but they isolates it. */
  readonly isAlone: boolean;
  /** Whether a tier policy among them has rules for it. */
  readonly isInTier: boolean;
  /** Whether no NetworkPolicy whatever isolates it. */
  readonly isOpen: boolean;
}

type JudgedEnds = ReadonlyMap<PartyClass, JudgedEnd>;

const none: JudgedEnds = new Map();

/** The policies whose part is asked for, as one: what would be without any of them. */
interface Judged {
  readonly connectivity: Connectivity;
  readonly policies: readonly Policy[];
  readonly networkPolicies: readonly NetworkPolicy[];
  /** What would be without them, over the same parties. */
  readonly without: Pick<Connectivity, 'admittedRow' | 'admittedColumn'>;
  readonly table: PairTable;
  /** The numbers of ends by what they are made of. */
  readonly numbers: Map<readonly TierMatch[], Map<string, Map<number, number>>>;
}

/**
 * Visits every pair in which the policies have a part together, once. `opens` and `closes` together are exactly what
 * would change if all of them were deleted, both directions at once; the other states are silent in that comparison.
 * What the Admin tier decides is no NetworkPolicy's doing. A default deny has a part in most pairs: nothing is kept
 * of them.
 */
export function visitParts(
  connectivity: Connectivity,
  policies: readonly Policy[],
  visit: (source: Party, destination: Party, parts: PairParts) => void,
): void {
  visitClassParts(connectivity, policies, (sources, destinations, parts) => {
    for (const source of sources.members) {
      for (const destination of destinations.members)
        if (canMeet(source, destination)) visit(source, destination, parts);
    }
  });
}

/**
 * The same, class by class: what is said of two classes is true of each pair of their members that can meet.
 * The cost is that of classes, not of parties.
 */
export function visitClassParts(
  connectivity: Connectivity,
  policies: readonly Policy[],
  visit: (sources: PartyClass, destinations: PartyClass, parts: PairParts) => void,
): void {
  const networkPolicies = policies.filter((policy) => policy.kind === 'NetworkPolicy');
  const table = new PairTable();
  const without = withoutPolicies(connectivity, policies);
  const judged: Judged = { connectivity, policies, networkPolicies, without, table, numbers: new Map() };
  const leaving = judgedEnds(judged, 'egress');
  const entering = judgedEnds(judged, 'ingress');
  const visitPair = (
    sources: PartyClass,
    destinations: PartyClass,
    egress: number,
    ingress: number,
  ): void => {
    const parts = table.parts(egress, ingress);
    if (parts.length > 0) visit(sources, destinations, parts);
  };
  const { classes } = connectivity;
  for (const [sources, end] of leaving) {
    const near = nearEnds(judged, sources, 'egress', end);
    const far = farEnds(judged, sources, 'ingress', entering);
    for (const destinations of classes)
      visitPair(sources, destinations, near(destinations), far(destinations));
  }
  for (const [destinations, end] of entering) {
    const near = nearEnds(judged, destinations, 'ingress', end);
    const far = farEnds(judged, destinations, 'egress', none);
    for (const sources of classes) {
      if (!leaving.has(sources)) visitPair(sources, destinations, far(sources), near(sources)); // else visited above
    }
  }
}

/** Of NetworkPolicies few rows change, which are asked for as they are needed; tiers are judged anew. */
function withoutPolicies(connectivity: Connectivity, policies: readonly Policy[]): Judged['without'] {
  if (policies.every(({ kind }) => kind === 'NetworkPolicy')) {
    const scope: Scope = { without: policies };
    return {
      admittedRow: (party, direction) => connectivity.admittedRow(party, direction, scope),
      admittedColumn: (peer, direction) => connectivity.admittedColumn(peer, direction, scope),
    };
  }
  const gone = new Set(policies.map(({ id }) => id));
  const others = [...connectivity.policies, ...connectivity.tierPolicies].filter(({ id }) => !gone.has(id));
  return judgeOn(indexOf(connectivity).ground, others);
}

function judgedEnds({ connectivity, policies }: Judged, direction: Direction): JudgedEnds {
  const ids = new Set(policies.map(({ id }) => id));
  const ends = new Map<PartyClass, JudgedEnd>();
  for (const policy of policies) {
    const isTier = policy.kind !== 'NetworkPolicy';
    if (isTier ? policy[direction].length === 0 : !policy.directions.has(direction)) continue;
    const selected = new Set(connectivity.selected(policy).map((party) => connectivity.classOf(party)));
    for (const parties of selected) {
      const known = ends.get(parties);
      const isolating = connectivity.isolating(sampleOf(parties), direction);
      ends.set(parties, {
        isIsolated: !isTier || known?.isIsolated === true,
        isAlone: isTier ? known?.isAlone === true : isolating.every(({ id }) => ids.has(id)),
        isInTier: isTier || known?.isInTier === true,
        isOpen: isolating.length === 0,
      });
    }
  }
  return ends;
}

/** No policy tells the members of a class apart, so that any of them stands for all. */
function sampleOf({ members }: PartyClass): Party {
  const [first] = members;
  if (!first) throw new Error('a class without parties');
  return first;
}

/** Numbers the end of a class that the policies judge, by peer. */
function nearEnds(
  judged: Judged,
  parties: PartyClass,
  direction: Direction,
  end: JudgedEnd,
): (peers: PartyClass) => number {
  const { connectivity, networkPolicies, without } = judged;
  const party = sampleOf(parties);
  const rows: Rows = (scope) => connectivity.admittedRow(party, direction, scope);
  const [all, rest] = [rows({}), without.admittedRow(party, direction)];
  const own = end.isIsolated ? rows({ only: networkPolicies }) : undefined;
  return (peers) => {
    const peer = sampleOf(peers);
    return numberOf(judged, party, direction, peer, end, {
      all: all[peer.index] ?? ALL,
      rest: rest[peer.index] ?? ALL,
      own: own?.[peer.index] ?? NONE,
    });
  };
}

/** Numbers the ends of all classes towards one peer, whether the policies judge them or not. */
function farEnds(
  judged: Judged,
  peers: PartyClass,
  direction: Direction,
  ends: JudgedEnds,
): (parties: PartyClass) => number {
  const { connectivity, networkPolicies, table, without } = judged;
  const peer = sampleOf(peers);
  const columns: Rows = (scope) => connectivity.admittedColumn(peer, direction, scope);
  const all = columns({});
  if (ends.size === 0) return (parties) => table.untouched(all[sampleOf(parties).index] ?? ALL);
  const rest = without.admittedColumn(peer, direction);
  const own = networkPolicies.length > 0 ? columns({ only: networkPolicies }) : undefined;
  return (parties) => {
    const party = sampleOf(parties);
    const end = ends.get(parties);
    if (!end) return table.untouched(all[party.index] ?? ALL);
    return numberOf(judged, party, direction, peer, end, {
      all: all[party.index] ?? ALL,
      rest: rest[party.index] ?? ALL,
      own: own?.[party.index] ?? NONE,
    });
  };
}

/** What one end admits: by all policies, without those judged, and by the rules of their NetworkPolicies alone. */
interface Admitted {
  readonly all: ConnectionSet;
  readonly rest: ConnectionSet;
  readonly own: ConnectionSet;
}

const untold: readonly TierMatch[] = [];

/** Few ends are different: they are looked up by what decides at them. */
function numberOf(
  judged: Judged,
  party: Party,
  direction: Direction,
  peer: Party,
  end: JudgedEnd,
  admitted: Admitted,
): number {
  const { connectivity, numbers } = judged;
  const matches =
    connectivity.tierPolicies.length > 0 ? connectivity.tierMatches(party, direction, peer) : untold;
  let byKind = numbers.get(matches);
  if (!byKind) numbers.set(matches, (byKind = new Map()));
  const kind = kindOf(direction, end);
  let bySets = byKind.get(kind);
  if (!bySets) byKind.set(kind, (bySets = new Map()));
  const { all, rest, own } = admitted;
  const sets = (all.id * 2 ** 17 + rest.id) * 2 ** 17 + own.id;
  const isKeyExact = all.id < 2 ** 17 && rest.id < 2 ** 17 && own.id < 2 ** 17;
  const known = isKeyExact ? bySets.get(sets) : undefined;
  if (known !== undefined) return known;
  const number = judged.table.touched(
    toEnd(
      judged,
      matches,
      end,
      direction,
      admitted,
      () => connectivity.tierVerdict(party, direction, peer).left,
    ),
  );
  if (isKeyExact) bySets.set(sets, number);
  return number;
}

function kindOf(direction: Direction, { isIsolated, isAlone, isInTier, isOpen }: JudgedEnd): string {
  const flags = Number(isIsolated) + 2 * Number(isAlone) + 4 * Number(isInTier) + 8 * Number(isOpen);
  return (direction === 'ingress' ? ingressKinds : egressKinds)[flags] ?? '';
}

const ingressKinds = Array.from({ length: 16 }, (_, flags) => `ingress ${flags}`);
const egressKinds = Array.from({ length: 16 }, (_, flags) => `egress ${flags}`);

function toEnd(
  { connectivity, policies }: Judged,
  matches: readonly TierMatch[],
  { isIsolated, isAlone, isInTier, isOpen }: JudgedEnd,
  direction: Direction,
  { all, rest, own }: Admitted,
  leftByAdmin: () => ConnectionSet,
): End {
  const left = connectivity.tierPolicies.length > 0 ? leftByAdmin() : ALL;
  let allowed = isIsolated ? intersect(own, left) : NONE;
  let denied = isIsolated ? subtract(left, all) : NONE;
  const spared = isAlone ? allowed : NONE;
  for (const { policy, rule, connections } of isInTier ? matches : []) {
    if (!policies.some(({ id }) => id === policy.id)) continue;
    // Only what the Admin tier leaves and no NetworkPolicy judges reaches the Baseline tier (S51, S54).
    const reached = policy.tier === 'Admin' ? connections : isOpen ? intersect(connections, left) : NONE;
    const action = policy[direction][rule]?.action;
    if (action === 'Accept') allowed = union(allowed, reached);
    if (action === 'Deny') denied = union(denied, reached);
  }
  return { all, rest, allowed, spared, denied };
}
