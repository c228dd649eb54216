import type { AddressRange, Connectivity, PodGroup } from '../evaluate/connectivity';
import { describeIntervals } from '../model/cidr';
import { type ConnectionSet, intersect, isSubset, NONE, union } from '../model/connections';
import type { Direction } from '../policy/policy';
import { type BlockFlow, blockFlows, type NamedBlock } from './addressBlocks';
import { mergeFlows, type WorkloadFlows } from './workloadFlows';

/** What flows between workloads and addresses, beyond what a workload admits from or to anyone. */
interface OutsideFlows {
  readonly blocks: readonly NamedBlock[];
  /** Of kinds of workloads, those of the first one of them. */
  readonly flows: readonly BlockFlow[];
}

const directions: readonly Direction[] = ['ingress', 'egress'];

/**
 * The flows of the blocks that policies name. Where the tiers deny pods or some addresses something, the named blocks
 * are not enough: what is true of all addresses is said of them together, and addresses that no edge is true of get
 * blocks of their own.
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
  const everywhere = everyAddress(connectivity);
  const listed = named.filter(({ ranges }) => ranges.length > 0);
  const own = connectivity.addressRanges.map(ownBlock);
  const used = new Set<NamedBlock>();
  const { kinds, matrix, namesAddresses } = workloads;
  const ofGroup = new Map<string, readonly Said[]>();
  const saidOf = (kind: number, direction: Direction): readonly Said[] => {
    const usual = workloads[direction].usual[kinds.all[kind]![0]!]?.connections ?? NONE;
    const say = () =>
      sayOfBlocks(connectivity, kinds.groups[kind]!, direction, usual, { everywhere, listed, own });
    // No rule tells addresses apart for those of a group, save for the classes that it names.
    if (kinds.classes[kind]!.some((one) => namesAddresses.has(one))) return say();
    const key = `${matrix.groupOf[kind]} ${direction}`;
    const said = ofGroup.get(key) ?? say();
    ofGroup.set(key, said);
    return said;
  };
  const flows = kinds.all.flatMap(([workload], kind) =>
    directions.flatMap((direction) =>
      saidOf(kind, direction).map(({ block, connections, partial }): BlockFlow => {
        used.add(block);
        const { id } = connectivity.cluster.workloads[workload!]!;
        return { workload: id, direction, block: block.id, connections, partial };
      }),
    ),
  );
  return { blocks: [...named, ...[everywhere, ...own].filter((block) => used.has(block))], flows };
}

/** What is said of a workload and a block, in one direction. */
interface Said {
  readonly block: NamedBlock;
  readonly connections: ConnectionSet;
  readonly partial: boolean;
}

interface Blocks {
  readonly everywhere: NamedBlock;
  readonly listed: readonly NamedBlock[];
  readonly own: readonly NamedBlock[];
}

/** Says of blocks what is true of all of them and not said yet: first of all, then of those named, then of ranges. */
function sayOfBlocks(
  connectivity: Connectivity,
  groups: readonly PodGroup[],
  direction: Direction,
  usual: ConnectionSet,
  { everywhere, listed, own }: Blocks,
): readonly Said[] {
  const toRange = rangeFlows(connectivity, groups, direction);
  const all: Said[] = [];
  const said = new Map<AddressRange, ConnectionSet>();
  const say = (block: NamedBlock, known: ConnectionSet): void => {
    const ranges = block.ranges.map(toRange);
    const connections = ranges.map((flow) => flow.connections).reduce(intersect);
    if (isSubset(connections, known)) return;
    for (const range of block.ranges) said.set(range, union(said.get(range) ?? usual, connections));
    all.push({ block, connections, partial: ranges.some((flow) => flow.partial) });
  };
  say(everywhere, usual);
  const common = said.get(everywhere.ranges[0]!) ?? usual;
  for (const block of listed) say(block, common);
  for (const block of own) {
    const [range] = block.ranges;
    if (range && (said.get(range) ?? usual) !== toRange(range).connections) say(block, usual);
  }
  return all;
}

/** The block of just the addresses of a range. */
export function ownBlock(range: AddressRange): NamedBlock {
  const { intervals } = range;
  const text = describeIntervals(intervals);
  return { id: `Addresses/${text}`, block: { cidr: text, except: [], intervals }, ranges: [range] };
}

/** The block of all addresses outside the cluster. */
export function everyAddress({ addressRanges }: Connectivity): NamedBlock {
  const block = {
    cidr: 'any address',
    except: [],
    intervals: addressRanges.flatMap(({ intervals }) => intervals),
  };
  return { id: 'Addresses/any', block, ranges: addressRanges };
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
