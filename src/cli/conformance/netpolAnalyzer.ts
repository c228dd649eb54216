import { join } from 'node:path';
import { type Analysis, analyze, lint, type SourceFile } from '../../core/index';
import { readInput, UsageError } from '../input';
import { type Check, compareChecks } from './checks';
import type { Conn, Row } from './connectionCells';
import {
  type ChangedRow,
  compareChanges,
  compareList,
  comparePairs,
  type FocusedRow,
} from './connectionLists';
import { analyzeAt, type Case } from './corpus';
import {
  codeOfMessage,
  isAboutNoFiles,
  isMissingToo,
  netpolAnalyzerProfile,
  reasonToLeaveOutError,
} from './differences';
import { compareDefaults, compareExplanations, type ExplainedPair } from './explanations';
import { compareExposure, compareProtection, type Exposure } from './exposure';
import type { Focus } from './focus';
import { compared, leaveOut, type Outcome, sumOutcomes } from './outcome';

/** What netpol-analyzer says of manifests: its list of connections and single verdicts, or why it refuses them. */
export interface ListedCase {
  /** `error`: the manifests are refused. */
  readonly scope: string;
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

/** What a run says, depending on its options. */
interface Run {
  readonly flags: Focus;
  readonly connections?: readonly FocusedRow[];
  /** The connections that alone were asked about. */
  readonly focusConn?: Conn;
  readonly exposure?: Exposure;
  readonly pairs?: readonly ExplainedPair[];
  /** Pairs in which no policy has a part. */
  readonly systemDefaultPairs?: readonly ExplainedPair[];
}

export function compareListedCase({ folder, expected }: Case<ListedCase>): Outcome {
  const { scope, tags, connections, checks = [], pairChecks = [], errors = [], variants } = expected;
  if (scope === 'error') return sumOutcomes(errors.map((error) => compareError(folder, error, tags)));
  const analysis = analyzeManifests(folder);
  return sumOutcomes([
    ...(connections ? [compareList(analysis, connections)] : []),
    compareChecks(analysis, checks),
    comparePairs(analysis, pairChecks),
    // Of manifests that are not refused, they are warnings, or about the options of a run.
    ...errors.map((error) => compareMessage(analysis, error) ?? leaveOut('errorOfTheTool', 1)),
    ...variants.map((run) => compareRun(folder, analysis, run, connections)),
  ]);
}

/** Compares a run with other options; a list that is the same again counts once. */
function compareRun(
  folder: string,
  analysis: Analysis,
  { flags, connections, focusConn, exposure, pairs = [], systemDefaultPairs = [] }: Run,
  known: readonly Row[] | null,
): Outcome {
  const isKnown = JSON.stringify(connections) === JSON.stringify(known);
  const manifests = [join(folder, 'manifests')];
  const analyzeWith = (file: SourceFile): Analysis =>
    analyze([...readInput(manifests), file], undefined, netpolAnalyzerProfile);
  return sumOutcomes([
    ...(connections && !isKnown ? [compareList(analysis, connections, flags, focusConn)] : []),
    ...(exposure ? [compareExposure(analyzeWith, exposure, focusConn)] : []),
    // A run about single connections does not list them.
    ...(exposure && !focusConn ? [compareProtection(analysis, exposure.unprotected, flags)] : []),
    compareExplanations(analysis, pairs),
    compareDefaults(analysis, systemDefaultPairs),
  ]);
}

/** What the API refuses has to be an error for us too, and of some else we have to say the same. */
function compareError(folder: string, error: ListedError, tags: readonly string[]): Outcome {
  if (isAboutNoFiles(error.messageContains)) return compareNoFiles(folder, error);
  const analysis = analyzeManifests(folder, error.subpath);
  const outcome = compareMessage(analysis, error);
  if (outcome) return outcome;
  const reason = reasonToLeaveOutError(error.messageContains, tags);
  if (reason) return leaveOut(reason, 1);
  const isRefused = analysis.diagnostics.some(({ severity }) => severity === 'error');
  return compared(1, isRefused ? [] : [`not refused: ${error.messageContains}`]);
}

/** Compares what netpol-analyzer says with what we say; undefined: nothing that we would. */
function compareMessage(analysis: Analysis, { messageContains: message }: ListedError): Outcome | undefined {
  const isMissing = isMissingToo(message, analysis.connectivity);
  if (isMissing !== undefined) return compared(1, isMissing ? [] : [`there for us: ${message}`]);
  const expected = codeOfMessage(message);
  if (expected === undefined) return undefined;
  const isReported = [...analysis.diagnostics, ...lint(analysis)].some(({ code }) => code === expected);
  return compared(1, isReported ? [] : [`not reported as ${expected}: ${message}`]);
}

function compareNoFiles(folder: string, { subpath, messageContains: message }: ListedError): Outcome {
  try {
    analyzeManifests(folder, subpath);
  } catch (error) {
    if (error instanceof UsageError) return compared(1, []);
    throw error;
  }
  return compared(1, [`there for us: ${message}`]);
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
