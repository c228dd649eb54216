import {
  type Analysis,
  connectionsOf,
  type ConnectionSet,
  describeConnections,
  NONE,
  pairsBetween,
  union,
} from '../../core/index';
import { toConnectionRows, toTitle } from '../connectionRows';
import { findEnd } from '../ends';
import { readConn, type Row, toComparable } from './connectionCells';
import { hasOtherPolicies, reasonToLeaveOutRow } from './differences';
import { compared, leaveOut, type Outcome, sumOutcomes } from './outcome';

/** Compares a whole list: every pair of different workloads, and every workload with all addresses. */
export function compareList(analysis: Analysis, rows: readonly Row[]): Outcome {
  if (hasOtherPolicies(analysis)) return leaveOut('otherPolicies', rows.length);
  const { kept, leftOut } = sortOut(rows);
  const { lists, ranges } = toComparable([kept, listRows(analysis)]);
  const [expected = new Map(), actual = new Map()] = lists;
  const wrong = [...new Set([...expected.keys(), ...actual.keys()])].flatMap((pair) => {
    const [stated, seen] = [expected.get(pair) ?? NONE, actual.get(pair) ?? NONE];
    return stated === seen ? [] : [describeDisagreement(pair, stated, seen)];
  });
  return sumOutcomes([compared(countPairs([analysis], ranges), wrong), leftOut]);
}

/** What changes between two clusters, for a pair of ends. */
export type ChangedRow = Readonly<Record<'src' | 'dst', string> & Record<'ref1' | 'ref2', Row['conn']>>;

/** Compares the changes of a list between two clusters. A pair without a row has not changed. */
export function compareChanges(before: Analysis, after: Analysis, rows: readonly ChangedRow[]): Outcome {
  if ([before, after].some(hasOtherPolicies)) return leaveOut('otherPolicies', rows.length);
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

/** Compares what is permitted between single pairs of workloads. */
export function comparePairs(analysis: Analysis, rows: readonly Row[]): Outcome {
  if (hasOtherPolicies(analysis)) return leaveOut('otherPolicies', rows.length);
  const { connectivity } = analysis;
  const wrong = rows.flatMap(({ src, dst, conn }) => {
    const pairs = pairsBetween(findEnd(connectivity, src).parties, findEnd(connectivity, dst).parties);
    const permitted = pairs.map(([source, destination]) => connectivity.permitted(source, destination));
    const [stated, seen] = [readConn(conn), withoutOtherProtocols(permitted.reduce(union, NONE))];
    return stated === seen ? [] : [describeDisagreement(`${src} → ${dst}`, stated, seen)];
  });
  return compared(rows.length, wrong);
}

/** Lists know TCP, UDP and SCTP only. */
function withoutOtherProtocols({ ranges }: ConnectionSet): ConnectionSet {
  return connectionsOf(ranges.filter(({ protocol }) => protocol !== 'other'));
}

const listRows = ({ connectivity }: Analysis) => toConnectionRows(connectivity, { ipv6: false });

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
function countPairs(analyses: readonly Analysis[], ranges: number): number {
  const workloads = analyses
    .flatMap(({ connectivity }) => connectivity.cluster.workloads)
    .filter(({ origin }) => origin === 'loaded');
  const { size } = new Set(workloads.map(toTitle));
  return size * (size - 1) + 2 * size * ranges;
}

function describeDisagreement(pair: string, stated: ConnectionSet, seen: ConnectionSet): string {
  return `${pair}: ${describeConnections(stated)}, for us ${describeConnections(seen)}`;
}
