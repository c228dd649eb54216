import { ALL, type ConnectionSet, intersect, NONE, union } from '../model/connections';
import type { Direction, NetworkPolicy, Policy, PolicyPort, TierPolicy } from '../policy/policy';
import { buildConnectivity, judgeOn } from './buildConnectivity';
import type { Connectivity, Party } from './connectivity';
import { canMeet } from './flows';
import { indexOf } from './indexes';
import { PairTable, type PairParts } from './pairParts';
import { compileTierPorts, portsAt } from './rulePorts';

/** A rule of a policy, by the policy's id; or one element of its from/to, or one of its ports, by index. */
export interface RulePiece {
  readonly policy: string;
  readonly direction: Direction;
  readonly rule: number;
  readonly peer?: number;
  readonly port?: number;
}

type Visit = (source: Party, destination: Party, parts: PairParts) => void;

/**
 * Visits every pair in which a piece of a policy has a part: `opens` and `closes` are what would change without it,
 * the policy staying else as it is; `alsoOpens` and `alsoCloses` are what it decides where something else would
 * decide the same, and `allowsInVain` what it allows in vain. Nothing where there is no such piece, or it is inert
 * (S3).
 */
export function visitPieceParts(connectivity: Connectivity, piece: RulePiece, visit: Visit): void {
  const policy = [...connectivity.policies, ...connectivity.tierPolicies].find(
    ({ id }) => id === piece.policy,
  );
  if (!policy || !isThere(policy, piece)) return;
  const ends =
    policy.kind === 'NetworkPolicy'
      ? networkPolicyEnds(connectivity, policy, piece)
      : tierEnds(connectivity, policy, piece);
  const table = new PairTable();
  const { direction } = piece;
  const opposite = direction === 'ingress' ? 'egress' : 'ingress';
  for (const party of connectivity.selected(policy)) {
    const near = ends(party);
    const all = connectivity.admittedRow(party, direction);
    const far = connectivity.admittedColumn(party, opposite);
    for (const peer of connectivity.parties) {
      if (!canMeet(party, peer)) continue;
      const { rest, allowed, denied } = near(peer);
      if (rest === all[peer.index] && allowed === NONE && denied === NONE) continue;
      const own = table.touched({ all: all[peer.index] ?? ALL, rest, allowed, spared: NONE, denied });
      const other = table.untouched(far[peer.index] ?? ALL);
      const parts = direction === 'ingress' ? table.parts(other, own) : table.parts(own, other);
      if (parts.length === 0) continue;
      if (direction === 'ingress') visit(peer, party, parts);
      else visit(party, peer, parts);
    }
  }
}

/** One end as the piece leaves it: what it admits without it, and what the piece decides there. */
interface PieceEnd {
  readonly rest: ConnectionSet;
  readonly allowed: ConnectionSet;
  readonly denied: ConnectionSet;
}

type Ends = (party: Party) => (peer: Party) => PieceEnd;

function isThere(policy: Policy, { direction, rule, peer, port }: RulePiece): boolean {
  if (policy.kind === 'NetworkPolicy' && !policy.directions.has(direction)) return false;
  const written = policy[direction][rule];
  if (!written) return false;
  const { peers = [], ports = [] } = written;
  return (peer === undefined || peer in peers) && (port === undefined || port in ports);
}

function networkPolicyEnds(connectivity: Connectivity, policy: NetworkPolicy, piece: RulePiece): Ends {
  const { direction } = piece;
  const rule = policy[direction][piece.rule] ?? {};
  const { kept, taken } = divide(rule, piece);
  const rest: NetworkPolicy = {
    ...policy,
    [direction]: replaced(policy[direction], piece.rule, kept, taken),
  };
  const alone: NetworkPolicy = {
    ...policy,
    id: `${policy.id} alone`,
    directions: new Set([direction]),
    ingress: [],
    egress: [],
    [direction]: [taken],
  };
  const policies = [...connectivity.policies.filter((other) => other !== policy), rest, alone];
  const judged = buildConnectivity(
    connectivity.cluster,
    [...policies, ...connectivity.tierPolicies],
    connectivity.profile,
    connectivity,
  );
  return (party) => {
    const without = judged.admittedRow(party, direction, { without: [alone] });
    const own = judged.admittedRow(party, direction, { only: [alone] });
    return (peer) => {
      const { left } = connectivity.tierVerdict(party, direction, peer);
      return {
        rest: without[peer.index] ?? ALL,
        allowed: intersect(own[peer.index] ?? NONE, left),
        denied: NONE,
      };
    };
  };
}

