import type { AddressRange, Connectivity, PodGroup } from '../evaluate/connectivity';
import { describeIntervals } from '../model/cidr';
import { type ConnectionSet, intersect, isSubset, NONE, union } from '../model/connections';
import type { Direction } from '../policy/policy';
import { type BlockFlow, blockFlows, type NamedBlock } from './addressBlocks';
import { mergeFlows, type WorkloadFlows } from './workloadFlows';

/** What flows between workloads and addresses, beyond what a workload admits from or to anyone. */
interface OutsideFlows {
  readonly blocks: readonly NamedBlock[];
  readonly flows: readonly BlockFlow[];
}

const directions: readonly Direction[] = ['ingress', 'egress'];

/**
 * The flows of the blocks that policies name. Where the tiers deny some addresses something, the named blocks are
 * not enough: addresses that no edge at one of them is true of get blocks of their own.
 *
 * @param named the blocks that policies name
 */
export function outsideFlows(
  connectivity: Connectivity,
  workloads: WorkloadFlows,
  named: readonly NamedBlock[],
): OutsideFlows {
  if (connectivity.tierPolicies.length === 0) {
    return { blocks: named, flows: blockFlows(connectivity, named) };
  }
  const own = connectivity.addressRanges.map(ownBlock);
  const used = new Set<NamedBlock>();
  const flows = connectivity.cluster.workloads.flatMap(({ id }, i) =>
    directions.flatMap((direction): BlockFlow[] => {
      const groups = connectivity.podGroups(id);
      const usual = workloads[direction].usual[i]?.connections ?? NONE;
      const toRange = rangeFlows(connectivity, groups, direction);
      const said = new Map<AddressRange, ConnectionSet>();
      const say = (block: NamedBlock): BlockFlow[] => {
        const ranges = block.ranges.map(toRange);
        const connections = ranges.map((flow) => flow.connections).reduce(intersect);
        if (isSubset(connections, usual)) return [];
        for (const range of block.ranges) said.set(range, union(said.get(range) ?? usual, connections));
        const partial = ranges.some((flow) => flow.partial);
        return [{ workload: id, direction, block: block.id, connections, partial }];
      };
      const sayOfRange = (block: NamedBlock): BlockFlow[] => {
        const [range] = block.ranges;
        if (!range || (said.get(range) ?? usual) === toRange(range).connections) return [];
        used.add(block);
        return say(block);
      };
      return [...named.filter(({ ranges }) => ranges.length > 0).flatMap(say), ...own.flatMap(sayOfRange)];
    }),
  );
  return { blocks: [...named, ...own.filter((block) => used.has(block))], flows };
}

/** The block of just the addresses of a range. */
export function ownBlock(range: AddressRange): NamedBlock {
  const { intervals } = range;
  const text = describeIntervals(intervals);
  return { id: `Addresses/${text}`, block: { cidr: text, except: [], intervals }, ranges: [range] };
}

function rangeFlows(connectivity: Connectivity, groups: readonly PodGroup[], direction: Direction) {
  const known = new Map<AddressRange, ReturnType<typeof mergeFlows>>();
  return (range: AddressRange) => {
    const found =
      known.get(range) ?? mergeFlows(groups.map((group) => connectivity.admitted(group, direction, range)));
    known.set(range, found);
    return found;
  };
}
