import {
  type Analysis,
  type Connectivity,
  type ConnectionSet,
  describeConnections,
  type Direction,
  isSubset,
  NONE,
  type SourceFile,
  union,
} from '../../core/index';
import { toTitle } from '../connectionRows';
import { findEnd } from '../ends';
import { type Conn, readConn } from './connectionCells';
import { withoutOtherProtocols } from './connectionLists';
import { type Focus, inFocus, isInFocus } from './focus';
import { compared, leaveOut, type Outcome, sumOutcomes } from './outcome';
import { rangeEnds } from './rangeEnds';
import { standInsFor } from './standIns';

/** What netpol-analyzer says of ends that are not loaded. */
export interface Exposure {
  readonly ingress: readonly ExposedRow[];
  readonly egress: readonly ExposedRow[];
  /** The directions in which no policy restricts a workload. */
  readonly unprotected: readonly UnprotectedRow[];
}

interface ExposedRow {
  readonly peer: string;
  /** Addresses, or a description of pods. */
  readonly other: string;
  readonly conn?: Conn;
}

interface UnprotectedRow {
  readonly peer: string;
  readonly direction: 'Ingress' | 'Egress';
}

/**
 * Compares what workloads admit from and to addresses, and from and to pods that are not loaded: a pod of each
 * description is loaded with the manifests, and the answer of the workload's end to it is compared.
 * @param analyzeWith the analysis of the manifests with one more file
 * @param connections the only ones that were asked about
 */
export function compareExposure(
  analyzeWith: (file: SourceFile) => Analysis,
  { ingress, egress }: Pick<Exposure, 'ingress' | 'egress'>,
  connections?: Conn,
): Outcome {
  const others = [...ingress, ...egress].map(({ other }) => other).filter((other) => !isRange(other));
  const { file, ends } = standInsFor([...new Set(others)]);
  const { connectivity } = analyzeWith(file);
  const compare = (rows: readonly ExposedRow[], direction: Direction): Outcome[] =>
    rows.map(({ peer, other, conn = connections ?? 'No Connections' }) => {
      const seen = admittedAt(connectivity, peer, direction, ends.get(other) ?? other);
      const [stated, ours] = [readConn(conn), withoutOtherProtocols(inFocus(seen, connections))];
      if (stated === ours) return compared(1, []);
      if (isOfOneRule(connectivity, other) && isSubset(stated, ours)) return leaveOut('oneRuleEach', 1);
      const said = `${describeConnections(stated)}, for us ${describeConnections(ours)}`;
      return compared(1, [`exposed, ${direction} of ${peer}, ${other}: ${said}`]);
    });
  return sumOutcomes([...compare(ingress, 'ingress'), ...compare(egress, 'egress')]);
}

/** Compares which directions of the workloads in focus no policy restricts; those without a row are restricted. */
export function compareProtection(
  { connectivity }: Analysis,
  rows: readonly UnprotectedRow[],
  focus: Focus,
): Outcome {
  const stated = new Set(rows.map(({ peer, direction }) => `${direction} of ${peer}`));
  const ends = connectivity.cluster.workloads
    .filter(({ origin }) => origin === 'loaded')
    .flatMap((workload) =>
      (['ingress', 'egress'] as const).map((direction) => ({
        workload,
        title: toTitle(workload),
        direction,
      })),
    )
    .filter(({ title, direction }) =>
      isInFocus(focus, direction === 'ingress' ? { src: '', dst: title } : { src: title, dst: '' }),
    );
  const wrong = ends.flatMap(({ workload, title, direction }) => {
    const policies = restricting(connectivity, workload.id, direction);
    const end = `${direction === 'ingress' ? 'Ingress' : 'Egress'} of ${title}`;
    if (stated.has(end) === (policies.length === 0)) return [];
    return [`unprotected, ${end}: ${stated.has(end)}, for us restricted by ${policies.join(', ') || 'none'}`];
  });
  return compared(ends.length, wrong);
}

/** The policies that have a say in a direction of a workload. */
function restricting(
  connectivity: Connectivity,
  workloadId: string,
  direction: Direction,
): readonly string[] {
  const groups = connectivity.podGroups(workloadId);
  const isolating = groups.flatMap((group) => connectivity.isolating(group, direction));
  const inTiers = connectivity.tierPolicies.filter(
    (policy) =>
      policy[direction].length > 0 && connectivity.selected(policy).some((group) => groups.includes(group)),
  );
  return [...new Set([...isolating, ...inTiers].map(({ id }) => id))];
}

/** Whether a row may say what one rule admits only: its description is a selector, and rules only add up. */
function isOfOneRule({ tierPolicies }: Connectivity, other: string): boolean {
  return other.includes('[pod with ') && tierPolicies.length === 0;
}

const isRange = (text: string): boolean => /^[\d.]+-[\d.]+$/.test(text);

/** What one end admits of another, whatever the other end says. */
function admittedAt(
  connectivity: Connectivity,
  workload: string,
  direction: Direction,
  other: string,
): ConnectionSet {
  const peers = rangeEnds(connectivity, other).flatMap(({ parties }) => parties);
  return findEnd(connectivity, workload)
    .parties.flatMap((party) => peers.map((peer) => connectivity.admitted(party, direction, peer)))
    .reduce(union, NONE);
}
