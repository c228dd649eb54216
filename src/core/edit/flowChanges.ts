import type { Connectivity, Party } from '../evaluate/connectivity';
import { namedBlocks, type NamedBlock } from '../graph/addressBlocks';
import { otherAddresses } from '../graph/hubs';
import { workloadTitles } from '../model/titles';
import type { Block } from '../model/cidr';
import { describeConnections, NONE, union, type ConnectionSet } from '../model/connections';
import type { PairDifference } from './flowDifference';
import { covers, titleOfBlock, type FlowEnd } from './flowEnd';
import type { FlowChange } from './intent';

/** The two ends of the flow that was drawn. */
export interface DrawnFlow {
  readonly source: FlowEnd;
  readonly destination: FlowEnd;
}

interface Spot {
  readonly id: string;
  readonly title: string;
}

/**
 * The differences between parties as differences between nodes of the graph, the drawn flow first, the others in the
 * order of the cluster. A range of addresses counts as the drawn block, else as the smallest named one that holds it,
 * else as the other addresses.
 */
export function toFlowChanges(
  differences: readonly PairDifference[],
  connectivity: Connectivity,
  drawn?: DrawnFlow,
): FlowChange[] {
  const titles = workloadTitles(connectivity.cluster);
  const blocks = namedBlocks(connectivity).toSorted((a, b) => compareSize(a.block, b.block));
  const spot = (party: Party, role: 'source' | 'destination'): Spot => {
    if (party.type === 'pods') {
      const { id } = party.workload;
      return { id, title: titles.get(id) ?? id };
    }
    const end = drawn?.[role];
    if (end?.type === 'addresses' && covers(end, party)) return end;
    return spotOfRange(party.index, blocks) ?? { id: otherAddresses, title: 'any other address' };
  };
  const merged = new Map<string, MergedChange>();
  for (const difference of differences.toSorted(byParties)) {
    const source = spot(difference.source, 'source');
    const destination = spot(difference.destination, 'destination');
    const key = JSON.stringify([source.id, destination.id]);
    const known = merged.get(key) ?? { opened: NONE, closed: NONE, isDrawn: false };
    merged.set(key, {
      source,
      destination,
      opened: union(known.opened, difference.opened),
      closed: union(known.closed, difference.closed),
      isDrawn: known.isDrawn || (drawn !== undefined && isOf(drawn, difference)),
    });
  }
  const changes = [...merged.values()];
  return [...changes.filter(({ isDrawn }) => isDrawn), ...changes.filter(({ isDrawn }) => !isDrawn)].map(
    ({ source, destination, opened, closed }) => ({
      source: source.id,
      destination: destination.id,
      opened: opened.ranges,
      closed: closed.ranges,
      name: `${source.title} to ${destination.title}, ${describeConnections(union(opened, closed))}`,
    }),
  );
}

function byParties(a: PairDifference, b: PairDifference): number {
  return a.source.index - b.source.index || a.destination.index - b.destination.index;
}

interface MergedChange {
  readonly source: Spot;
  readonly destination: Spot;
  readonly opened: ConnectionSet;
  readonly closed: ConnectionSet;
  readonly isDrawn: boolean;
}

/** Whether two parties are what was drawn. */
export function isOf({ source, destination }: DrawnFlow, pair: PairDifference): boolean {
  return covers(source, pair.source) && covers(destination, pair.destination);
}

function spotOfRange(index: number, blocks: readonly NamedBlock[]): Spot | undefined {
  const named = blocks.find(({ ranges }) => ranges.some((range) => range.index === index));
  return named && { id: named.id, title: titleOfBlock(named.block) };
}

function compareSize(a: Block, b: Block): number {
  const [first, second] = [sizeOf(a), sizeOf(b)];
  return first < second ? -1 : Number(first > second);
}

function sizeOf({ intervals }: Block): bigint {
  return intervals.reduce((sum, { first, last }) => sum + last - first + 1n, 0n);
}
