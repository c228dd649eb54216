import {
  type ComparedFlows,
  type ConnectionSet,
  type FlowChangeState,
  formatAddress,
  visitDifferences,
} from '../core/index';
import { type ConnectionRow, type RowOptions, toConnections, toTitle } from './connectionRows';

type Ends = Readonly<Record<'src' | 'dst', string>>;
type Conn = ConnectionRow['conn'] | 'No Connections';

/** A pair between which not the same is permitted before and after. */
export interface DifferenceRow extends Ends {
  readonly diffType: FlowChangeState;
  readonly ref1: Conn;
  readonly ref2: Conn;
  /** Which ends are on one side only: `workload shop/web[Deployment] added`. */
  readonly info?: string;
}

type Side = Parameters<Parameters<typeof visitDifferences>[1]>[0]['source'];

/**
 * All that differs between different workloads, and between workloads and addresses outside the cluster. A pair
 * without a row is as it was. Workloads that only stand for a selector are left out.
 */
export function toDifferenceRows(flows: ComparedFlows, { ipv6 }: RowOptions): DifferenceRow[] {
  const rows: DifferenceRow[] = [];
  const outside = new Map<string, { readonly row: DifferenceRow; readonly intervals: Interval[] }>();
  visitDifferences(flows, ({ source, destination, before, after, state }) => {
    if (source === destination) return;
    const row: DifferenceRow = {
      diffType: state,
      src: titleOf(source),
      dst: titleOf(destination),
      ref1: toConn(before.connections),
      ref2: toConn(after.connections),
      ...infoOf(source, destination),
    };
    if (JSON.stringify(row.ref1) === JSON.stringify(row.ref2)) return;
    const addresses = [source, destination].find((side) => side.type === 'addresses');
    if ([source, destination].some(isInferred)) return;
    if (!addresses) {
      rows.push(row);
      return;
    }
    const intervals = addresses.intervals.filter(({ family }) => ipv6 || family === 4);
    const known = outside.get(JSON.stringify(row));
    if (known) known.intervals.push(...intervals);
    else outside.set(JSON.stringify(row), { row, intervals: [...intervals] });
  });
  for (const { row, intervals } of outside.values()) {
    for (const range of joinIntervals(intervals).map(toRange))
      rows.push(row.src === anywhere ? { ...row, src: range } : { ...row, dst: range });
  }
  return rows;
}

/** Stands for addresses until those that are alike are joined. */
const anywhere = '';

function titleOf(side: Side): string {
  return side.type === 'workload' ? toTitle(side.workload) : anywhere;
}

function isInferred(side: Side): boolean {
  return side.type === 'workload' && side.workload.origin === 'inferred';
}

function toConn(connections: ConnectionSet): Conn {
  return connections.ranges.length === 0 ? 'No Connections' : toConnections(connections);
}

type Interval = Extract<Side, { type: 'addresses' }>['intervals'][number];

/** Intervals that touch become one. */
function joinIntervals(intervals: readonly Interval[]): Interval[] {
  const joined: Interval[] = [];
  const ordered = intervals.toSorted((a, b) => a.family - b.family || (a.first < b.first ? -1 : 1));
  for (const next of ordered) {
    const last = joined.at(-1);
    if (last && last.family === next.family && last.last + 1n === next.first)
      joined[joined.length - 1] = { ...last, last: next.last };
    else joined.push(next);
  }
  return joined;
}

function toRange({ family, first, last }: Interval): string {
  return [first, last].map((value) => formatAddress({ family, value })).join('-');
}

function infoOf(...sides: readonly Side[]): Pick<DifferenceRow, 'info'> {
  const info = sides.flatMap(arrivalOf);
  return info.length > 0 ? { info: info.join(', ') } : {};
}

function arrivalOf(side: Side): string[] {
  if (side.type === 'addresses' || (side.before >= 0 && side.after >= 0)) return [];
  return [`workload ${toTitle(side.workload)} ${side.before < 0 ? 'added' : 'removed'}`];
}
