import {
  type Analysis,
  type Connectivity,
  connectionsOf,
  type ConnectionSet,
  describeConnections,
  entryFlows,
  NONE,
  pairsBetween,
  type Party,
  union,
} from '../../core/index';
import { toConnectionRows, toConnections, toTitle } from '../connectionRows';
import { type Conn, readConn, type Row, toComparable } from './connectionCells';
import { controllerTitle, reasonToLeaveOutRow } from './differences';
import { type Focus, inFocus, isInFocus } from './focus';
import { compared, leaveOut, type Outcome, sumOutcomes } from './outcome';
import { rangeEnds } from './rangeEnds';

/** A row of a run that asks for some connections only: it says that they are permitted. */
export type FocusedRow = Omit<Row, 'conn'> & { readonly conn?: Conn };

/**
 * Compares a whole list: every pair of different workloads, every workload with all addresses and with the ingress
 * controller, as far as they are in focus.
 */
export function compareList(
  analysis: Analysis,
  rows: readonly FocusedRow[],
  focus: Focus = {},
  connections?: Conn,
): Outcome {
  const stated = rows.map(({ src, dst, conn = connections ?? 'No Connections' }) => ({ src, dst, conn }));
  const { kept, leftOut } = sortOut(stated);
  const { lists, ranges } = toComparable([kept, listRows(analysis).filter((row) => isInFocus(focus, row))]);
  const [expected = new Map(), actual = new Map()] = lists;
  const wrong = [...new Set([...expected.keys(), ...actual.keys()])].flatMap((pair) => {
    const [said, seen] = [expected.get(pair) ?? NONE, inFocus(actual.get(pair) ?? NONE, connections)];
    return said === seen ? [] : [describeDisagreement(pair, said, seen)];
  });
  return sumOutcomes([compared(countPairs([analysis], ranges, focus), wrong), leftOut]);
}

/** What changes between two clusters, for a pair of ends. */
export type ChangedRow = Readonly<Record<'src' | 'dst', string> & Record<'ref1' | 'ref2', Conn>>;

/** Compares the changes of a list between two clusters. A pair without a row has not changed. */
export function compareChanges(before: Analysis, after: Analysis, rows: readonly ChangedRow[]): Outcome {
  const { kept, leftOut } = sortOut(rows);
  const { lists, ranges } = toComparable([
    kept.map(({ src, dst, ref1 }) => ({ src, dst, conn: ref1 })),
    kept.map(({ src, dst, ref2 }) => ({ src, dst, conn: ref2 })),
    listRows(before),
    listRows(after),
  ]);
  const [oldStated, newStated, oldSeen, newSeen] = lists;
  const wrong = [...new Set(lists.flatMap((list) => [...list.keys()]))].flatMap((pair) => {
    const [was, is] = [oldSeen?.get(pair) ?? NONE, newSeen?.get(pair) ?? NONE];
    // A pair that is not in the rows is stated not to change.
    const [statedWas, statedIs] = [oldStated?.get(pair) ?? was, newStated?.get(pair) ?? was];
    return [
      ...(statedWas === was ? [] : [describeDisagreement(`before, ${pair}`, statedWas, was)]),
      ...(statedIs === is ? [] : [describeDisagreement(`after, ${pair}`, statedIs, is)]),
    ].slice(0, 1);
  });
  return sumOutcomes([compared(countPairs([before, after], ranges), wrong), leftOut]);
}

/** Compares what is permitted between single pairs of workloads or ranges of addresses. */
export function comparePairs({ connectivity }: Analysis, rows: readonly Row[]): Outcome {
  const wrong = rows.flatMap(({ src, dst, conn }) => {
    const [sources, destinations] = [src, dst].map((end) => partiesOf(connectivity, end));
    const pairs = pairsBetween(sources ?? [], destinations ?? []);
    const permitted = pairs.map(([source, destination]) => connectivity.permitted(source, destination));
    const [stated, seen] = [readConn(conn), withoutOtherProtocols(permitted.reduce(union, NONE))];
    return stated === seen ? [] : [describeDisagreement(`${src} → ${dst}`, stated, seen)];
  });
  return compared(rows.length, wrong);
}

function partiesOf(connectivity: Connectivity, end: string): readonly Party[] {
  return rangeEnds(connectivity, end).flatMap(({ parties }) => parties);
}

/** Lists know TCP, UDP and SCTP only. */
export function withoutOtherProtocols({ ranges }: ConnectionSet): ConnectionSet {
  return connectionsOf(ranges.filter(({ protocol }) => protocol !== 'other'));
}

function listRows({ connectivity }: Analysis): readonly Row[] {
  const sent = entryFlows(connectivity, 'stand-in').filter(({ permitted }) => permitted !== NONE);
  return [
    ...toConnectionRows(connectivity, { ipv6: false }),
    ...sent.map(
      ({ destination, permitted }): Row => ({
        src: controllerTitle,
        dst: toTitle(destination),
        conn: toConnections(permitted),
      }),
    ),
  ];
}

function sortOut<Ends extends Pick<Row, 'src' | 'dst'>>(
  rows: readonly Ends[],
): { readonly kept: readonly Ends[]; readonly leftOut: Outcome } {
  const reasons = rows.flatMap((row) => reasonToLeaveOutRow(row) ?? []);
  return {
    kept: rows.filter((row) => reasonToLeaveOutRow(row) === undefined),
    leftOut: sumOutcomes(reasons.map((reason) => leaveOut(reason, 1))),
  };
}

/** How many pairs a list speaks of, those without a row included. */
function countPairs(analyses: readonly Analysis[], ranges: number, focus: Focus = {}): number {
  const clusters = analyses.map(({ connectivity }) => connectivity.cluster);
  const workloads = clusters
    .flatMap((cluster) => cluster.workloads)
    .filter(({ origin }) => origin === 'loaded');
  const titles = [...new Set(workloads.map(toTitle))];
  const hasEntries = clusters.some(({ entries }) => entries.length > 0);
  const addresses = Array.from({ length: ranges }, (_, i) => `range ${i}`);
  const pairs = titles.flatMap((src) => [
    ...titles.filter((dst) => dst !== src).map((dst) => ({ src, dst })),
    ...addresses.flatMap((range) => [
      { src, dst: range },
      { src: range, dst: src },
    ]),
    ...(hasEntries ? [{ src: controllerTitle, dst: src }] : []),
  ]);
  return pairs.filter((pair) => isInFocus(focus, pair)).length;
}

function describeDisagreement(pair: string, stated: ConnectionSet, seen: ConnectionSet): string {
  return `${pair}: ${describeConnections(stated)}, for us ${describeConnections(seen)}`;
}
