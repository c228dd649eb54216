import { ALL, type ConnectionSet, intersect, NONE, union } from '../model/connections';
import { PairNumbers } from '../model/pairNumbers';
import type { Direction, NetworkPolicy, Policy, PolicyPort, TierPolicy } from '../policy/policy';
import { attribute, type ClassPart, visitMatrix, withoutPolicies } from './attribution';
import { judgeOn } from './buildConnectivity';
import type { ClassMatrix } from './classMatrix';
import type { Connectivity, Party } from './connectivity';
import { indexOf } from './indexes';
import { mergedClasses } from './mergedClasses';
import type { PairParts } from './pairParts';
import { reviseIndex } from './policyIndex';
import { compilePorts, compileTierPorts, portsAt } from './rulePorts';
import { buildTiers } from './tiers';

/** A rule of a policy, by the policy's id; or one element of its from/to, or one of its ports, by index. */
export interface RulePiece {
  readonly policy: string;
  readonly direction: Direction;
  readonly rule: number;
  readonly peer?: number;
  readonly port?: number;
}

/**
 * The part of a piece of a policy in all pairs: `opens` and `closes` are what would change without it, the policy
 * staying else as it is; `alsoOpens` and `alsoCloses` are what it decides where something else would decide the
 * same, and `allowsInVain` what it allows in vain. undefined: there is no such piece, or it is inert (S3).
 */
export function attributePiece(
  connectivity: Connectivity,
  piece: RulePiece,
): ClassMatrix<ClassPart> | undefined {
  const policy = [...connectivity.policies, ...connectivity.tierPolicies].find(
    ({ id }) => id === piece.policy,
  );
  if (!policy || !isThere(policy, piece)) return undefined;
  return policy.kind === 'NetworkPolicy'
    ? attributeOfNetworkPolicy(connectivity, policy, piece)
    : attributeOfTier(connectivity, policy, piece);
}

/** Visits every pair in which a piece of a policy has a part, as `attributePiece` tells it. */
export function visitPieceParts(
  connectivity: Connectivity,
  piece: RulePiece,
  visit: (source: Party, destination: Party, parts: PairParts) => void,
): void {
  const matrix = attributePiece(connectivity, piece);
  if (matrix) visitMatrix(connectivity, matrix, visit);
}

function isThere(policy: Policy, { direction, rule, peer, port }: RulePiece): boolean {
  if (policy.kind === 'NetworkPolicy' && !policy.directions.has(direction)) return false;
  const written = policy[direction][rule];
  if (!written) return false;
  const { peers = [], ports = [] } = written;
  return (peer === undefined || peer in peers) && (port === undefined || port in ports);
}

function attributeOfNetworkPolicy(
  connectivity: Connectivity,
  policy: NetworkPolicy,
  piece: RulePiece,
): ClassMatrix<ClassPart> {
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
  const classes = mergedClasses(connectivity);
  const index = reviseIndex(classes.index, [policy], [rest, alone]);
  const { samples } = index.ground.classes;
  const divided = [compilePorts(kept.ports), compilePorts(taken.ports)] as const;
  const areNamed = divided.some(({ names }) => names.length > 0);
  const pairs = new PairNumbers();
  return attribute(
    { ...classes, index },
    {
      policies: [alone],
      without: withoutPolicies(index, [alone]),
      directions: [direction],
      ...(areNamed && {
        tellApart(at) {
          const [left, gone] = divided.map((ports) => portsAt(ports, samples[at]!, connectivity.profile).id);
          return pairs.number(left!, gone!);
        },
      }),
      toEnd: (_, { all, rest: without, own, left }) => ({
        all,
        rest: without,
        allowed: intersect(own, left),
        spared: NONE,
        denied: NONE,
      }),
    },
  );
}

function attributeOfTier(
  connectivity: Connectivity,
  policy: TierPolicy,
  piece: RulePiece,
): ClassMatrix<ClassPart> {
  const { direction } = piece;
  const rule = policy[direction][piece.rule];
  if (!rule) throw new Error('a rule was asked about that is not there');
  const { kept, taken } = divide(rule, piece);
  const rest: TierPolicy = { ...policy, [direction]: replaced(policy[direction], piece.rule, kept, taken) };
  const classes = mergedClasses(connectivity);
  const { ground } = classes.index;
  const tierPolicies = connectivity.tierPolicies.map((other) => (other === policy ? rest : other));
  const ports = compileTierPorts(taken.ports);
  const portsOf = (at: number): ConnectionSet =>
    portsAt(ports, ground.classes.samples[at]!, connectivity.profile);
  return attribute(classes, {
    policies: [policy],
    without: { ...classes.index, tierPolicies, tiers: buildTiers(tierPolicies, ground) },
    directions: [direction],
    tellApart: (at) => portsOf(at).id,
    toEnd({ isOpen }, { all, rest: without, left, matches }, at, peer) {
      // Only what the Admin tier leaves and no NetworkPolicy judges reaches the Baseline tier (S51, S54).
      const reached = policy.tier === 'Admin' ? ALL : isOpen ? left : NONE;
      const decided = matches
        .filter((match) => match.policy === policy && match.rule === piece.rule)
        .filter((match) => piece.peer === undefined || match.peer === piece.peer)
        .map(({ connections }) => connections)
        .reduce(union, NONE);
      const own = intersect(intersect(decided, reached), portsOf(direction === 'ingress' ? at : peer));
      return {
        all,
        rest: without,
        allowed: rule.action === 'Accept' ? own : NONE,
        spared: NONE,
        denied: rule.action === 'Deny' ? own : NONE,
      };
    },
  });
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
