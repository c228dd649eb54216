import type { Connectivity, Party } from '../evaluate/connectivity';
import { canMeet, permittedRow } from '../evaluate/flows';
import { ALL, type ConnectionSet, NONE, union } from '../model/connections';
import type { Direction } from '../policy/policy';
import { namedBlocks } from './addressBlocks';
import { nodeTitle } from './edges';
import type { Graph, GraphNode } from './graph';
import { otherAddresses } from './hubs';

/** What stands at the ends of flows in tables: a workload, a block that policies name, or all other addresses. */
export interface GridEnd {
  /** Id of the graph's node; of all other addresses `otherAddresses`. */
  readonly id: string;
  readonly title: string;
  /** Empty for addresses. */
  readonly namespace: string;
  readonly parties: readonly Party[];
  /** Whether a policy isolates some of its pods. */
  readonly isolated: Readonly<Record<Direction, boolean>>;
}

/** What is permitted between two ends. */
export interface GridCell {
  readonly connections: ConnectionSet;
  /** Pairs of pods, or addresses, differ. */
  readonly partial: boolean;
}

/** All flows between single ends, a row at a time: the codes of a row are read with `cell`. */
export interface FlowGrid {
  /** By namespace and title; addresses are last. */
  readonly ends: readonly GridEnd[];
  /** Position of an end by its id. */
  readonly index: ReadonlyMap<string, number>;
  /** What is permitted from one end to every end, as codes: by position of the destination. Not to be changed. */
  readonly row: (source: number) => Int32Array;
  /** undefined: nothing can flow here, as between two ranges of addresses, or a lone pod and itself (S31). */
  readonly cell: (code: number) => GridCell | undefined;
  /** No policy has a say: everything is permitted, and neither end is isolated. */
  readonly isUnrestricted: (source: number, destination: number) => boolean;
}

/** So many codes are kept; the rows that were asked for longest ago are worked out anew. */
const mostCodes = 8_000_000;

const collator = new Intl.Collator('en', { numeric: true });

/** Lays all flows out as rows and columns. No row is worked out before it is asked for. */
export function buildFlowGrid(connectivity: Connectivity, graph: Graph): FlowGrid {
  const ends = buildEnds(connectivity, graph);
  const cells: (GridCell | undefined)[] = [undefined];
  const codes = new Map<number, number>();
  const codeOf = (connections: ConnectionSet, partial: boolean): number => {
    const key = connections.id * 2 + Number(partial);
    let code = codes.get(key);
    if (code === undefined) codes.set(key, (code = cells.push({ connections, partial }) - 1));
    return code;
  };
  const rows = new Map<number, Int32Array>();
  const mostRows = Math.max(1, Math.floor(mostCodes / Math.max(1, ends.length)));
  const buildRow = (source: GridEnd): Int32Array => {
    const permitted = source.parties.map((party) => [party, permittedRow(connectivity, party)] as const);
    return Int32Array.from(ends, ({ parties }) => {
      let connections: ConnectionSet | undefined;
      let partial = false;
      for (const [from, row] of permitted) {
        for (const to of parties) {
          if (!canMeet(from, to)) continue;
          const found = row[to.index] ?? NONE;
          connections ??= found;
          if (found === connections) continue;
          partial = true;
          connections = union(connections, found);
        }
      }
      return connections ? codeOf(connections, partial) : 0;
    });
  };
  const row = (source: number): Int32Array => {
    const known = rows.get(source);
    if (known) return known;
    const end = ends[source];
    if (!end) throw new Error(`there is no end ${source}`);
    const [oldest] = rows.keys();
    if (rows.size >= mostRows && oldest !== undefined) rows.delete(oldest);
    const built = buildRow(end);
    rows.set(source, built);
    return built;
  };
  return {
    ends,
    index: new Map(ends.map(({ id }, position) => [id, position])),
    row,
    cell: (code) => cells[code],
    isUnrestricted: (source, destination) =>
      ends[source]?.isolated.egress === false &&
      ends[destination]?.isolated.ingress === false &&
      cells[row(source)[destination] ?? 0]?.connections === ALL,
  };
}

function buildEnds(connectivity: Connectivity, { nodes }: Graph): GridEnd[] {
  const blocks = namedBlocks(connectivity);
  const named = new Set(blocks.flatMap(({ ranges }) => ranges));
  const partiesOf = new Map<string, readonly Party[]>(blocks.map(({ id, ranges }) => [id, ranges]));
  const ends = nodes.flatMap((node): GridEnd[] => {
    if (node.type === 'workload') {
      return [toEnd(node, node.namespace, connectivity.podGroups(node.id))];
    }
    const parties = partiesOf.get(node.id);
    return node.type === 'addresses' && parties ? [toEnd(node, '', parties)] : [];
  });
  const others = connectivity.addressRanges.filter((range) => !named.has(range));
  ends.sort(
    (a, b) =>
      Number(a.namespace === '') - Number(b.namespace === '') ||
      collator.compare(a.namespace, b.namespace) ||
      collator.compare(a.title, b.title),
  );
  const open = { ingress: false, egress: false };
  const title = blocks.length > 0 ? 'Other addresses' : 'Outside';
  if (others.length > 0)
    ends.push({ id: otherAddresses, title, namespace: '', parties: others, isolated: open });
  return ends;
}

function toEnd(node: GraphNode, namespace: string, parties: readonly Party[]): GridEnd {
  const isIsolated = (direction: Direction): boolean =>
    node.type === 'workload' && node[direction].isolatedBy.length > 0;
  const isolated = { ingress: isIsolated('ingress'), egress: isIsolated('egress') };
  return { id: node.id, title: nodeTitle(node), namespace, parties, isolated };
}
