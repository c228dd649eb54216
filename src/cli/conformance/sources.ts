import { UsageError } from '../input';
import { type CheckedStates, compareStates } from './checks';
import { type Case, readCases, readFileCases } from './corpus';
import {
  compareDifferenceCase,
  compareListedCase,
  type DifferenceCase,
  type ListedCase,
} from './netpolAnalyzer';
import type { Outcome } from './outcome';
import { compareProbeMatrix, type ProbeMatrix } from './truthTables';
import { compareTutorial, type Tutorial } from './tutorials';

/** What came of a case. */
export interface CaseResult extends Outcome {
  readonly name: string;
}

/** A part of the corpus, compared. */
export interface SourceResult {
  readonly name: string;
  readonly cases: readonly CaseResult[];
}

/** The parts of the corpus, and how each is compared. */
const sources: Readonly<Record<string, (corpus: string, part: string) => CaseResult[]>> = {
  tutorials: (corpus, part) => compareAll(readCases<Tutorial>(corpus, part, 'expect.json'), compareTutorial),
  recipes: compareProbes,
  'k8s-e2e': compareProbes,
  cyclonus: compareProbes,
  'netpol-analyzer': (corpus, part) => compareAll(readCases<ListedCase>(corpus, part), compareListedCase),
  'netpol-analyzer-diff': (corpus, part) =>
    compareAll(readFileCases<DifferenceCase>(corpus, part), compareDifferenceCase),
  'policy-assistant': compareProbes,
  'network-policy-api-conformance': compareProbes,
};

/** Compares the whole corpus with the core. */
export function compareCorpus(corpus: string): SourceResult[] {
  return Object.entries(sources).map(([name, compare]) => ({ name, cases: compare(corpus, name) }));
}

function compareProbes(corpus: string, part: string): CaseResult[] {
  return compareAll(readCases<CheckedStates | ProbeMatrix>(corpus, part), ({ expected, ...rest }) =>
    'states' in expected ? compareStates({ expected, ...rest }) : compareProbeMatrix({ expected, ...rest }),
  );
}

/** A case that cannot be compared, as it names an end that we do not know, disagrees. */
function compareAll<Expected>(
  cases: readonly Case<Expected>[],
  compare: (given: Case<Expected>) => Outcome,
): CaseResult[] {
  return cases.map((given) => {
    try {
      return { name: given.name, ...compare(given) };
    } catch (error) {
      if (!(error instanceof UsageError)) throw error;
      return { name: given.name, agreed: 0, disagreements: [error.message], leftOut: [] };
    }
  });
}
