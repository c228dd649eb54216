import type { AddressRange, Connectivity, PodGroup } from '../evaluate/connectivity';
import { type Block, readBlock } from '../model/cidr';
import { type ConnectionSet, NONE, union } from '../model/connections';
import type { Direction, NetworkPolicy, Peer, Rule, TierPeer } from '../policy/policy';
import { effectivePeers } from '../policy/selectors';

/** An address block that policies name. */
export interface NamedBlock {
  /** `Addresses/cidr`, with ` except a,b` where there is one. */
  readonly id: string;
  readonly block: Block;
  /** The address ranges that lie in it. */
  readonly ranges: readonly AddressRange[];
}

/** What the rules that name a block admit at one end of a workload, and whether only some of its pods have it. */
export interface BlockFlow {
  /** Id of the workload. */
  readonly workload: string;
  readonly direction: Direction;
  /** Id of the block. */
  readonly block: string;
  readonly connections: ConnectionSet;
  readonly partial: boolean;
}

/** The id of the node of a block. */
export function blockId({ cidr, except }: Pick<Block, 'cidr' | 'except'>): string {
  return `Addresses/${cidr}${except.length > 0 ? ` except ${except.join(',')}` : ''}`;
}

/** The blocks and networks that policies name where they count (S3), in the order in which they are named. */
export function namedBlocks({ policies, tierPolicies, addressRanges }: Connectivity): NamedBlock[] {
  const blocks = new Map<string, NamedBlock>();
  for (const policy of [...policies, ...tierPolicies]) {
    for (const peer of effectivePeers(policy)) {
      for (const block of namedBy(peer)) {
        const id = blockId(block);
        if (blocks.has(id)) continue;
        blocks.set(id, { id, block, ranges: addressRanges.filter((range) => liesIn(range, block)) });
      }
    }
  }
  return [...blocks.values()];
}

function namedBy(peer: Peer | TierPeer): Block[] {
  if (peer.type === 'ipBlock') return [peer];
  return peer.type === 'networks' ? peer.cidrs.flatMap((cidr) => readBlock(cidr) ?? []) : [];
}

function blocksOf(rule: Rule): Block[] {
  return (rule.peers ?? []).flatMap((peer) => (peer.type === 'ipBlock' ? [peer] : []));
}

/** A range lies in a block or outside it, never across, so that its first address decides. */
function liesIn({ intervals }: AddressRange, block: Block): boolean {
  const first = intervals[0];
  return (
    first !== undefined &&
    block.intervals.some(
      (interval) =>
        interval.family === first.family && interval.first <= first.first && first.first <= interval.last,
    )
  );
}

/** For each isolated workload, the blocks that rules name to or from it, with the ports of those rules together. */
export function blockFlows(connectivity: Connectivity, blocks: readonly NamedBlock[]): BlockFlow[] {
  const byId = new Map(blocks.map((named) => [named.id, named]));
  const byPlace = new Map<
    string,
    { flow: Omit<BlockFlow, 'connections' | 'partial'>; sets: Map<PodGroup, ConnectionSet> }
  >();
  const add = (group: PodGroup, direction: Direction, block: string, connections: ConnectionSet) => {
    const workload = group.workload.id;
    const key = `${workload}\n${direction}\n${block}`;
    let place = byPlace.get(key);
    if (!place) byPlace.set(key, (place = { flow: { workload, direction, block }, sets: new Map() }));
    place.sets.set(group, union(place.sets.get(group) ?? NONE, connections));
  };
  for (const policy of connectivity.policies) {
    for (const direction of policy.directions) {
      for (const [index, rule] of policy[direction].entries()) {
        const named = [...new Set(blocksOf(rule).map(blockId))]
          .map((id) => byId.get(id)!)
          .filter(({ ranges }) => ranges.length > 0);
        const sample = named[0]?.ranges[0];
        if (!sample) continue;
        for (const group of connectivity.selected(policy)) {
          const connections = admittedByRule(connectivity, group, direction, policy, index, sample);
          if (connections !== NONE) for (const { id } of named) add(group, direction, id, connections);
        }
      }
    }
  }
  return Array.from(byPlace.values(), ({ flow, sets }) => {
    const [first, ...others] = sets.values();
    const some = sets.size < connectivity.podGroups(flow.workload).length;
    const partial = some || others.some((set) => set !== first);
    return { ...flow, connections: others.reduce(union, first!), partial };
  });
}

/** Names of ports mean nothing at addresses (S30b), so that a rule admits the same with all the blocks it names. */
function admittedByRule(
  connectivity: Connectivity,
  group: PodGroup,
  direction: Direction,
  policy: NetworkPolicy,
  rule: number,
  sample: AddressRange,
): ConnectionSet {
  const matches = connectivity.matches(group, direction, sample);
  return matches.find((match) => match.policy === policy && match.rule === rule)?.connections ?? NONE;
}
