import { CircleCheck } from 'lucide-react';
import { useDeferredValue, useMemo } from 'react';
import type { GraphNode } from '../../core/index';
import { useAnalysis } from '../../store/analysis';
import { isAbout } from '../../store/problemCounts';
import { listAllProblems, useProblemList } from '../../store/problemList';
import { Button } from '../../ui/Button';
import { count } from '../../ui/count';
import type { AnalysisView } from '../../worker/views';
import { ProblemList } from './ProblemList';
import { countBySeverity, hasWords, toRows, type Problem } from './problemRows';
import styles from './Problems.module.css';
import { ProblemsToolbar } from './ProblemsToolbar';

const none: readonly Problem[] = [];

/** What is wrong or doubtful in the manifests: to be looked for, looked at, mended and muted. */
export function ProblemsPanel() {
  const view = useAnalysis((state) => state.view);
  const isLooking = useAnalysis((state) => state.linting);
  const { grouping, text, hidden, about, showsMuted } = useProblemList();
  const words = useDeferredValue(text);
  const node = about && view?.graph.nodes.find(({ id }) => id === about.node);
  const found = useMemo(
    () => (view ? findProblems(view, node, words, showsMuted) : none),
    [view, node, words, showsMuted],
  );
  const rows = useMemo(
    () =>
      toRows(
        found.filter(({ severity }) => !hidden.has(severity)),
        grouping,
      ),
    [found, hidden, grouping],
  );
  const counts = useMemo(() => countBySeverity(found), [found]);
  const listed = rows.reduce((sum, { type }) => (type === 'problem' ? sum + 1 : sum), 0);

  if (view?.diagnostics.length === 0 && view.muted.length === 0) {
    return isLooking ? (
      <p className={styles.empty}>Looking for problems…</p>
    ) : (
      <div className={styles.empty}>
        <CircleCheck size={22} className={styles.fine} />
        <p>No problems found.</p>
        <p>Every document was read, and the API server would accept every policy.</p>
      </div>
    );
  }
  return (
    <div className={styles.panel}>
      <ProblemsToolbar counts={counts} muted={view?.muted.length ?? 0} about={node} />
      <output className={isLooking ? styles.looking : 'visually-hidden'}>
        {isLooking ? 'Looking for more…' : `${count(listed, 'problem')} listed`}
      </output>
      {listed > 0 ? (
        <ProblemList rows={rows} />
      ) : (
        <div className={styles.empty}>
          <p>No problem fits the filter.</p>
          <Button look="outline" onClick={listAllProblems}>
            Show all problems
          </Button>
        </div>
      )}
    </div>
  );
}

function findProblems(
  { diagnostics, muted }: AnalysisView,
  node: GraphNode | undefined,
  words: string,
  showsMuted: boolean,
): readonly Problem[] {
  const isFitting = hasWords(words);
  const isWanted = node ? isAbout(node) : () => true;
  const all: readonly Problem[] = showsMuted ? [...diagnostics, ...muted] : diagnostics;
  return all.filter((problem) => isWanted(problem) && isFitting(problem));
}
