import type { FlowState } from '../evaluate/attribution';
import { describeConnections, intersect } from '../model/connections';
import { stateWords } from './edges';
import type { GridFilter } from './flowFilter';
import type { FlowGrid } from './flowGrid';
import { anywhereDestination, anywhereSource } from './hubs';
import type { PolicyParts } from './policyParts';

export type FlowColumn = 'source' | 'destination' | 'ports' | 'verdict' | 'state';

/** Which flows a table lists, and in which order. */
export interface FlowRowsQuery {
  /** Words that the titles of the ends must contain. */
  readonly source: string;
  readonly destination: string;
  /** Ids of the ends that are meant; undefined: all. */
  readonly sources?: readonly string[];
  readonly destinations?: readonly string[];
  readonly verdict: 'allowed' | 'denied' | 'any';
  /** Also flows that no policy restricts. */
  readonly unrestricted: boolean;
  /** Only flows in which the selected policies have a part, allowed or denied. */
  readonly onlyParts: boolean;
  readonly sortedBy: FlowColumn;
  readonly descending: boolean;
}

/** The part of selected policies in the flow between two ends of a grid. */
export type PartsBetween = (source: number, destination: number) => PolicyParts;

const noParts: PolicyParts = [];

/** No policy is selected. */
export const withoutParts: PartsBetween = () => noParts;

/**
 * Looks the parts of selected policies up by the ends of a grid.
 * @param partsOf `policyPartsBetween`
 */
export function buildPartsBetween(
  { ends }: FlowGrid,
  partsOf: (source: string, destination: string) => PolicyParts | undefined,
): PartsBetween {
  // A block of which nothing else is said is as the addresses that no policy names.
  return (source, destination) => {
    const [from, to] = [ends[source], ends[destination]];
    if (!from || !to) return noParts;
    const fromOutside = from.namespace === '' ? anywhereSource : from.id;
    const toOutside = to.namespace === '' ? anywhereDestination : to.id;
    return partsOf(from.id, to.id) ?? partsOf(fromOutside, toOutside) ?? noParts;
  };
}

/** A flow of a grid by its two ends: `source * ends + destination`. */
export type FlowNumber = number;

const stateRank: Readonly<Record<FlowState, number>> = {
  opens: 0,
  keepsOpen: 1,
  closes: 2,
  alsoOpens: 3,
  alsoCloses: 4,
  allowsInVain: 5,
};

/** The flows that a table lists, in its order. Cost: that of all pairs of ends, without an object for any of them. */
export function listFlows(
  grid: FlowGrid,
  filter: GridFilter,
  query: FlowRowsQuery,
  partsBetween: PartsBetween,
): readonly FlowNumber[] | Float64Array {
  const size = grid.ends.length;
  const isSource = meant(grid, query.source, query.sources);
  const isDestination = meant(grid, query.destination, query.destinations);
  const ranks = new Map<number, number>();
  const rankOf = rankBy(grid, filter, query.sortedBy, partsBetween, ranks);
  const keys: number[] = [];
  for (let source = 0; source < size; source++) {
    if (!isSource[source]) continue;
    const row = grid.row(source);
    for (let destination = 0; destination < size; destination++) {
      const code = row[destination] ?? 0;
      if (code === 0 || !isDestination[destination]) continue;
      const isAllowed = filter.passes(code);
      if (query.verdict !== 'any' && isAllowed !== (query.verdict === 'allowed')) continue;
      if (!query.unrestricted && grid.isUnrestricted(source, destination)) continue;
      if (!filter.keeps(source, destination)) continue;
      if (query.onlyParts && partsBetween(source, destination).length === 0) continue;
      keys.push(rankOf(source, destination, code) * size * size + source * size + destination);
    }
  }
  const sorted = Float64Array.from(keys);
  if (query.sortedBy !== 'source') sorted.sort(); // found in the order of the source
  if (query.descending) sorted.reverse();
  return sorted.map((key) => key % (size * size));
}

/** By position of the end, whether its title has the words and it is among those that are meant. */
function meant({ ends }: FlowGrid, text: string, ids: readonly string[] | undefined): readonly boolean[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  const among = ids && new Set(ids);
  return ends.map(
    ({ id, title }) => among?.has(id) !== false && words.every((word) => title.toLowerCase().includes(word)),
  );
}

/** What comes before the order of the ends. */
function rankBy(
  grid: FlowGrid,
  filter: GridFilter,
  column: FlowColumn,
  partsBetween: PartsBetween,
  ranks: Map<number, number>,
): (source: number, destination: number, code: number) => number {
  switch (column) {
    case 'source':
      return () => 0;
    case 'destination':
      return (_, destination) => destination;
    case 'verdict':
      return (_, __, code) => (filter.passes(code) ? (grid.cell(code)?.partial ? 1 : 0) : 2);
    case 'state':
      return (source, destination) => {
        const [first] = partsBetween(source, destination);
        return first ? stateRank[first.state] : 6;
      };
    case 'ports':
      return (_, __, code) => {
        const known = ranks.get(code);
        if (known !== undefined) return known;
        const cell = grid.cell(code);
        const first = cell && intersect(cell.connections, filter.asked).ranges[0];
        const rank = first ? protocolRank[first.protocol] * 65536 + first.from : 4 * 65536;
        ranks.set(code, rank);
        return rank;
      };
    default:
      return column satisfies never;
  }
}

const protocolRank = { TCP: 0, UDP: 1, SCTP: 2, other: 3 };

/** `shop/api to data/db, TCP 5432, opened`: how a flow is called wherever it is listed. */
export function flowName(source: string, destination: string, ports: string, parts: PolicyParts): string {
  const says = [ports, ...parts.map(({ state }) => stateWords[state])];
  return `${source} to ${destination}, ${says.join(', ')}`;
}

/** What a cell permits of what is asked, in words. */
export function cellPorts(grid: FlowGrid, filter: GridFilter, code: number): string {
  const cell = grid.cell(code);
  if (!cell) return 'itself';
  return filter.passes(code) ? describeConnections(intersect(cell.connections, filter.asked)) : 'no flow';
}
