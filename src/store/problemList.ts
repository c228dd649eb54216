import { create } from 'zustand';
import type { Diagnostic } from '../core/index';

type Severity = Diagnostic['severity'];
export type ProblemGrouping = 'severity' | 'policy' | 'namespace';

/** What of the problems is listed, and how. */
interface ProblemListState {
  readonly grouping: ProblemGrouping;
  /** Words that are all looked for. */
  readonly text: string;
  readonly hidden: ReadonlySet<Severity>;
  /** Id of the node that the problems are to be about. A new object is a new request, even for the same node. */
  readonly about: { readonly node: string } | undefined;
  /** What comments mute is listed as well. */
  readonly showsMuted: boolean;
}

const everything = {
  text: '',
  hidden: new Set<Severity>(),
  about: undefined,
} satisfies Partial<ProblemListState>;

export const useProblemList = create<ProblemListState>()(() => ({
  grouping: 'severity',
  ...everything,
  showsMuted: false,
}));

export function listProblems(change: Partial<ProblemListState>): void {
  useProblemList.setState(change);
}

/** Lists the problems of a node of the picture, and nothing else. */
export function listProblemsOf(node: string): void {
  useProblemList.setState({ ...everything, about: { node } });
}

export function listAllProblems(): void {
  useProblemList.setState(everything);
}
