import type { Connectivity, Party } from '../evaluate/connectivity';
import { pairsBetween } from '../evaluate/flows';
import type { RulePiece } from '../evaluate/rulePiece';
import { type ConnectionSet, connectionsOf, intersect, NONE } from '../model/connections';
import type { Direction } from '../policy/policy';
import { namedBlocks } from './addressBlocks';
import type { GraphEdge } from './graph';
import type { Member } from './members';
import { representativeOf } from './representative';

/**
 * The rules of all policies that decide something of what an edge says, at either end of any flow it stands for:
 * rules of NetworkPolicies that allow it, and of the tiers that accept, deny or pass it. One entry for each element
 * of from/to; in no order that means anything.
 * @param members what the edge stands for
 */
export function rulesOfEdge(
  connectivity: Connectivity,
  edge: Pick<GraphEdge, 'connections'>,
  members: readonly Member[],
): readonly RulePiece[] {
  const asked = connectionsOf(edge.connections);
  const rules = new Map<string, RulePiece>();
  const add = (rule: RulePiece): void => {
    rules.set(`${rule.policy} ${rule.direction} ${rule.rule} ${rule.peer ?? ''}`, rule);
  };
  const parties = new Map<string, readonly Party[]>();
  const partiesOf = (id: string): readonly Party[] => {
    const known = parties.get(id) ?? partiesOfNode(connectivity, id);
    parties.set(id, known);
    return known;
  };
  for (const { source, destination } of members) {
    for (const [from, to] of pairsBetween(partiesOf(source), partiesOf(destination))) {
      rulesAt(connectivity, from, 'egress', to, asked).forEach(add);
      rulesAt(connectivity, to, 'ingress', from, asked).forEach(add);
    }
  }
  return [...rules.values()];
}

function partiesOfNode(connectivity: Connectivity, id: string): readonly Party[] {
  const groups = connectivity.podGroups(id);
  if (groups.length > 0) return groups;
  const block = namedBlocks(connectivity).find((named) => named.id === id);
  if (block) return block.ranges;
  const representative = representativeOf(connectivity, id);
  return representative && typeof representative !== 'string' ? [representative] : [];
}

/** The rules that decide some of the connections at one end, as far as they come to them (S51). */
function rulesAt(
  connectivity: Connectivity,
  party: Party,
  direction: Direction,
  peer: Party,
  asked: ConnectionSet,
): readonly RulePiece[] {
  const { left } = connectivity.tierVerdict(party, direction, peer);
  const isOpen = connectivity.isolating(party, direction).length === 0;
  const reached = intersect(asked, left);
  const ofTiers = connectivity.tierMatches(party, direction, peer).filter(({ policy, connections }) => {
    const came = policy.tier === 'Admin' ? asked : isOpen ? reached : NONE;
    return intersect(connections, came) !== NONE;
  });
  const ofNetworkPolicies = connectivity
    .matches(party, direction, peer)
    .filter(({ connections }) => intersect(connections, reached) !== NONE);
  return [...ofTiers, ...ofNetworkPolicies].map(({ policy, rule, peer: element }) => ({
    policy: policy.id,
    direction,
    rule,
    ...(element !== undefined && { peer: element }),
  }));
}