function tierEnds(connectivity: Connectivity, policy: TierPolicy, piece: RulePiece): Ends {
  const { direction } = piece;
  const rule = policy[direction][piece.rule];
  if (!rule) throw new Error('a rule was asked about that is not there');
  const { kept, taken } = divide(rule, piece);
  const rest: TierPolicy = { ...policy, [direction]: replaced(policy[direction], piece.rule, kept, taken) };
  const tiers = connectivity.tierPolicies.map((other) => (other === policy ? rest : other));
  const judged = buildConnectivity(
    connectivity.cluster,
    [...connectivity.policies, ...tiers],
    connectivity.profile,
    connectivity,
  );
  const ports = compileTierPorts(taken.ports);
  return (party) => {
    const without = judged.admittedRow(party, direction);
    const isOpen = connectivity.isolating(party, direction).length === 0;
    return (peer) => {
      const { left } = connectivity.tierVerdict(party, direction, peer);
      // Only what the Admin tier leaves and no NetworkPolicy judges reaches the Baseline tier (S51, S54).
      const reached = policy.tier === 'Admin' ? ALL : isOpen ? left : NONE;
      const destination = direction === 'ingress' ? party : peer;
      const decided = connectivity
        .tierMatches(party, direction, peer)
        .filter((match) => match.policy === policy && match.rule === piece.rule)
        .filter((match) => piece.peer === undefined || match.peer === piece.peer)
        .map(({ connections }) => connections)
        .reduce(union, NONE);
      const own = intersect(intersect(decided, reached), portsAt(ports, destination, connectivity.profile));
      return {
        rest: without[peer.index] ?? ALL,
        allowed: rule.action === 'Accept' ? own : NONE,
        denied: rule.action === 'Deny' ? own : NONE,
      };
    };
  };
}

/** Ports that match nothing: a rule with them still names its peers, so that all parties stay what they are. */
const nowhere: readonly PolicyPort[] = [{ protocol: 'TCP', port: 1, endPort: 0 }];

interface Divisible<Peer, Port> {
  readonly peers?: readonly Peer[];
  readonly ports?: readonly Port[];
}

/** A rule without a piece, and the piece as a rule of its own. What would be left empty matches nothing. */
function divide<R extends Divisible<unknown, unknown>>(
  rule: R,
  { peer, port }: RulePiece,
): { readonly kept: R; readonly taken: R } {
  const at = <Item>(items: readonly Item[] | undefined, index: number | undefined) =>
    index === undefined ? items : items?.filter((_, i) => i === index);
  const butAt = <Item>(items: readonly Item[] | undefined, index: number) =>
    items?.filter((_, i) => i !== index);
  const taken = { ...rule, ...ofRule(at(rule.peers, peer), at(rule.ports, port)) };
  if (peer === undefined && port === undefined) return { kept: { ...rule, ports: nowhere }, taken };
  // A peer at a port is a corner of the rule that cannot be taken out alone: the peer is.
  const kept =
    peer === undefined
      ? { ...rule, ...ofRule(rule.peers, butAt(rule.ports, port ?? 0)) }
      : { ...rule, ...ofRule(butAt(rule.peers, peer), rule.ports) };
  const isEmptied = kept.peers?.length === 0 || kept.ports?.length === 0;
  return { kept: isEmptied ? { ...rule, ports: nowhere } : kept, taken };
}

function ofRule(peers: readonly unknown[] | undefined, ports: readonly unknown[] | undefined) {
  return { ...(peers && { peers }), ...(ports && { ports }) };
}

/** The rules with one in place of another; what was taken out of it is still named. */
function replaced<R>(rules: readonly R[], index: number, kept: R, taken: R): readonly R[] {
  return [...rules.map((rule, i) => (i === index ? kept : rule)), { ...taken, ports: nowhere }];
}

/** The same judgement without tiers, over the same parties. */
export function withoutTiers(connectivity: Connectivity): Connectivity {
  if (connectivity.tierPolicies.length === 0) return connectivity;
  return judgeOn(indexOf(connectivity).ground, connectivity.policies);
}
