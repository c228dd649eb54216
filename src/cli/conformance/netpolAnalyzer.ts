import { join } from 'node:path';
import type { Analysis } from '../../core/index';
import { type Check, compareChecks } from './checks';
import type { Row } from './connectionCells';
import { type ChangedRow, compareChanges, compareList, comparePairs } from './connectionLists';
import { analyzeAt, type Case } from './corpus';
import { hasOtherPolicies, netpolAnalyzerProfile, reasonToLeaveOutError } from './differences';
import { compared, leaveOut, type Outcome, sumOutcomes } from './outcome';

/** What netpol-analyzer says of manifests: its list of connections and single verdicts, or why it refuses them. */
export interface ListedCase {
  readonly tags: readonly string[];
  readonly connections: readonly Row[] | null;
  readonly checks?: readonly Check[];
  readonly pairChecks?: readonly Row[];
  readonly errors?: readonly ListedError[];
  /** The list again, and runs with other options. */
  readonly variants: readonly Run[];
}

interface ListedError {
  readonly messageContains: string;
  /** The folder of the manifests that are refused, where it is not all. */
  readonly subpath?: string;
}

interface Run {
  readonly flags: Readonly<Record<string, unknown>>;
  readonly connections?: readonly unknown[];
  readonly pairs?: readonly unknown[];
  readonly exposure?: Readonly<Record<'egress' | 'ingress' | 'unprotected', readonly unknown[]>>;
}

export function compareListedCase({ folder, expected }: Case<ListedCase>): Outcome {
  const { tags, connections, checks = [], pairChecks = [], errors = [], variants } = expected;
  const otherRuns = variants.filter(({ flags }) => Object.keys(flags).length > 0);
  const leftOut = otherRuns.map((run) => leaveOut('otherRuns', countRows(run)));
  if (errors.length > 0) {
    return sumOutcomes([...errors.map((error) => compareError(folder, error, tags)), ...leftOut]);
  }
  const analysis = analyzeManifests(folder);
  return sumOutcomes([
    ...(connections ? [compareList(analysis, connections)] : []),
    compareChecks(analysis, checks),
    comparePairs(analysis, pairChecks),
    ...leftOut,
  ]);
}

function countRows({ connections = [], pairs = [], exposure }: Run): number {
  return [connections, pairs, ...Object.values(exposure ?? {})].flat().length;
}

/** What the API refuses has to be an error for us too. */
function compareError(folder: string, error: ListedError, tags: readonly string[]): Outcome {
  const reason = reasonToLeaveOutError(error.messageContains, tags);
  if (reason) return leaveOut(reason, 1);
  const analysis = analyzeManifests(folder, error.subpath);
  if (hasOtherPolicies(analysis)) return leaveOut('otherPolicies', 1);
  const isRefused = analysis.diagnostics.some(({ severity }) => severity === 'error');
  return compared(1, isRefused ? [] : [`not refused: ${error.messageContains}`]);
}

/** What netpol-analyzer says to be different between two of its cases. */
export interface DifferenceCase {
  readonly ref1: string;
  readonly ref2: string;
  readonly rows: readonly ChangedRow[];
}

export function compareDifferenceCase({
  folder,
  expected: { ref1, ref2, rows },
}: Case<DifferenceCase>): Outcome {
  const [before, after] = [ref1, ref2].map((name) =>
    analyzeManifests(join(folder, '../netpol-analyzer', name)),
  ) as [Analysis, Analysis];
  return compareChanges(before, after, rows);
}

function analyzeManifests(folder: string, below = '.'): Analysis {
  return analyzeAt(folder, [join('manifests', below)], netpolAnalyzerProfile);
}
