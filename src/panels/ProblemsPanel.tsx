import { CircleAlert, CircleCheck, Info, TriangleAlert } from 'lucide-react';
import { useMemo, useState } from 'react';
import type { Diagnostic } from '../core/index';
import { useAnalysis } from '../store/analysis';
import { revealPlaces } from '../store/view';
import { useWorkspace } from '../store/workspace';
import { Button } from '../ui/Button';
import { moveFocus } from './moveFocus';
import { groupProblems, lineFinder, type ProblemGroup } from './problems';
import styles from './ProblemsPanel.module.css';

const icons = { error: CircleAlert, warning: TriangleAlert, info: Info };
/** More than this many of a severity are shown on demand only. */
const shownAtFirst = 100;
const none: readonly Diagnostic[] = [];

/** What is wrong or doubtful in the manifests; a click shows the place. */
export function ProblemsPanel() {
  const diagnostics = useAnalysis((state) => state.view?.diagnostics ?? none);
  const files = useWorkspace((state) => state.files);
  const groups = useMemo(() => groupProblems(diagnostics), [diagnostics]);
  const lineOf = useMemo(() => lineFinder(files), [files]);

  if (groups.length === 0) {
    return (
      <div className={styles.empty}>
        <CircleCheck size={22} className={styles.fine} />
        <p>No problems found.</p>
        <p>Every document was read, and the API server would accept every policy.</p>
      </div>
    );
  }
  return (
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- the keys move among the buttons inside
    <div className={styles.problems} onKeyDown={moveFocus}>
      {groups.map((group) => (
        <Group key={group.severity} group={group} lineOf={lineOf} />
      ))}
    </div>
  );
}

interface GroupProps {
  readonly group: ProblemGroup;
  readonly lineOf: (file: string, offset: number) => number | undefined;
}

function Group({ group: { severity, title, problems }, lineOf }: GroupProps) {
  const [all, setAll] = useState(false);
  const shown = all ? problems : problems.slice(0, shownAtFirst);
  const Icon = icons[severity];
  return (
    <section aria-label={title}>
      <h2 className={styles.title}>
        {title} <span className={styles.amount}>{problems.length}</span>
      </h2>
      <ul>
        {shown.map((problem) => (
          <li key={`${problem.file} ${problem.from} ${problem.code} ${problem.message}`}>
            <button
              type="button"
              className={styles.problem}
              data-row=""
              onClick={() => revealPlaces([{ file: problem.file, from: problem.from, to: problem.to }])}
            >
              <Icon size={14} className={styles[severity]} aria-hidden="true" />
              <span className={styles.text}>
                <span className="visually-hidden">{severity}: </span>
                {problem.message}
                <span className={styles.place}>
                  {problem.file}:{lineOf(problem.file, problem.from) ?? '?'}
                </span>
              </span>
            </button>
          </li>
        ))}
      </ul>
      {shown.length < problems.length && (
        <Button look="quiet" className={styles.more} onClick={() => setAll(true)}>
          Show {problems.length - shown.length} more
        </Button>
      )}
    </section>
  );
}
